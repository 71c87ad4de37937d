"""“This and following”: a series goes on as a new part; nothing that hangs from a row is lost."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Locale

from events import services
from events.enums import State
from events.errors import EventError
from events.models import EventSeries, EventSeriesPage, ExtraDate, Occurrence, SkippedDate
from events.schedule.wording import describe_parts
from portal.core.models import ClosureDay
from portal.core.translations import translate_page
from tests.events.test_pages import SERIES_QUERIES
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import EventSeriesPageFactory, published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
APRIL_4 = dt.date(2026, 4, 4)


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def page(index) -> EventSeriesPage:
    return published_series(
        index, title="故事会", slug="story-time", start_date=dt.date(2026, 3, 7),
        rule=SATURDAYS, ends_on=dt.date(2026, 4, 25), space="一层",
    )  # fmt: skip


def current() -> EventSeries:
    return EventSeries.objects.get(is_current=True)


def shown() -> list[str]:
    rows = Occurrence.objects.public()
    return [f"{row.local_start:%m-%d %H:%M}" for row in rows]


def fresh(page) -> EventSeriesPage:
    return EventSeriesPage.objects.get(pk=page.pk)


def test_rows_go_over_to_the_new_part_with_all_that_hangs_from_them(page, heard):
    booked = Occurrence.objects.get(rid="20260411T100000")
    Occurrence.objects.filter(pk=booked.pk).update(people=5)
    services.cancel(Occurrence.objects.get(rid="20260418T100000"), note="老师出差")
    before = set(Occurrence.objects.values_list("pk", "uid"))
    old = current()

    part = services.split(old, APRIL_4, start_time=dt.time(15), note="换到下午", note_en="Later")

    assert set(Occurrence.objects.values_list("pk", "uid")) == before
    assert shown() == [
        "03-07 10:00", "03-14 10:00", "03-21 10:00", "03-28 10:00",
        "04-04 15:00", "04-11 15:00", "04-18 15:00", "04-25 15:00",
    ]  # fmt: skip
    booked.refresh_from_db()
    assert (booked.series, booked.people, booked.notice_due) == (part, 5, True)
    assert (booked.note, booked.note_en) == ("换到下午", "Later")
    cancelled = Occurrence.objects.get(rid="20260418T150000")
    assert (cancelled.state, cancelled.note) == (State.CANCELLED, "老师出差")
    old.refresh_from_db()
    assert (old.is_current, old.ends_on) == (False, dt.date(2026, 4, 3))
    assert (part.is_current, part.split_from, part.split_on) == (True, old, APRIL_4)
    assert old.occurrences.count() == 4


def test_page_follows_the_new_part(page):
    services.split(current(), APRIL_4, start_time=dt.time(15), presenter="王老师")
    page = fresh(page)
    assert (page.start_date, page.start_time, page.presenter) == (APRIL_4, dt.time(15), "王老师")
    assert page.live_revision == page.latest_revision

    page.start_time = dt.time(16)
    page.save_revision().publish()
    assert shown()[3:5] == ["03-28 10:00", "04-04 16:00"]


def test_texts_tags_and_privacy_belong_to_all_parts(page):
    services.split(current(), APRIL_4, start_time=dt.time(15))
    audience = AudienceFactory()
    page = fresh(page)
    page.title, page.audiences = "故事时间", [audience]
    page.save_revision().publish()
    for part in EventSeries.objects.all():
        assert part.title == "故事时间"
        assert list(part.audiences.all()) == [audience]
    fresh(page).unpublish()
    assert not Occurrence.objects.public().exists()
    fresh(page).save_revision().publish()
    assert len(shown()) == 8


def test_translation_follows_and_keeps_one_series(page, django_capture_on_commit_callbacks):
    english = Locale.objects.get(language_code="en")
    translated = translate_page(page, english, {"故事会": "Story time"}).page
    with django_capture_on_commit_callbacks(execute=True):
        services.split(current(), APRIL_4, start_time=dt.time(15))
    assert fresh(translated).start_time == dt.time(15)
    assert {part.text("title", "en") for part in EventSeries.objects.all()} == {"Story time"}


def test_page_feed_and_list_show_one_series(client, page):
    services.split(current(), APRIL_4, start_time=dt.time(15), space="二层")
    found = BeautifulSoup(client.get("/events/story-time/").content, "html.parser")
    facts = " ".join(found.select_one(".facts").get_text(" ").split())
    assert "每周六 10:00–11:00，至 2026 年 4 月 3 日" in facts
    assert "每周六 15:00–16:00，至 2026 年 4 月 25 日" in facts
    assert len(found.select(".dates__l")) == 8
    places = [line.get_text().count("二层") for line in found.select(".dates__l")]
    assert places == [0] * 4 + [1] * 4
    feed = client.get("/events/story-time/calendar.ics").content.decode()
    assert feed.count("BEGIN:VEVENT") == 8
    assert len({line for line in feed.splitlines() if line.startswith("RELATED-TO")}) == 1
    assert client.get("/events/").content.decode().count("evt__title") == 8


def test_page_costs_no_more_for_two_parts_that_have_ended(
    client, page, clock, django_assert_num_queries
):
    services.split(current(), dt.date(2026, 3, 14), start_time=dt.time(15))
    services.split(current(), dt.date(2026, 3, 21), start_time=dt.time(16))
    clock.shift(dt.timedelta(days=30))
    client.get("/events/story-time/")
    with django_assert_num_queries(SERIES_QUERIES):
        client.get("/events/story-time/")


def test_every_other_week_stays_in_step(index):
    published_series(
        index, start_date=dt.date(2026, 3, 7), rule="RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
        ends_on=dt.date(2026, 5, 2),
    )  # fmt: skip
    services.split(current(), dt.date(2026, 3, 28), start_time=dt.time(9))
    assert shown() == ["03-07 10:00", "03-21 10:00", "04-04 09:00", "04-18 09:00", "05-02 09:00"]


def test_new_rule_counts_from_the_date_chosen(page):
    services.split(current(), APRIL_4, rule="RRULE:FREQ=WEEKLY;BYDAY=SU")
    assert shown()[3:] == ["03-28 10:00", "04-05 10:00", "04-12 10:00", "04-19 10:00"]


def test_number_of_sessions_is_shared_out(index):
    ClosureDay.objects.create(date=dt.date(2026, 3, 14), kind="holiday", name="放假")
    page = published_series(index, start_date=dt.date(2026, 3, 7), rule=SATURDAYS, session_limit=6)
    before = shown()
    part = services.split(current(), dt.date(2026, 3, 28), space="二层")
    assert shown() == before
    assert part.session_limit == 4
    assert fresh(page).session_limit == 4
    with pytest.raises(EventError, match="2026"):
        services.split(current(), dt.date(2026, 5, 16))


def test_skipped_days_and_extra_sessions_go_to_the_part_of_their_day(index):
    page = EventSeriesPageFactory(
        parent=index, live=False, start_date=dt.date(2026, 3, 7), rule=SATURDAYS,
        ends_on=dt.date(2026, 4, 18),
    )  # fmt: skip
    page.skipped_days = [SkippedDate(date=dt.date(2026, 3, 14)), SkippedDate(date=APRIL_4)]
    page.extra_days = [
        ExtraDate(date=dt.date(2026, 3, 15)),
        ExtraDate(date=dt.date(2026, 4, 6), start_time=dt.time(9)),
    ]
    page.save_revision().publish()
    services.split(current(), dt.date(2026, 3, 28), start_time=dt.time(15))
    assert shown() == [
        "03-07 10:00", "03-15 10:00", "03-21 10:00", "03-28 15:00",
        "04-06 09:00", "04-11 15:00", "04-18 15:00",
    ]  # fmt: skip
    page = fresh(page)
    assert [day.date for day in page.skipped_days.all()] == [APRIL_4]
    assert [day.date for day in page.extra_days.all()] == [dt.date(2026, 4, 6)]
    page.save_revision().publish()
    assert len(shown()) == 7


def test_dates_chosen_one_by_one_are_split(index):
    page = EventSeriesPageFactory(parent=index, live=False, start_date=dt.date(2026, 3, 7))
    page.extra_days = [
        ExtraDate(date=dt.date(2026, 3, 10)),
        ExtraDate(date=dt.date(2026, 3, 12), start_time=dt.time(14)),
        ExtraDate(date=dt.date(2026, 3, 17)),
    ]
    page.save_revision().publish()
    services.split(current(), dt.date(2026, 3, 12), space="二层")
    assert shown() == ["03-07 10:00", "03-10 10:00", "03-12 14:00", "03-17 10:00"]
    fresh(page).save_revision().publish()
    assert shown() == ["03-07 10:00", "03-10 10:00", "03-12 14:00", "03-17 10:00"]
    assert set(current().occurrences.values_list("space", flat=True)) == {"二层"}


def test_draft_of_something_else_stays_a_draft(page):
    draft = fresh(page)
    draft.title = "新名字"
    draft.save_revision()
    services.split(current(), APRIL_4, start_time=dt.time(15))
    page = fresh(page)
    assert (page.title, page.start_time, page.has_unpublished_changes) == (
        "故事会", dt.time(15), True,
    )  # fmt: skip
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.start_date, draft.start_time) == ("新名字", APRIL_4, dt.time(15))
    draft.save_revision().publish()
    assert len(shown()) == 8


def test_revision_from_before_a_split_brings_no_date_twice(page):
    stale = fresh(page)
    services.split(current(), APRIL_4, start_time=dt.time(15))
    stale.save_revision().publish()
    assert shown()[:4] == ["03-07 10:00", "03-14 10:00", "03-21 10:00", "03-28 10:00"]
    assert len(shown()) == 8


def test_part_that_was_split_off_may_be_split_again(page):
    first = current()
    services.split(first, APRIL_4, start_time=dt.time(15))
    middle = services.split(first, dt.date(2026, 3, 21), space="二层")
    assert (middle.is_current, middle.ends_on) == (False, dt.date(2026, 4, 3))
    services.split(current(), dt.date(2026, 4, 18), start_time=dt.time(17))
    assert shown() == [
        "03-07 10:00", "03-14 10:00", "03-21 10:00", "03-28 10:00",
        "04-04 15:00", "04-11 15:00", "04-18 17:00", "04-25 17:00",
    ]  # fmt: skip
    words = describe_parts(list(EventSeries.objects.parts(page.translation_key)))
    assert words.count("每周六") == 4


def test_holiday_entered_later_reaches_the_earlier_part_too(page):
    services.split(current(), APRIL_4, start_time=dt.time(15))
    ClosureDay.objects.create(date=dt.date(2026, 3, 21), kind="holiday", name="放假")
    call_command("plan_occurrences")
    assert "03-21 10:00" not in shown()


def test_session_that_has_begun_gets_no_second_one_at_another_time(page, clock):
    clock.move_to(dt.datetime(2026, 3, 7, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    page = fresh(page)
    page.start_time = dt.time(15)
    page.save_revision().publish()
    assert shown()[:2] == ["03-07 10:00", "03-14 15:00"]


@pytest.mark.parametrize(
    ("date", "changes"),
    [
        (dt.date(2026, 2, 28), {}),  # past
        (dt.date(2026, 5, 2), {}),  # after the last
        (dt.date(2027, 5, 1), {}),  # not planned
        (APRIL_4, {"ends_on": dt.date(2026, 4, 1)}),
        (APRIL_4, {"duration": dt.timedelta(minutes=1)}),
        (APRIL_4, {"rule": "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"}),
    ],
)
def test_split_that_makes_no_sense_is_refused_and_changes_nothing(page, date, changes):
    before = list(EventSeries.objects.values()), list(Occurrence.objects.values())
    with pytest.raises(EventError):
        services.split(current(), date, **changes)
    assert (list(EventSeries.objects.values()), list(Occurrence.objects.values())) == before


def test_from_the_first_date_on_is_the_same_part_changed(page):
    services.split(current(), dt.date(2026, 3, 7), start_time=dt.time(9), note="提前一小时")
    assert EventSeries.objects.count() == 1
    assert shown()[0] == "03-07 09:00"
    assert set(Occurrence.objects.values_list("note", flat=True)) == {"提前一小时"}
    assert fresh(page).start_time == dt.time(9)
    first = current()
    services.split(first, APRIL_4, start_time=dt.time(15))
    services.split(current(), APRIL_4, start_time=dt.time(16))
    assert shown()[3:5] == ["03-28 09:00", "04-04 16:00"]
    assert EventSeries.objects.count() == 2


def test_begun_session_and_hidden_page_are_refused(page, clock):
    with pytest.raises(TypeError):
        services.split(current(), APRIL_4, title="x")
    clock.move_to(dt.datetime(2026, 3, 14, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    with pytest.raises(EventError):
        services.split(current(), dt.date(2026, 3, 14))
    fresh(page).unpublish()
    with pytest.raises(EventError):
        services.split(current(), APRIL_4)


def test_library_of_the_new_part(page):
    library = LibraryFactory()
    services.split(current(), APRIL_4, library=library)
    libraries = [row.library for row in Occurrence.objects.all()]
    assert libraries == [None] * 4 + [library] * 4
    assert fresh(page).library == library
