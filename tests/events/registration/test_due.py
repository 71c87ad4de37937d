"""News of changed dates, reminders, and what publishing does to places."""

import datetime as dt

import pytest
from django.core.management import call_command

from events import services as schedule
from events.models import EventSeries, EventSeriesPage, Occurrence
from events.places.enums import Status
from events.registration import services
from events.registration.models import Pool, Registration
from events.registration.services.telling import tell
from events.schedule.checks import problems_of
from portal.notify import sender
from portal.notify.models import Message
from tests.factories.events import published_series
from tests.factories.registration import course, enter, event

pytestmark = pytest.mark.django_db


def letters(template: str) -> list[Message]:
    return list(Message.objects.filter(template=f"registration/{template}"))


@pytest.fixture
def page(events_index) -> EventSeriesPage:
    return published_series(
        events_index,
        start_date=dt.date(2026, 3, 7),
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA",
        ends_on=dt.date(2026, 3, 28),
        registration="first_come",
        capacity=5,
    )


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def pools() -> list[Pool]:
    return list(Pool.objects.with_event().order_by("starts_at"))


def test_sixty_registrants_hear_of_a_cancelled_date_once(django_assert_max_num_queries, commits):
    pool = event(capacity=50)
    for _ in range(60):
        enter(pool)
    assert Registration.objects.filter(status=Status.WAITING).count() == 10
    with commits(), django_assert_max_num_queries(20):
        schedule.cancel(pool.occurrence, note="停电")
    assert len({letter.user_id for letter in letters("date_changed")}) == 60
    for _ in range(2):
        assert services.run_due().told == 0
    assert len(letters("date_changed")) == 60


def test_each_change_is_told_once_and_forgotten_ones_by_the_clock(commits):
    pool = event()
    enter(pool)
    Occurrence.objects.update(notice_due=True, sequence=7)
    assert services.run_due().told == 1
    with commits():
        schedule.change(Occurrence.objects.get(), space="二层")
    assert [letter.key.rsplit(":", 1)[1] for letter in letters("date_changed")] == ["7", "8"]
    assert not Occurrence.objects.get().notice_due


def test_two_changes_at_once_are_one_letter(mailoutbox, commits):
    pool = event()
    enter(pool)
    with commits():
        schedule.change(pool.occurrence, space="二层")
        schedule.cancel(pool.occurrence)
    assert [letter.state for letter in letters("date_changed")] == ["sent"]
    assert len(mailoutbox) == 1


def test_letter_that_waited_says_nothing_that_a_later_one_says():
    enter(event())
    for note in ("停电", "照常"):
        schedule.change(Occurrence.objects.get(), note=note)
        tell(Occurrence.objects.get())
    for letter in letters("date_changed"):
        sender.send(letter.pk)
    assert sorted(letter.state for letter in letters("date_changed")) == ["sent", "suppressed"]


def test_reminder_comes_once_before_the_date(clock, mailoutbox, commits):
    pool = event()
    confirmed = enter(pool)
    services.cancel(enter(pool))
    clock.move_to(pool.starts_at - dt.timedelta(hours=25))
    assert services.run_due().reminded == 0
    clock.move_to(pool.starts_at - dt.timedelta(hours=24))
    with commits():
        assert services.run_due().reminded == 1
    services.sync(pool.terms.translation_key)
    assert services.run_due().reminded == 0
    (letter,) = letters("reminder")
    assert (letter.user, letter.state) == (confirmed.reader.user, "sent")
    assert len(mailoutbox) == 1


def test_reminder_is_not_sent_late(clock, commits):
    pool = event()
    enter(pool)
    clock.move_to(pool.starts_at + dt.timedelta(minutes=1))
    with commits():
        services.run_due()
    assert letters("reminder") == []


def test_each_date_of_a_course_is_reminded_of(clock):
    pool = course(dates=2)
    enter(pool)
    for week in (1, 2):
        clock.move_to(dt.datetime(2026, 3, 1, tzinfo=dt.UTC) + dt.timedelta(weeks=week, hours=-1))
        services.run_due()
        services.run_due()
        assert len(letters("reminder")) == week


def test_publishing_makes_the_places_of_each_date(page, commits):
    with commits():
        page.save_revision().publish()
    assert [(pool.capacity, pool.taken) for pool in pools()] == [(5, 0)] * 4


def test_page_without_registration_has_no_places(events_index, commits):
    with commits():
        published_series(events_index)
    assert pools() == []


