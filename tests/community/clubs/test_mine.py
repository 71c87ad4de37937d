"""What readers and leaders do on their own pages."""

import pytest

from community.clubs.enums import State
from community.clubs.models import Membership
from events.places.enums import Status
from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory
from tests.factories.clubs import ClubFactory, LeadReaderFactory, child, join

ME = "/en/me/clubs/"


def test_visitors_sign_in_first(client, club):
    for address in (ME, f"/en/clubs/{club.slug}/join/", f"{ME}led/{club.slug}/"):
        assert "/accounts/login/" in client.get(address)["Location"]


def test_joining_oneself_and_a_child(client, club, reader):
    son, baby = child(9, reader), child(1, reader)
    club.min_age = 7
    club.save()
    address = f"/en/clubs/{club.slug}/join/"
    page = client.get(address)
    assert page.context["able"] == [reader, son]
    assert [person for person, _why in page.context["refusals"]] == [baby]
    assert client.post(address, {"who": str(baby.pk)}).status_code == 200
    assert client.post(address, {"who": "x"}).status_code == 200
    assert not Membership.objects.exists()
    client.post(address, {"who": "me"})
    client.post(address, {"who": str(son.pk)})
    assert Membership.objects.filter(reader=reader, status=Status.CONFIRMED).count() == 2
    assert client.get(address).context["able"] == []
    mine = client.get(ME).content.decode()
    assert mine.count(f">{club.name_en}<") == 2


def test_leaving_asks_once_more(client, club, reader):
    row = join(club, reader)
    address = f"{ME}{row.uid}/"
    assert "Leave the club" in client.get(address).content.decode()
    row.refresh_from_db()
    assert row.is_active
    client.post(address)
    row.refresh_from_db()
    assert (row.status, row.end_reason) == (Status.CANCELLED, "left")
    assert client.post(address).status_code == 302  # once more does nothing
    other = join(club)
    assert client.get(f"{ME}{other.uid}/").status_code == 404


def test_a_number_in_the_queue_is_told(client, reader):
    club = ClubFactory(capacity=1)
    join(club)
    row = join(club, reader)
    assert "Number 1" in client.get(f"{ME}{row.uid}/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_my_clubs(client, reader, number, django_assert_num_queries):
    for _ in range(number):
        join(ClubFactory(), reader)
    client.get(ME)
    with django_assert_num_queries(6):
        page = client.get(ME)
    assert len(page.context["memberships"]) == number


def test_my_library_shows_them_to_those_who_have_some(client, club, reader):
    assert "my-clubs" not in client.get("/en/me/").content.decode()
    join(club, reader)
    assert "my-clubs" in client.get("/en/me/").content.decode()


@pytest.fixture
def led(club, reader):
    club.leads.add(LeadReaderFactory(reader=reader))
    club.save()
    return club


def test_only_the_leader_sees_who_is_in(client, led, reader):
    guardian = ReaderFactory()
    join(led, guardian)
    join(led, guardian, member=child(9, guardian))
    page = client.get(f"{ME}led/{led.slug}/")
    assert [row.name for row in page.context["members"]] == [
        guardian.nickname,
        guardian.family.get().nickname,
    ]
    assert "child, 9 years" in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    other = ClubFactory()
    assert client.get(f"{ME}led/{other.slug}/").status_code == 404
    client.force_login(ReaderFactory().user)
    assert client.get(f"{ME}led/{led.slug}/").status_code == 404
    assert client.post(f"{ME}led/{led.slug}/message/").status_code == 404


def test_a_leader_writes_to_all_and_looks_first(client, led):
    join(led)
    address = f"{ME}led/{led.slug}/message/"
    key = client.get(address).context["form"].initial.get("key", "k")
    words = {"subject": "四月", "text": "第一到第五章。", "key": key}
    preview = client.post(address, words)
    assert preview.context["letters"] == 1
    assert not Message.objects.filter(template="clubs/message").exists()
    assert client.post(address, {**words, "change": "1"}).context["form"].is_valid()
    assert client.post(address, {**words, "send": "1"}).status_code == 302
    client.post(address, {**words, "send": "1"})
    assert Message.objects.filter(template="clubs/message").count() == 1
    led.state = State.ARCHIVED
    led.save()
    assert client.get(address).status_code == 404
