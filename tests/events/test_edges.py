"""Schedules at the edges of the calendar, published as an editor would."""

import datetime as dt

import pytest

from events import services
from events.errors import EventError
from events.models import EventSeries, Occurrence
from events.schedule.checks import problems_of
from portal.core.models import ClosureDay
from tests.factories.events import EventSeriesFactory, published_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"


def shown(form: str = "%Y-%m-%d %H:%M") -> list[str]:
    return [row.local_start.strftime(form) for row in Occurrence.objects.public()]


def test_rule_that_ends_before_it_starts_plans_nothing_and_is_refused():
    series = EventSeriesFactory(
        start_date=dt.date(2026, 3, 7), ends_on=dt.date(2026, 3, 1), rule=SATURDAYS
    )
    assert "ends_on" in problems_of(series, tz=series.tz)
    assert services.reconcile(series).created == 0


def test_last_date_is_included(events_index):
    published_series(
        events_index, start_date=dt.date(2026, 3, 7), ends_on=dt.date(2026, 3, 21), rule=SATURDAYS
    )
    assert shown("%m-%d") == ["03-07", "03-14", "03-21"]


def test_leap_day_every_year_comes_every_four_years(events_index, settings, clock):
    settings.PORTAL_HORIZON_DAYS = 400
    published_series(events_index, start_date=dt.date(2024, 2, 29), rule="RRULE:FREQ=YEARLY")
    assert shown() == []
    clock.move_to(dt.datetime(2027, 12, 1, tzinfo=dt.UTC))
    services.extend_horizon()
    assert shown("%Y-%m-%d") == ["2028-02-29"]
    part = EventSeries.objects.get()
    assert services.split(part, dt.date(2028, 2, 29), start_time=dt.time(9)).pk == part.pk
    assert shown() == ["2028-02-29 09:00"]


def test_every_other_week_runs_over_the_turn_of_the_year(events_index, clock):
    clock.move_to(dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    published_series(
        events_index, start_date=dt.date(2026, 12, 19), ends_on=dt.date(2027, 1, 30),
        rule="RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", holiday_policy="keep",
    )  # fmt: skip
    assert shown("%Y-%m-%d") == ["2026-12-19", "2027-01-02", "2027-01-16", "2027-01-30"]
    services.split(EventSeries.objects.get(), dt.date(2027, 1, 2), rule=SATURDAYS)
    assert shown("%Y-%m-%d")[1:4] == ["2027-01-02", "2027-01-09", "2027-01-16"]


def test_new_weekday_stays_in_its_week_over_the_turn_of_the_year(events_index, clock):
    """1 January 2027 is a Friday of week 53 of 2026."""
    clock.move_to(dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    published_series(
        events_index, start_date=dt.date(2026, 12, 26), ends_on=dt.date(2027, 1, 9), rule=SATURDAYS
    )
    rows = dict(Occurrence.objects.values_list("rid", "pk"))
    series = EventSeries.objects.get()
    services.split(series, dt.date(2027, 1, 2), rule="RRULE:FREQ=WEEKLY;BYDAY=SU")
    after = dict(Occurrence.objects.values_list("rid", "pk"))
    assert after["20270103T100000"] == rows["20270102T100000"]


def test_number_of_sessions_runs_on_over_holidays(events_index):
    for day in (4, 11):
        ClosureDay.objects.create(date=dt.date(2026, 4, day), kind="holiday", name="放假")
    published_series(events_index, start_date=dt.date(2026, 3, 28), rule=SATURDAYS, session_limit=3)
    assert shown("%m-%d") == ["03-28", "04-18", "04-25"]


def test_overnight_session_keeps_its_evening(events_index):
    published_series(
        events_index, start_date=dt.date(2026, 3, 7), start_time=dt.time(22),
        duration=dt.timedelta(hours=4),
    )  # fmt: skip
    row = Occurrence.objects.get()
    assert (row.local_date, row.last_date) == (dt.date(2026, 3, 7), dt.date(2026, 3, 7))
    assert row.local_end == dt.datetime(2026, 3, 8, 2, tzinfo=row.zone)


def test_saturday_seven_in_the_morning_is_saturday(events_index):
    published_series(
        events_index, start_date=dt.date(2026, 3, 7), start_time=dt.time(7), rule=SATURDAYS,
        ends_on=dt.date(2026, 3, 21),
    )  # fmt: skip
    assert {row.local_date.weekday() for row in Occurrence.objects.all()} == {5}
    services.split(EventSeries.objects.get(), dt.date(2026, 3, 14), start_time=dt.time(6, 30))
    assert shown("%m-%d %H:%M") == ["03-07 07:00", "03-14 06:30", "03-21 06:30"]


def test_hour_that_clocks_leave_out_is_refused_for_the_following_too(events_index):
    published_series(
        events_index, start_date=dt.date(2026, 3, 7), rule=SATURDAYS, ends_on=dt.date(2026, 4, 25)
    )
    EventSeries.objects.update(tz="America/New_York")
    with pytest.raises(EventError):
        services.split(EventSeries.objects.get(), dt.date(2026, 3, 14), start_time=dt.time(2, 30))
    assert EventSeries.objects.count() == 1
