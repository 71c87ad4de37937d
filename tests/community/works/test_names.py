"""A call that keeps names back: nobody learns who made what before the results, anywhere."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from community.works import services
from community.works.models import Call, Entry
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.works import CallFactory, publish_work

pytestmark = pytest.mark.django_db
NAME = "灯下一盏"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def entry(root_page):
    """In a call that has closed and is judged."""
    call = CallFactory(hides_names=True, results_on=timezone.localdate() + dt.timedelta(days=10))
    entry = publish_work(ReaderFactory(nickname="别的名字"), pen_name=NAME, call=call)
    Call.objects.update(closes_at=timezone.now() - dt.timedelta(hours=1))
    return Entry.objects.detailed().get(pk=entry.pk)


def addresses(entry):
    uid, slug = entry.contribution.uid, entry.call.slug
    return [
        "/en/works/",
        f"/en/works/{uid}/",
        f"/en/works/slideshow/?call={slug}",
        f"/en/works/calls/{slug}/",
        "/en/feeds/works.xml",
        f"/en/feeds/works/{slug}.xml",
        "/api/v1/works",
        f"/api/v1/works/{uid}",
        "/en/search/?q=槐花&kind=works",
    ]


def test_no_address_tells_a_name_before_the_results(client, entry):
    for address in addresses(entry):
        text = client.get(address).content.decode()
        assert "槐花" in text, address
        assert (NAME in text, entry.voice.code in text) == (False, False), address
    assert client.get(f"/en/works/by/{entry.voice.code}/").status_code == 404
    assert client.get("/en/search/", {"q": NAME, "kind": "works"}).context["number"] == 0
    assert client.get("/api/v1/works").json()["items"][0]["pen_name"] is None


def test_every_address_tells_it_once_they_are_shown(client, entry, time_machine):
    services.settle(entry.call, UserFactory())
    assert NAME not in client.get("/en/works/").content.decode()
    time_machine.move_to(timezone.now() + dt.timedelta(days=11))
    services.announce_due()
    for address in addresses(entry):
        assert NAME in client.get(address).content.decode(), address
    assert client.get(f"/en/works/by/{entry.voice.code}/").status_code == 200
    assert client.get("/en/search/", {"q": NAME, "kind": "works"}).context["number"] == 1


def test_other_works_of_the_same_name_stay_on_its_page(client, entry):
    publish_work(entry.voice.reader, pen_name=NAME, title="另一件")
    page = client.get(f"/en/works/by/{entry.voice.code}/")
    assert [row.title for row in page.context["entries"]] == ["另一件"]


def test_the_switch_turned_later_holds_in_search_too(client, root_page):
    call = CallFactory()
    entry = publish_work(pen_name=NAME, call=call)

    def found():
        return client.get("/en/search/", {"q": NAME, "kind": "works"}).context["number"]

    assert found() == 1
    call.hides_names = True
    call.save_revision().publish()
    assert found() == 0
    (told,) = ET.fromstring(client.get("/feeds/works.xml").content).findall(f"{ATOM}entry")
    assert told.find(f"{ATOM}author") is None
    assert entry.title in told.find(f"{ATOM}title").text
