"""Joining and leaving: the places of a club, who may join, what is told, what is erased."""

import pytest
from django.db import IntegrityError, transaction

from community.clubs import selectors, services
from community.clubs.enums import Joining, State
from community.clubs.errors import ClubError
from community.clubs.models import Circle, Membership
from events.places.enums import Status
from portal.accounts.privacy import registered
from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory
from tests.factories.clubs import ClubFactory, LeadReaderFactory, child, join
from tests.factories.core import AudienceFactory

pytestmark = pytest.mark.usefixtures("english")


def circle(club) -> tuple[int, int]:
    row = Circle.objects.get(club=club)
    return row.taken, row.waiting


def letters() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


def test_who_comes_when_it_is_full_waits_and_moves_up(club):
    first, _second = join(club), join(club)
    third, fourth = join(club), join(club)
    assert (third.status, selectors.position(fourth)) == (Status.WAITING, 2)
    services.leave(first)
    third.refresh_from_db()
    assert (third.status, circle(club)) == (Status.CONFIRMED, (2, 1))
    assert letters() == ["clubs/joined"] * 4 + ["clubs/moved_up"]


def test_nobody_is_in_twice(club):
    row = join(club)
    with pytest.raises(ClubError, match="Already"):
        services.join(club, row.reader)
    services.leave(row)
    again = join(club, row.reader)
    assert (again.status, circle(club)) == (Status.CONFIRMED, (1, 0))
    with pytest.raises(ClubError):
        services.leave(row)


def test_a_child_and_its_guardian_are_two(club):
    reader = ReaderFactory()
    join(club, reader)
    join(club, reader, member=child(9, reader))
    assert circle(club) == (2, 0)


def test_a_list_that_is_full_takes_nobody():
    club = ClubFactory(capacity=1, waiting_limit=0)
    join(club)
    with pytest.raises(ClubError):
        join(club)


def test_ages():
    club = ClubFactory(min_age=7, max_age=12)
    guardian = ReaderFactory()
    assert services.refusal(club, child(7, guardian)) == services.refusal(club, child(12)) == ""
    assert "begins at the age of 7" in services.refusal(club, child(6))
    assert "ends at the age of 12" in services.refusal(club, child(13))
    assert "your child who joins" in services.refusal(club, None)


def test_a_club_of_grown_ups_is_none_for_a_child():
    club = ClubFactory()
    assert services.refusal(club, child(9)) == ""
    club.audiences.add(AudienceFactory(min_months=216))
    club.save()
    assert "grown-ups" in services.refusal(club, child(9))
    assert services.refusal(club, None) == ""


@pytest.mark.parametrize(
    "change", [{"state": State.DRAFT}, {"state": State.ARCHIVED}, {"joining": Joining.OPEN}]
)
def test_clubs_nobody_joins(change):
    with pytest.raises(ClubError, match="takes no members"):
        join(ClubFactory(**change))


def test_more_places_let_people_in_and_fewer_than_members_cannot_be():
    club = ClubFactory(capacity=1)
    join(club)
    waiting = join(club)
    services.set_places(club, capacity=3, waiting_limit=None)
    waiting.refresh_from_db()
    assert waiting.status == Status.CONFIRMED
    with pytest.raises(ClubError):
        services.set_places(club, capacity=1, waiting_limit=None)


def test_who_is_taken_off_is_told_why(club):
    row = join(club)
    services.remove(row, note="好久没来了")
    row.refresh_from_db()
    assert (row.status, row.end_reason) == (Status.CANCELLED, "staff")
    letter = Message.objects.get(template="clubs/removed")
    assert letter.context["note"] == "好久没来了"


def test_a_message_goes_to_each_household_once(club):
    reader = ReaderFactory()
    join(club, reader)
    join(club, reader, member=child(9, reader))
    join(club)  # waits
    texts = {"subject": "三月", "text": "读到第五章。", "subject_en": "", "text_en": ""}
    assert services.write_to_members(club, texts, key="a") == 1
    assert services.write_to_members(club, texts, key="a") == 0
    assert services.write_to_members(club, texts, key="b", with_waiting=True) == 2


def erase(user) -> None:
    for data in registered():
        if data.erase:
            data.erase(user)
    user.delete()


def test_erasing_an_account_gives_its_places_back():
    club = ClubFactory(capacity=1)
    first, second = join(club), join(club)
    exported = {data.model: data.export(first.reader.user) for data in registered() if data.export}
    assert exported["clubs.membership"][0]["club"] == club.name_en
    erase(first.reader.user)
    second.refresh_from_db()
    assert (second.status, circle(club)) == (Status.CONFIRMED, (1, 0))
    assert Membership.objects.count() == 1


def test_a_profile_goes_off_line_with_its_account():
    lead = LeadReaderFactory(reader=ReaderFactory(), shows_reviews=True)
    erase(lead.reader.user)
    lead.refresh_from_db()
    assert (lead.state, lead.reader_id, lead.shows_reviews) == (State.DRAFT, None, False)


def test_reviews_are_shown_only_with_an_account():
    with pytest.raises(IntegrityError), transaction.atomic():
        LeadReaderFactory(shows_reviews=True)
