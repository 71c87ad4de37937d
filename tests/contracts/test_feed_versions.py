"""What subscribers notice: a date that changes rises in sequence, the others stay as they were."""

import datetime as dt
import logging

import icalendar
import pytest
import time_machine

from events import services
from events.models import EventSeries, EventSeriesPage, Occurrence
from tests.factories.core import LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

NOW = dt.datetime(2026, 3, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))
URL = "/cal/all.ics"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def clock(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def tree(clock):
    return site_tree()


@pytest.fixture
def story_time(tree):
    return a_series(tree, "story-time")


def a_series(tree, slug: str, **fields) -> EventSeriesPage:
    return published_series(
        tree.page("events"), title="故事会", slug=slug, start_date=dt.date(2026, 3, 7),
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA", ends_on=dt.date(2026, 3, 28), **fields,
    )  # fmt: skip


def events_of(client, url: str = URL) -> dict[str, icalendar.Event]:
    content = client.get(url).content
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in events}


def the_14th() -> Occurrence:
    return Occurrence.objects.get(rid="20260314T100000")


def edit(page: EventSeriesPage, **fields) -> None:
    page = EventSeriesPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.mark.parametrize(
    "change",
    [
        lambda row: services.cancel(row, note="老师生病"),
        lambda row: services.change(row, start=row.start + HOUR),
        lambda row: services.change(row, end=row.end + HOUR),
        lambda row: services.change(row, start=row.start + dt.timedelta(days=2)),
        lambda row: services.change(row, space="报告厅"),
        lambda row: services.change(row, library=LibraryFactory(slug="other")),
        lambda row: services.change(row, presenter="王老师"),
    ],
    ids=["cancelled", "later", "longer", "another day", "room", "library", "presenter"],
)
def test_change_of_one_date_raises_it_alone(client, story_time, clock, change):
    before, first = events_of(client), client.get(URL)
    clock.shift(HOUR)
    row = change(the_14th())
    after, second = events_of(client), client.get(URL)
    uid = str(row.uid)
    assert after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1
    assert after[uid]["DTSTAMP"].dt == before[uid]["DTSTAMP"].dt + HOUR
    assert after.keys() == before.keys()
    for other in before.keys() - {uid}:
        assert after[other].to_ical() == before[other].to_ical()
    assert second["ETag"] != first["ETag"]
    assert second["Last-Modified"] > first["Last-Modified"]


def test_cancelled_and_reinstated_date_rises_twice(client, story_time):
    sequence = events_of(client)[str(the_14th().uid)]["SEQUENCE"]
    services.cancel(the_14th())
    services.reinstate(the_14th())
    event = events_of(client)[str(the_14th().uid)]
    assert (event["SEQUENCE"], event["STATUS"]) == (sequence + 2, "CONFIRMED")


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "新名字"},
        {"summary": "一句话"},
        {"registration_note": "请电话预约"},
        {"start_time": dt.time(15)},
        {"duration": 2 * HOUR},
        {"space": "报告厅"},
        {"presenter": "王老师"},
        {"rule": "RRULE:FREQ=WEEKLY;BYDAY=SU", "ends_on": dt.date(2026, 3, 29)},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_change_of_the_series_raises_each_of_its_dates_and_no_other(
    client, story_time, tree, clock, fields
):
    other = a_series(tree, "other")
    before = events_of(client)
    clock.shift(HOUR)
    edit(story_time, **fields)
    after = events_of(client)
    assert after.keys() == before.keys(), "a date keeps its identity"
    others = Occurrence.objects.filter(series__translation_key=other.translation_key)
    unchanged = {str(row.uid) for row in others}
    for uid, event in after.items():
        if uid in unchanged:
            assert event.to_ical() == before[uid].to_ical()
        else:
            assert event["SEQUENCE"] > before[uid]["SEQUENCE"]


def test_cancelled_date_is_there_until_its_day_has_passed(client, story_time, clock):
    row = services.cancel(the_14th())
    clock.move_to(dt.datetime(2026, 3, 14, 23, 59, tzinfo=NOW.tzinfo))
    assert str(row.uid) in events_of(client)
    etag = client.get(URL)["ETag"]
    clock.move_to(dt.datetime(2026, 3, 15, 0, 1, tzinfo=NOW.tzinfo))
    assert str(row.uid) not in events_of(client)
    assert client.get(URL)["ETag"] != etag


@pytest.mark.parametrize("form", ["", "?form=series"])
@pytest.mark.parametrize("damage", [{"presenter": None}, {"texts": {"zh-hans": "?"}}, {"tz": "x"}])
def test_event_that_cannot_be_written_breaks_no_calendar(
    client, story_time, tree, caplog, form, damage
):
    """Rows that no form lets through, from an import or a restored database."""
    broken = EventSeries.objects.get(translation_key=story_time.translation_key)
    if damage == {"presenter": None}:
        Occurrence.objects.filter(rid="20260314T100000").update(pinned=7)
    else:
        EventSeries.objects.filter(pk=broken.pk).update(all_day=True, **damage)
    healthy = a_series(tree, "healthy")
    with caplog.at_level(logging.ERROR):
        seen = events_of(client)
        assert client.get(f"/cal/s/{broken.translation_key}.ics{form}").status_code == 200
    kept = Occurrence.objects.filter(series__translation_key=healthy.translation_key)
    assert {str(row.uid) for row in kept} <= seen.keys()
    assert "Cannot write event" in caplog.text


@pytest.mark.parametrize("number", [1, 3])
def test_calendar_costs_the_same_queries_for_any_number_of_series(
    client, tree, django_assert_num_queries, number
):
    for n in range(number):
        a_series(tree, f"series-{n}", library=LibraryFactory(slug=f"library-{n}"))
    with django_assert_num_queries(5):  # version; dates, series, their groups, libraries
        cold = client.get(URL)
    with django_assert_num_queries(1):
        warm = client.get(URL)
    with django_assert_num_queries(1):
        kept = client.get(URL, headers={"If-None-Match": cold["ETag"]})
    assert (warm.content, kept.status_code) == (cold.content, 304)
    assert len(events_of(client)) == 4 * number


def test_series_as_a_rule_costs_the_same_queries_for_any_number_of_dates(
    client, tree, django_assert_num_queries
):
    for slug, last in (("short", 14), ("long", 28)):
        a_series(tree, slug, library=LibraryFactory(slug=slug))
        edit(EventSeriesPage.objects.get(slug=slug), ends_on=dt.date(2026, 3, last))
        client.get(f"/events/{slug}/")  # the site's addresses are read once
        url = f"/events/{slug}/calendar.ics?form=series"
        # Besides the five of a flat calendar: name, page, parts with groups and topics, versions.
        with django_assert_num_queries(11):
            client.get(url)
