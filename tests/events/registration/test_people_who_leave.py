"""Erasing an account, removing a child, and what a reader is handed over."""

import datetime as dt

import pytest

from events.places.enums import Status
from events.registration import services
from events.registration.enums import EndReason, Presence
from events.registration.models import Attendance, Attendee, Registration
from portal.accounts.services.erasure import erase_account
from portal.accounts.services.export import export_my_data
from portal.accounts.services.family import remove_family_member
from tests.factories.accounts import ReaderFactory
from tests.factories.registration import enter, event, family

pytestmark = pytest.mark.django_db


def test_coming_places_of_who_leaves_are_free_for_others():
    pool = event(capacity=1, offer_hours=0)
    reader = ReaderFactory()
    enter(pool, reader)
    waiting = enter(pool)
    erase_account(reader.user)
    waiting.refresh_from_db()
    assert waiting.status == Status.CONFIRMED
    pool.refresh_from_db()
    assert (pool.taken, pool.waiting) == (1, 0)


def test_past_stays_as_numbers_without_names(clock):
    pool = event(questions=[{"key": "a", "text": "?", "kind": "text", "is_required": False}])
    reader = family((2020, 1))
    registration = enter(
        pool, reader, members=reader.family.all(), adults=1, answers={"a": "花生"}, key="k"
    )
    services.mark(registration.attendees.first(), pool.occurrence, Presence.CAME)
    clock.shift(dt.timedelta(days=11))
    erase_account(reader.user)
    row = Registration.objects.get()
    assert (row.status, row.people, row.reader, row.answers, row.key) == (
        *(Status.CONFIRMED, 2, None),
        *({}, None),
    )
    assert not Attendee.objects.filter(member__isnull=False).exists()
    assert Attendance.objects.count() == 1


def test_what_staff_wrote_to_who_leaves_goes_too():
    reader = ReaderFactory()
    registration = enter(event(), reader)
    services.cancel_by_staff(registration, reason=EndReason.OTHER, note="Please ring us")
    assert "Please ring us" in str(export_my_data(reader.user))
    erase_account(reader.user)
    registration.refresh_from_db()
    assert registration.end_note == ""


def test_removed_child_gives_its_place_back():
    pool = event(capacity=3, offer_hours=0)
    reader = family((2020, 1), (2021, 1))
    registration = enter(pool, reader, members=reader.family.all(), adults=1)
    waiting = enter(pool)
    remove_family_member(reader.family.first())
    registration.refresh_from_db()
    waiting.refresh_from_db()
    assert (registration.people, registration.attendees.count()) == (2, 2)
    assert waiting.status == Status.CONFIRMED


def test_party_without_its_last_child_stays_at_home():
    reader = family((2020, 1))
    registration = enter(event(), reader, members=reader.family.all(), adults=1)
    remove_family_member(reader.family.get())
    registration.refresh_from_db()
    assert registration.status == Status.CANCELLED


def test_reader_is_handed_everything():
    reader = family((2020, 1))
    pool = event()
    registration = enter(pool, reader, members=reader.family.all())
    reader.pauses.create(until=dt.datetime(2026, 4, 1, tzinfo=dt.UTC), reason="三次未到")
    services.mark(registration.attendees.get(), pool.occurrence, Presence.CAME)
    rows = {part["model"]: part["rows"] for part in export_my_data(reader.user)["data"]}
    assert rows["registration.registration"][0]["event"] == "故事会"
    assert rows["registration.attendee"][0]["who"] == reader.family.get().nickname
    assert rows["registration.attendance"][0]["date"] == "2026-03-11"
    assert rows["registration.pause"][0]["reason"] == "三次未到"


def test_who_has_no_reader_leaves_too():
    user = ReaderFactory().user
    user.reader.delete()
    user.refresh_from_db()
    assert export_my_data(user)
    erase_account(user)