def test_publishing_again_renews_the_places(page, commits):
    with commits():
        page.save_revision().publish()
    for _ in range(6):
        enter(pools()[0])
    page.capacity, page.waiting_limit, page.opens_days_before = 6, 9, 3
    with commits():
        page.save_revision().publish()
    first = pools()[0]
    assert (first.capacity, first.taken, first.waiting, first.waiting_limit) == (6, 6, 0, 9)
    assert first.opens_at.date() == dt.date(2026, 3, 4)


def test_editor_cannot_take_places_away_from_people(page, commits):
    with commits():
        page.save_revision().publish()
    for _ in range(3):
        enter(pools()[0])
    page.capacity = 2
    assert set(problems_of(page, tz="Asia/Shanghai")) == {"capacity"}
    with commits():
        page.save_revision().publish()
    assert [pool.capacity for pool in pools()] == [3, 2, 2, 2]


def test_kind_of_places_stays_while_people_have_them(page, commits):
    with commits():
        page.save_revision().publish()
    page.registration_unit = "course"
    assert problems_of(page, tz="Asia/Shanghai") == {}
    enter(pools()[0])
    assert set(problems_of(page, tz="Asia/Shanghai")) == {"registration_unit"}


def test_unused_places_make_room_for_those_of_a_course(page, commits):
    with commits():
        page.save_revision().publish()
    page.registration_unit = "course"
    with commits():
        page.save_revision().publish()
    (pool,) = pools()
    assert pool.series == EventSeries.objects.get()


def test_entries_must_be_drawn_before_the_draw_is_given_up(page, commits):
    page.registration = "draw"
    with commits():
        page.save_revision().publish()
    enter(pools()[-1])
    page.registration = "first_come"
    assert set(problems_of(page, tz="Asia/Shanghai")) == {"registration"}


def test_split_keeps_places_and_people(page, commits):
    with commits():
        page.save_revision().publish()
    registration = enter(pools()[3])
    series = EventSeries.objects.get()
    with commits():
        schedule.split(series, dt.date(2026, 3, 21), start_time=dt.time(15))
    registration.refresh_from_db()
    pool = Pool.objects.with_event().get(pk=registration.pool_id)
    assert registration.status == Status.CONFIRMED
    assert pool.terms.split_on == dt.date(2026, 3, 21)
    assert pool.starts_at == pool.occurrence.start
    assert len(letters("date_changed")) == 1


def test_split_keeps_the_places_of_a_course(page, commits):
    page.registration_unit = "course"
    with commits():
        page.save_revision().publish()
    enter(pools()[0], adults=2)
    with commits():
        schedule.split(EventSeries.objects.get(), dt.date(2026, 3, 21), start_time=dt.time(15))
    (pool,) = pools()
    assert pool.taken == 2
    assert set(Occurrence.objects.values_list("people", flat=True)) == {2}
    assert enter(pool).status == Status.CONFIRMED


def test_new_date_of_a_course_has_its_people(page, commits):
    page.registration_unit = "course"
    with commits():
        page.save_revision().publish()
    enter(pools()[0], adults=2)
    page.ends_on = dt.date(2026, 4, 4)
    with commits():
        page.save_revision().publish()
    assert list(Occurrence.objects.values_list("people", flat=True)) == [2] * 5


def test_date_in_doubt_is_told(page, commits):
    with commits():
        page.save_revision().publish()
    enter(pools()[0])
    page.rule = "RRULE:FREQ=MONTHLY;BYMONTHDAY=25"
    with commits():
        page.save_revision().publish()
    assert len(letters("date_changed")) == 1


def test_one_event_that_fails_stops_no_other(clock, caplog):
    offered = []
    for _ in range(2):
        pool = event(capacity=1, offer_hours=1)
        first, second = enter(pool), enter(pool)
        services.cancel(first)
        offered.append(second)
    bad = offered[0].pool.occurrence
    Occurrence.objects.filter(pk=bad.pk).update(people=0)
    clock.shift(dt.timedelta(hours=1))
    assert services.run_due().expired == 1
    assert "expire_offers of Pool" in caplog.text
    statuses = [Registration.objects.get(pk=row.pk).status for row in offered]
    assert statuses == ["offered", "expired"]


def test_command_says_what_it_did(capsys):
    call_command("run_registrations")
    said = "told 0, expired 0, drawn 0, released 0, reminded 0, asked 0\n"
    assert capsys.readouterr().out == said
