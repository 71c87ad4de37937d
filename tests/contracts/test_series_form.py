"""`?form=series`: a series to put into a calendar once, byte for byte and version by version."""

import datetime as dt
import gzip
import logging

import icalendar
import pytest
import time_machine
from wagtail.models import Locale

from events import services
from events.models import EventSeries, EventSeriesPage, Occurrence
from portal.core.translations import translate_page
from tests.factories.events import EventSeriesFactory, published_series
from tests.factories.home import site_tree

NOW = dt.datetime(2026, 3, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))
URL = "/events/story-time/calendar.ics?form=series"
GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//书香 Shuxiang//Events 1.0//ZH
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:周六故事会
X-WR-CALNAME:周六故事会
X-WR-TIMEZONE:Asia/Shanghai
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
SOURCE;VALUE=URI:http://127.0.0.1:8000/events/story-time/calendar.ics?form=series
URL:http://127.0.0.1:8000/events/story-time/
COLOR:firebrick
X-APPLE-CALENDAR-COLOR:#B0301D
LAST-MODIFIED:20260301T000000Z
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
X-LIC-LOCATION:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:{series}@portal.library.example
DTSTAMP:20260301T000000Z
LAST-MODIFIED:20260301T000000Z
SEQUENCE:{sequence}
DTSTART;TZID=Asia/Shanghai:20260307T070000
DTEND;TZID=Asia/Shanghai:20260307T080000
RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20260328T155959Z
EXDATE;TZID=Asia/Shanghai:20260321T070000
SUMMARY:周六故事会
LOCATION:少儿阅览室
DESCRIPTION:http://127.0.0.1:8000/events/story-time/
URL:http://127.0.0.1:8000/events/story-time/
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
UID:{series}@portal.library.example
DTSTAMP:20260301T000000Z
LAST-MODIFIED:20260301T000000Z
SEQUENCE:{sequence}
RECURRENCE-ID;TZID=Asia/Shanghai:20260314T070000
DTSTART;TZID=Asia/Shanghai:20260314T070000
DTEND;TZID=Asia/Shanghai:20260314T080000
SUMMARY:【已取消】周六故事会
LOCATION:少儿阅览室
DESCRIPTION:老师生病\\nhttp://127.0.0.1:8000/events/o/{cancelled}/
URL:http://127.0.0.1:8000/events/o/{cancelled}/
STATUS:CANCELLED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def tree(db):
    with time_machine.travel(NOW, tick=False):
        yield site_tree()


@pytest.fixture
def story_time(tree):
    return published_series(
        tree.page("events"),
        title="周六故事会",
        slug="story-time",
        start_date=dt.date(2026, 3, 7),
        start_time=dt.time(7),
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA",
        ends_on=dt.date(2026, 3, 28),
        space="少儿阅览室",
    )


def row_on(day: int) -> Occurrence:
    return Occurrence.objects.get(rid=f"202603{day:02}T070000")


def events_of(client, url=URL):
    return icalendar.Calendar.from_ical(client.get(url).content).walk("VEVENT")


def edit(page, **fields) -> None:
    page = EventSeriesPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_series_is_written_byte_for_byte(client, story_time):
    page = EventSeriesPage.objects.get(pk=story_time.pk)
    page.skipped_days.create(date=dt.date(2026, 3, 21))
    page.save_revision().publish()
    cancelled = services.cancel(row_on(14), note="老师生病")
    text = client.get(URL).content.decode()
    series = EventSeries.objects.get()
    expected = GOLDEN.format(
        series=series.uid,
        cancelled=cancelled.uid,
        sequence=series.sequence + 4 + 1 + 1,  # four dates, one withdrawn, one cancelled
    )
    assert text.replace("\r\n ", "") == expected.replace("\n", "\r\n")
    assert max(map(len, text.encode().split(b"\r\n"))) <= 75


def test_both_addresses_carry_the_same_series_in_both_languages(client, story_time):
    translate_page(story_time, Locale.objects.get(language_code="en"), {"周六故事会": "Story time"})
    key = EventSeries.objects.get().translation_key
    chinese, lasting, english = (
        events_of(client, f"{address}?form=series")
        for address in (
            "/events/story-time/calendar.ics",
            f"/cal/s/{key}.ics",
            f"/en/cal/s/{key}.ics",
        )
    )
    assert [e.to_ical() for e in chinese] == [e.to_ical() for e in lasting]
    assert [(e["UID"], e["RRULE"]) for e in english] == [(e["UID"], e["RRULE"]) for e in chinese]
    assert str(english[0]["SUMMARY"]) == "Story time"
    assert str(english[0]["URL"]).endswith("/en/events/story-time/")


