"""Calendars as the world's programs read them: bytes, headers, and three independent parsers."""

import datetime as dt
import gzip
import io
import logging
import uuid

import icalendar
import pytest
import recurring_ical_events
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from wagtail.models import Locale

from events import services
from events.enums import State
from events.models import EventSeries, EventSeriesPage, Occurrence
from events.schedule.ical import CalendarEvent, CalendarHead, fold, vcalendar, vevent
from portal.core.translations import translate_page
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

NOW = dt.datetime(2026, 3, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))
MODIFIED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
HEAD = CalendarHead(
    name="活动；讲座",
    publisher="书香",
    language="zh",
    url="https://library.example/events/",
    source="https://library.example/events/calendar.ics",
    tz="Asia/Shanghai",
    modified=MODIFIED,
)
EVENT = CalendarEvent(
    uid="0000@library.example",
    sequence=3,
    modified=MODIFIED,
    start=dt.datetime(2026, 3, 6, 23, tzinfo=dt.UTC),
    end=dt.datetime(2026, 3, 7, 0, tzinfo=dt.UTC),
    summary="周六故事会, 绘本; 一起读\\画",
    location="东城区第一图书馆 少儿阅览室，交道口东大街 85 号",
    description="第一行\r\n第二行\x00",
    url="https://library.example/events/o/1/",
    categories=("3–6 岁", "亲子, 家庭"),
    geo=(39.9415, 116.4122),
    related_to="1111@library.example",
)
GOLDEN = (
    "BEGIN:VCALENDAR\r\n"
    "VERSION:2.0\r\n"
    "PRODID:-//书香//Events 1.0//ZH\r\n"
    "CALSCALE:GREGORIAN\r\n"
    "METHOD:PUBLISH\r\n"
    "NAME:活动；讲座\r\n"
    "X-WR-CALNAME:活动；讲座\r\n"
    "X-WR-TIMEZONE:Asia/Shanghai\r\n"
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"
    "X-PUBLISHED-TTL:PT6H\r\n"
    "SOURCE;VALUE=URI:https://library.example/events/calendar.ics\r\n"
    "URL:https://library.example/events/\r\n"
    "COLOR:firebrick\r\n"
    "X-APPLE-CALENDAR-COLOR:#B0301D\r\n"
    "LAST-MODIFIED:20260301T000000Z\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:0000@library.example\r\n"
    "DTSTAMP:20260301T000000Z\r\n"
    "LAST-MODIFIED:20260301T000000Z\r\n"
    "SEQUENCE:3\r\n"
    "DTSTART:20260306T230000Z\r\n"
    "DTEND:20260307T000000Z\r\n"
    "SUMMARY:周六故事会\\, 绘本\\; 一起读\\\\画\r\n"
    "LOCATION:东城区第一图书馆 少儿阅览室，交道口东大街 85 \r\n"
    " 号\r\n"
    "DESCRIPTION:第一行\\n第二行 \\nhttps://library.example/events/o/1/\r\n"
    "URL:https://library.example/events/o/1/\r\n"
    "CATEGORIES:3–6 岁,亲子\\, 家庭\r\n"
    "GEO:39.941500;116.412200\r\n"
    "RELATED-TO:1111@library.example\r\n"
    "STATUS:CONFIRMED\r\n"
    "TRANSP:OPAQUE\r\n"
    "END:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


def test_calendar_is_written_byte_for_byte():
    assert vcalendar(HEAD, [vevent(EVENT)]).decode() == GOLDEN


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_survives_folding_and_escaping(text):
    event = CalendarEvent(
        uid="1", sequence=0, modified=MODIFIED, start=EVENT.start, end=EVENT.end,
        summary="x" + text, url=EVENT.url,
    )  # fmt: skip
    data = vevent(event)
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert b"\n" not in data.replace(b"\r\n", b"")
    wrapped = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + data + b"END:VCALENDAR\r\n"
    read = icalendar.Calendar.from_ical(wrapped).walk("VEVENT")[0]["SUMMARY"]
    printable = "".join(c for c in text if c.isprintable())
    assert "".join(c for c in str(read)[1:] if c.isprintable() and c != " ") == printable.replace(
        " ", ""
    )


@given(st.text(alphabet="aé书📚", max_size=200))
def test_folded_lines_unfold_to_what_they_were(text):
    folded = fold(text)
    assert folded.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == text


def test_address_with_a_line_break_is_refused():
    with pytest.raises(ValueError, match="not an address"):
        vevent(
            CalendarEvent(
                uid="1", sequence=0, modified=MODIFIED, start=EVENT.start, end=EVENT.end,
                summary="x", url="https://x.example/\r\nATTENDEE:mailto:a@b.example",
            )
        )  # fmt: skip


@pytest.fixture
def tree(db):
    with time_machine.travel(NOW, tick=False):
        yield site_tree()


@pytest.fixture
def story_time(tree):
    page = published_series(
        tree.page("events"),
        title="周六故事会",
        slug="story-time",
        start_date=dt.date(2026, 3, 7),
        start_time=dt.time(7),
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA",
        ends_on=dt.date(2026, 4, 25),
        library=LibraryFactory(),
        space="少儿阅览室, 二层",
    )
    translate_page(page, Locale.objects.get(language_code="en"), {"周六故事会": "Story time"})
    return page


def events_of(client, url="/events/calendar.ics"):
    response = client.get(url)
    assert response.status_code == 200, url
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_both_languages_carry_the_same_uids(client, story_time):
    chinese = {e["UID"]: str(e["SUMMARY"]) for e in events_of(client)}
    english = {e["UID"]: str(e["SUMMARY"]) for e in events_of(client, "/en/events/calendar.ics")}
    assert chinese.keys() == english.keys()
    assert len(chinese) == 8
    assert set(chinese.values()) == {"周六故事会"}
    assert set(english.values()) == {"Story time"}
    series = events_of(client, "/en/events/story-time/calendar.ics")
    assert {e["UID"] for e in series} == english.keys()


def test_three_parsers_read_what_the_database_says(client, story_time, tree):
    published_series(
        tree.page("events"), title="展览", start_date=dt.date(2026, 3, 2), all_day=True,
        duration=dt.timedelta(days=10), slug="show",
    )  # fmt: skip
    services.cancel(Occurrence.objects.get(rid="20260314T070000"))
    content = client.get("/events/calendar.ics").content
    expected = sorted(
        (row.local_date if row.all_day else row.start, row.is_cancelled)
        for row in Occurrence.objects.all()
        if not row.all_day
    )

    plain = icalendar.Calendar.from_ical(content)
    by_icalendar = sorted(
        (e.decoded("DTSTART"), e["STATUS"] == "CANCELLED")
        for e in plain.walk("VEVENT")
        if isinstance(e.decoded("DTSTART"), dt.datetime)
    )
    assert by_icalendar == expected

    span = (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    by_recurring = sorted(
        (e.decoded("DTSTART"), e["STATUS"] == "CANCELLED")
        for e in recurring_ical_events.of(plain).between(*span)
        if isinstance(e.decoded("DTSTART"), dt.datetime)
    )
    assert by_recurring == expected

    strict = IcsCalendarStream.calendar_from_ics(content.decode())
    by_ical = sorted(
        (e.dtstart.astimezone(dt.UTC), e.status == "CANCELLED")
        for e in strict.events
        if isinstance(e.dtstart, dt.datetime)
    )
    assert by_ical == expected
    exhibition = next(e for e in strict.events if e.summary == "展览")
    assert (exhibition.dtstart, exhibition.dtend) == (dt.date(2026, 3, 2), dt.date(2026, 3, 12))


def test_unchanged_calendar_is_answered_with_304_and_one_query(
    client, story_time, django_assert_num_queries
):
    first = client.get("/events/calendar.ics")
    with django_assert_num_queries(1):
        again = client.get("/events/calendar.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    weak = client.get("/events/calendar.ics", headers={"If-None-Match": f"W/{first['ETag']}"})
    assert weak.status_code == 304
    dated = client.get(
        "/events/calendar.ics", headers={"If-Modified-Since": first["Last-Modified"]}
    )
    assert dated.status_code == 304
    with django_assert_num_queries(1):
        assert client.get("/events/calendar.ics").content == first.content


def test_headers_let_everybody_keep_it_and_nobody_index_it(client, story_time):
    response = client.get("/events/calendar.ics", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Encoding"] == "gzip"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Vary"] == "Accept-Encoding"
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    plain = client.get("/events/calendar.ics")
    assert gzip.GzipFile(fileobj=io.BytesIO(response.content)).read() == plain.content
    head = client.head("/events/calendar.ics")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == plain["Content-Length"] == str(len(plain.content))
    assert head["ETag"] == plain["ETag"]
    assert client.post("/events/calendar.ics").status_code == 405


def test_cancelled_date_is_seen_and_the_others_stay_as_they_were(client, story_time):
    first = client.get("/events/calendar.ics")
    before = {e["UID"]: e for e in events_of(client)}
    row = services.cancel(Occurrence.objects.get(rid="20260314T070000"), note="老师生病")
    second = client.get("/events/calendar.ics")
    after = {e["UID"]: e for e in events_of(client)}

    assert second["ETag"] != first["ETag"]
    uid = next(uid for uid in after if uid.startswith(str(row.uid)))
    assert str(after[uid]["SUMMARY"]) == "【已取消】周六故事会"
    assert after[uid]["STATUS"] == "CANCELLED"
    assert after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1
    assert "老师生病" in str(after[uid]["DESCRIPTION"])
    for other in before.keys() - {uid}:
        assert after[other].to_ical() == before[other].to_ical()
    english = {e["UID"]: str(e["SUMMARY"]) for e in events_of(client, "/en/events/calendar.ics")}
    assert english[uid] == "[Cancelled] Story time"


@pytest.mark.parametrize("language", ["", "/en"])
def test_new_title_raises_every_sequence(client, story_time, language):
    url = f"{language}/events/calendar.ics"
    before = {e["UID"]: e["SEQUENCE"] for e in events_of(client, url)}
    page = EventSeriesPage.objects.get(pk=story_time.pk)
    page = page.get_translation(Locale.objects.get(language_code="en")) if language else page
    page.title = "新名字"
    page.save_revision().publish()
    after = {e["UID"]: e["SEQUENCE"] for e in events_of(client, url)}
    assert after == {uid: sequence + 1 for uid, sequence in before.items()}
    assert {str(e["SUMMARY"]) for e in events_of(client, url)} == {"新名字"}


def test_one_bad_event_does_not_break_the_calendar(client, story_time, tree, caplog):
    broken = published_series(tree.page("events"), start_date=dt.date(2026, 3, 10), slug="broken")
    EventSeries.objects.filter(translation_key=broken.translation_key).update(
        tz="Mars/Phobos", all_day=True
    )
    with caplog.at_level(logging.ERROR):
        assert len(events_of(client)) == 8
    assert "Cannot write event" in caplog.text


def test_filters_narrow_the_calendar(client, story_time, tree):
    audience = AudienceFactory(slug="seniors")
    page = published_series(tree.page("events"), title="书法", slug="calligraphy")
    page.audiences = [audience]
    page.save_revision().publish()
    names = [str(e["SUMMARY"]) for e in events_of(client, "/events/calendar.ics?audience=seniors")]
    assert names == ["书法"]
    branch = story_time.library.slug
    assert len(events_of(client, f"/events/calendar.ics?branch={branch}")) == 8
    assert len(events_of(client, f"/events/calendar.ics?branch={branch}&to=2026-03-14")) == 2
    assert events_of(client, "/events/calendar.ics?branch=nowhere") == []
    url = "/events/calendar.ics?branch=%00&audience='&topic=&from=2026-99-99&to=x&q=%22&view=month"
    assert client.get(url).status_code == 200


def test_calendar_of_an_unpublished_series_empties(client, story_time):
    EventSeriesPage.objects.get(pk=story_time.pk).unpublish()
    assert events_of(client, "/events/story-time/calendar.ics") == []
    assert events_of(client) == []
    assert client.get("/events/no-such/calendar.ics").status_code == 404


def test_one_date_as_a_file(client, story_time):
    row = Occurrence.objects.order_by("start").first()
    response = client.get(f"/events/o/{row.uid}.ics")
    event = icalendar.Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert event["UID"] == f"{row.uid}@portal.library.example"
    assert event.decoded("DTSTART") == dt.datetime(2026, 3, 6, 23, tzinfo=dt.UTC)
    assert str(event["LOCATION"]).startswith(f"{story_time.library.name} 少儿阅览室, 二层")
    assert event["URL"].endswith(f"/events/o/{row.uid}/")
    assert client.get(f"/events/o/{uuid.uuid4()}.ics").status_code == 404
    services.withdraw_schedule(story_time)
    assert client.get(f"/events/o/{row.uid}.ics").status_code == 404


def test_no_more_than_two_thousand_events_and_the_coming_ones_first(
    client, story_time, monkeypatch
):
    monkeypatch.setattr("events.feeds.calendar.MAX_EVENTS", 3)
    Occurrence.objects.filter(rid="20260307T070000").update(
        local_date=dt.date(2026, 2, 20), last_date=dt.date(2026, 2, 20),
        start=NOW - dt.timedelta(days=9), end=NOW - dt.timedelta(days=9, hours=-1),
    )  # fmt: skip
    starts = [e.decoded("DTSTART") for e in events_of(client)]
    assert len(starts) == 3
    assert min(starts) > NOW


def test_atom_feed_lists_what_comes(client, story_time):
    services.cancel(Occurrence.objects.get(rid="20260314T070000"))
    response = client.get("/feeds/events.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "【已取消】周六故事会" in response.content.decode()
    assert response.content.decode().count("<entry>") == 8
    assert "Story time" in client.get("/en/feeds/events.xml").content.decode()


def test_withdrawn_dates_are_absent(client, story_time):
    Occurrence.objects.filter(rid="20260314T070000").update(state=State.UNDECIDED, people=1)
    assert len(events_of(client)) == 7
