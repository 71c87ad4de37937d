"""What staff change on the roster of a date."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.log_actions import registry as logs
from wagtail.models import ModelLogEntry

from events.models import Occurrence
from events.places.enums import Status
from events.registration import services
from events.registration.enums import Presence
from events.registration.models import Attendance, HeadCount, Pause
from tests.events.rosters.reading import logged, said, soup
from tests.factories.registration import enter, event, family

from .conftest import address, at

pytestmark = pytest.mark.django_db


def test_cancelling_for_a_reader_moves_the_queue(desk, library):
    pool = event(library=library, capacity=1, offer_hours=0)
    first, second = enter(pool), enter(pool)
    url = address("cancel", pool, first)
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"reason": "unsaid"}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.CANCELLED, Status.CONFIRMED)
    assert logged(pool) == [("rosters.cancel", {"registration": str(first.uid)})]
    desk.post(url, {"reason": "unsaid"})
    assert len(logged(pool)) == 1


def test_cancelling_keeps_the_reason_at_the_registration_and_out_of_the_history(desk, library):
    pool = event(library=library)
    registration = enter(pool)
    url = address("cancel", pool, registration)
    for sent in ({}, {"reason": "nonsense"}, {"reason": "asked", "note": "x" * 201}):
        assert desk.post(url, sent).status_code == 200
    registration.refresh_from_db()
    assert registration.status == Status.CONFIRMED
    desk.post(url, {"reason": "places", "note": "改到大厅另办一场"})
    registration.refresh_from_db()
    assert registration.status == Status.CANCELLED
    assert (registration.end_reason, registration.end_note) == ("places", "改到大厅另办一场")
    assert logged(pool) == [("rosters.cancel", {"registration": str(registration.uid)})]


def test_place_out_of_order_needs_room_and_a_reason_that_is_kept(desk, library):
    pool = event(library=library, capacity=3)
    reader = family((2020, 5), (2022, 8))
    enter(pool, reader, members=reader.family.all())
    large = enter(pool, adults=2)
    small = enter(pool)
    url = address("promote", pool, small)
    assert desk.post(url, {"reason": ""}).status_code == 200
    small.refresh_from_db()
    assert small.status == Status.WAITING
    assert desk.post(url, {"reason": "坐轮椅来"}).status_code == 302
    small.refresh_from_db()
    large.refresh_from_db()
    pool.refresh_from_db()
    assert (small.status, large.status) == (Status.CONFIRMED, Status.WAITING)
    assert (pool.taken, pool.waiting) == (3, 1)
    assert Occurrence.objects.get().people == 3
    [(action, data)] = logged(pool)
    assert (action, data["reason"]) == ("rosters.promote", "坐轮椅来")
    entry = ModelLogEntry.objects.for_instance(pool.occurrence).get()
    assert "坐轮椅来" in logs.get_formatter(entry).format_message(entry)
    full = desk.post(address("promote", pool, large), {"reason": "还是让他们来"})
    assert full.status_code == 200
    assert soup(full).select_one(".roster-error") is not None


def test_more_places_let_who_waits_move_up(desk, library):
    pool = event(library=library, capacity=1, offer_hours=0)
    enter(pool)
    second = enter(pool)
    assert desk.post(address("capacity", pool), {"capacity": "2"}).status_code == 302
    second.refresh_from_db()
    assert second.status == Status.CONFIRMED
    too_few = desk.post(address("capacity", pool), {"capacity": "1"})
    assert soup(too_few).select_one("#capacity .roster-error") is not None
    pool.refresh_from_db()
    assert (pool.capacity, pool.own_capacity) == (2, 2)


def test_head_count_tells_nothing_from_nobody(desk, library):
    pool = event(library=library)
    desk.post(address("heads", pool), {"children": "", "adults": "0"})
    count = HeadCount.objects.get()
    assert (count.children, count.adults) == (None, 0)
    odd = desk.post(address("heads", pool), {"children": "-1", "adults": "99999"})
    assert odd.status_code == 200
    count.refresh_from_db()
    assert (count.children, count.adults) == (None, 0)


def test_close_counts_who_was_not_ticked_as_absent(desk, library):
    pool = event(library=library, days=1)
    came, absent = enter(pool), enter(pool)
    services.mark(came.attendees.get(), pool.occurrence, Presence.CAME)
    early = desk.post(address("close", pool))
    assert len(said(early)) == 1
    assert Attendance.objects.count() == 1
    with at(days=2):
        assert desk.get(address("close", pool)).status_code == 200
        assert desk.post(address("close", pool)).status_code == 302
    assert absent.attendees.get().attendances.get().state == Presence.NO_SHOW
    assert came.attendees.get().attendances.get().state == Presence.CAME
    assert logged(pool) == [("rosters.close", {"absent": 1})]


def test_pause_is_lifted_from_the_roster(desk, library):
    pool = event(library=library)
    registration = enter(pool)
    until = timezone.now() + dt.timedelta(days=30)
    pause = Pause.objects.create(reader=registration.reader, until=until)
    form = soup(desk.get(address("roster", pool))).select_one(".roster-pause")
    assert desk.post(form["action"]).status_code == 302
    pause.refresh_from_db()
    assert pause.lifted_at == timezone.now()
    assert desk.post(form["action"]).status_code == 404
