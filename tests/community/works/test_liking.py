"""Likes: one of each reader, not of one's own; and the works one after the other."""

import pytest

from community.works.models import Entry, Like
from portal.accounts import services as accounts
from tests.factories.accounts import ReaderFactory
from tests.factories.works import CallFactory, publish_work

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


def test_a_work_is_liked_once_and_the_like_goes_with_its_reader(client, root_page):
    entry, reader = publish_work(), ReaderFactory()
    client.force_login(reader.user, backend=BACKEND)
    url = f"/en/works/{entry.contribution.uid}/like/"
    assert client.get(url).status_code == 200
    for _press in range(2):
        client.post(url, {"vote": "on"})
    assert (Entry.objects.get().likes_count, Like.objects.count()) == (1, 1)
    json = client.post(url, {"vote": "off"}, headers={"accept": "application/json"}).json()
    assert json == {"count": 0, "is_voted": False}
    assert client.get(f"{url}state/").json()["is_voted"] is False
    client.post(url, {"vote": "on"})
    accounts.erase_account(reader.user)
    assert Entry.objects.get().likes_count == 0


def test_nobody_likes_their_own_work(client, root_page):
    entry = publish_work()
    client.force_login(entry.voice.reader.user, backend=BACKEND)
    url = f"/en/works/{entry.contribution.uid}/like/"
    answer = client.post(url, {"vote": "on"}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert not Like.objects.exists()


def test_the_slide_show_is_a_plain_list_of_a_call(client, root_page):
    call = CallFactory()
    publish_work(title="秋天", call=call)
    publish_work(title="别处")
    page = client.get(f"/en/works/slideshow/?call={call.slug}").content.decode()
    assert ("秋天" in page, "别处" in page) == (True, False)
    assert client.get("/en/works/slideshow/?call=none").status_code == 200