def test_address_of_a_series_survives_a_new_slug(client, story_time):
    key = EventSeries.objects.get().translation_key
    edit(story_time, slug="reading")
    assert len(events_of(client, f"/cal/s/{key}.ics")) == 4
    story_time.refresh_from_db()
    story_time.unpublish()
    assert events_of(client, f"/cal/s/{key}.ics") == []
    assert client.get("/cal/s/00000000-0000-0000-0000-000000000000.ics").status_code == 404


def test_every_change_raises_the_version_of_the_whole(client, story_time, tree):
    seen = [(events_of(client)[0]["SEQUENCE"], client.get(URL)["ETag"])]

    def check(what: str) -> None:
        events = events_of(client)
        uid = events[0]["UID"]
        sequences = {e["SEQUENCE"] for e in events if e["UID"] == uid}
        assert len(sequences) == 1, "exceptions have the version of their series"
        now = (sequences.pop(), client.get(URL)["ETag"])
        assert now[0] > seen[-1][0], what
        assert now[1] != seen[-1][1], what
        seen.append(now)

    services.cancel(row_on(14))
    check("a date cancelled")
    start = row_on(21).start
    services.change(row_on(21), start=start + dt.timedelta(hours=2))
    check("a date moved")
    edit(story_time, title="新名字")
    check("another title")
    edit(story_time, start_time=dt.time(8))
    check("another time")
    edit(story_time, space="报告厅")
    check("another room")
    edit(story_time, ends_on=dt.date(2026, 4, 25))
    check("more dates")
    edit(story_time, rule="RRULE:FREQ=WEEKLY;BYDAY=SU")
    check("another day")
    services.split(EventSeries.objects.get(), dt.date(2026, 4, 12), start_time=dt.time(15))
    check("a split")


def test_unchanged_series_is_answered_with_304_after_one_query(
    client, story_time, django_assert_num_queries
):
    first = client.get(URL)
    with django_assert_num_queries(1):
        again = client.get(URL, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert first["ETag"] != client.get("/events/story-time/calendar.ics")["ETag"]
    head = client.head(URL)
    assert (head["Content-Length"], head.content) == (str(len(first.content)), b"")
    zipped = client.get(URL, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.content) == first.content


def test_single_event_and_broken_series_are_written_flat(client, tree, caplog):
    published_series(tree.page("events"), slug="once", start_date=dt.date(2026, 3, 10))
    assert "RRULE" not in events_of(client, "/events/once/calendar.ics?form=series")[0]

    series = EventSeriesFactory(rule="RRULE:FREQ=WEEKLY;BYDAY=SA", start_date=NOW.date())
    services.reconcile(series)
    EventSeries.objects.filter(pk=series.pk).update(rule="RRULE:FREQ=HOURLY")
    with caplog.at_level(logging.ERROR):
        found = events_of(client, f"/cal/s/{series.translation_key}.ics?form=series")
    assert len(found) == len(events_of(client, f"/cal/s/{series.translation_key}.ics")) > 50
    assert "Cannot write event series" in caplog.text


def test_parts_of_a_split_series_stay_in_one_calendar(client, story_time):
    current = EventSeries.objects.get()
    earlier = EventSeriesFactory(
        translation_key=current.translation_key,
        is_current=False,
        start_date=dt.date(2026, 2, 3),
        ends_on=dt.date(2026, 2, 24),
        start_time=dt.time(18),
        rule="RRULE:FREQ=WEEKLY;BYDAY=TU",
        tz="Europe/London",
    )
    services.reconcile(earlier)
    calendar = icalendar.Calendar.from_ical(client.get(URL).content)
    assert [str(e["UID"]).partition("@")[0] for e in calendar.walk("VEVENT")] == [
        str(earlier.uid),
        str(current.uid),
    ]
    assert {str(z["TZID"]) for z in calendar.walk("VTIMEZONE")} == {
        "Asia/Shanghai",
        "Europe/London",
    }
