"""The editor: errors stand at their field, the next dates are shown while somebody types."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.models import EventSeriesPage, Occurrence
from events.rule_field import RuleFormField
from events.schedule.checks import problems_of
from portal.core.models import ClosureDay, ExceptionalDay
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory
from tests.factories.events import EventSeriesFactory, published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def staff(client, settings):
    settings.PORTAL_STAFF_MFA = "optional"
    settings.LANGUAGE_CODE = "zh-hans"
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return client


# The terms of registration as the editor offers them.
TERMS = {
    "registration": "none",
    "registration_unit": "occurrence",
    "opens_time": "09:00",
    "closes_hours_before": "0",
    "draw_hours_before": "72",
    "reminder_hours": "24",
    "party_min": "1",
    "party_max": "6",
    "offer_hours": "24",
    "reserved_places": "0",
    "priority_hours": "0",
    "reserved_release_hours": "24",
}


def filled(**fields) -> dict:
    data = {
        "title": "周六故事会",
        "slug": "story-time",
        "summary": "",
        "cover": "",
        "kind": "series",
        "start_date": "2026-03-07",
        "start_time": "10:00",
        "duration_days": "0",
        "duration_hours": "1",
        "duration_minutes": "0",
        "rule": "RRULE:FREQ=WEEKLY;BYDAY=SA",
        "ends_on": "",
        "session_limit": "",
        "holiday_policy": "skip",
        "place_kind": "library",
        "space": "",
        "space_en": "",
        "price": "0",
        "presenter": "",
        "presenter_en": "",
        "language": "zh",
        "registration_note": "",
        "library": "",
        "seo_title": "",
        "search_description": "",
        "body": streamfield([]),
        "skipped_days": inline_formset([]),
        "extra_days": inline_formset([]),
        "materials": inline_formset([]),
        "questions": inline_formset([]),
        **TERMS,
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(data)


def add(client, index, **fields):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventseriespage", index.pk])
    return client.post(url, filled(**{"action-publish": "1", **fields}))


def errors(response) -> dict:
    return response.context["form"].errors


def test_editor_plans_a_series_by_publishing_its_page(staff, index):
    response = add(
        staff, index,
        ends_on="2026-03-28",
        skipped_days=inline_formset([{"date": "2026-03-14", "reason": "停电", "reason_en": ""}]),
        extra_days=inline_formset(
            [{"date": "2026-03-15", "start_time": "14:00", "reason": "", "reason_en": ""}]
        ),
    )  # fmt: skip
    assert response.status_code == 302
    starts = [f"{row.local_start:%m-%d %H:%M}" for row in Occurrence.objects.all()]
    assert starts == ["03-07 10:00", "03-15 14:00", "03-21 10:00", "03-28 10:00"]
    edit = reverse("wagtailadmin_pages:edit", args=[EventSeriesPage.objects.get().pk])
    page = BeautifulSoup(staff.get(edit).content, "html.parser")
    assert page.select_one("#id_rule")["value"] == "RRULE:FREQ=WEEKLY;BYDAY=SA"
    assert page.select_one("#id_duration_1")["value"] == "1"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"rule": "RRULE:FREQ=DAILY;COUNT=1000000"}, "rule", "专门栏目"),
        ({"rule": "RRULE:FREQ=DAILY;INTERVAL=0"}, "rule", "1 到 52"),
        ({"rule": "RRULE:FREQ=SECONDLY"}, "rule", "请选择重复方式"),
        ({"rule": "junk"}, "rule", "不是有效的重复规则"),
        ({"rule": "FREQ=DAILY\nFREQ=DAILY"}, "rule", "一条"),
        ({"rule": "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rule", "不会产生任何日期"),
        ({"rule": "RRULE:FREQ=WEEKLY;BYDAY=SU", "ends_on": "2026-03-07"}, "rule", "没有符合规则"),
        ({"ends_on": "2026-03-01"}, "ends_on", "早于开始日期"),
        ({"rule": "", "ends_on": "2026-05-01"}, "ends_on", "只有一场"),
        ({"rule": "", "session_limit": "3"}, "session_limit", "只有一场"),
        ({"session_limit": "0"}, "session_limit", ""),
        ({"start_time": ""}, "start_time", "请填写开始时间"),
        ({"duration_hours": "0"}, "duration", "五分钟"),
        ({"duration_hours": "26"}, "duration", ""),
        ({"duration_days": "2"}, "duration", "全天"),
        ({"all_day": "on"}, "duration", "整天"),
        ({"start_date": "0026-03-07"}, "start_date", ""),
        ({"start_date": "1066-03-07"}, "start_date", "年份"),
        ({"start_date": ""}, "start_date", ""),
    ],
)
def test_what_is_wrong_is_said_at_the_field(staff, index, fields, field, words):
    response = add(staff, index, **fields)
    assert response.status_code == 200
    assert words in " ".join(errors(response)[field])
    assert not EventSeriesPage.objects.exists()


def test_draft_may_lack_its_time(staff, index):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventseriespage", index.pk])
    data = filled(start_time="")
    response = staff.post(url, data)
    assert response.status_code == 302
    assert EventSeriesPage.objects.get().start_time is None
    assert not Occurrence.objects.exists()


def test_slug_that_exists_is_refused_at_its_field(staff, index):
    published_series(index, slug="story-time")
    assert "slug" in errors(add(staff, index))


def test_summer_time_night_is_refused():
    series = EventSeriesFactory.build(start_time=dt.time(2, 30))
    assert "start_time" in problems_of(series, tz="America/New_York")
    assert problems_of(series, tz="Asia/Shanghai") == {}


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=WEEKLY;BYDAY=SA",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=SU",
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ],
)
def test_rule_comes_back_from_the_form_as_it_went_in(line):
    field = RuleFormField(required=False)
    value = field.clean(line)
    assert field.prepare_value(value) == line
    assert not field.has_changed(value, line)
    assert field.has_changed(value, "RRULE:FREQ=DAILY")
    assert field.clean("") is None


def dates(client, **fields):
    response = client.post(reverse("events_admin:dates"), filled(**fields))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def lines(page) -> list[str]:
    return [" ".join(node.get_text(" ").split()) for node in page.select(".event-dates li")]


def test_next_dates_show_what_is_left_out(staff, index):
    ClosureDay.objects.create(date=dt.date(2026, 4, 4), kind="holiday", name="清明节")
    page = dates(
        staff,
        ends_on="2026-04-25",
        skipped_days=inline_formset([{"date": "2026-03-14", "reason": "停电", "reason_en": ""}]),
        extra_days=inline_formset(
            [{"date": "2026-03-15", "start_time": "14:00", "reason": "", "reason_en": ""}]
        ),
    )
    assert [node.get_text(strip=True) for node in page.select(".event-dates__words")] == [
        "每周六 10:00–11:00，至 2026 年 4 月 25 日，共 7 场，法定节假日停",
        "every Saturday 10:00–11:00, until 25 April 2026, 7 sessions, not on public holidays",
    ]
    assert lines(page) == [
        "2026 年 3 月 7 日 星期六 10:00",
        "2026 年 3 月 14 日 星期六 停电",
        "2026 年 3 月 15 日 星期日 14:00 加场",
        "2026 年 3 月 21 日 星期六 10:00",
        "2026 年 3 月 28 日 星期六 10:00",
        "2026 年 4 月 4 日 星期六 清明节",
        "2026 年 4 月 11 日 星期六 10:00",
        "2026 年 4 月 18 日 星期六 10:00",
        "2026 年 4 月 25 日 星期六 10:00",
    ]
    assert len(page.select("details .event-dates li")) == 1
    struck = [node.get_text() for node in page.select(".event-dates s")]
    assert struck == ["2026 年 3 月 14 日 星期六", "2026 年 4 月 4 日 星期六"]
    assert "共排 7 场" in page.get_text()


def test_next_dates_warn_of_days_that_are_kept(staff, index):
    library = LibraryFactory()
    ClosureDay.objects.create(date=dt.date(2026, 4, 4), kind="holiday", name="清明节")
    ClosureDay.objects.create(date=dt.date(2026, 3, 28), kind="makeup", name="调休上班")
    ExceptionalDay.objects.create(library=library, date=dt.date(2026, 3, 21), reason="盘点")
    page = dates(staff, holiday_policy="keep", library=library.pk)
    warnings = [node.get_text() for node in page.select(".event-dates .event-dates__warn")]
    assert [text.rpartition("：")[2] for text in warnings] == ["盘点", "清明节"]
    assert "调休上班" in page.select_one(".event-dates .event-dates__note").get_text()
    page = dates(staff, holiday_policy="skip", library=library.pk)
    assert len(page.select(".event-dates s")) == 2


def test_next_dates_do_not_clash_with_those_already_published(staff, index):
    library = LibraryFactory()
    page = published_series(
        index, slug="story-time", start_date=dt.date(2026, 3, 7), library=library, space="一层",
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA", ends_on=dt.date(2026, 3, 28),
    )  # fmt: skip
    fields = {"library": library.pk, "space": "一层", "ends_on": "2026-03-28"}
    assert not dates(staff, slug=page.slug, **fields).select(".event-dates__warn")
    found = dates(staff, slug="another", **fields)
    assert len(found.select(".event-dates .event-dates__warn")) == 4


def test_publishing_warns_of_clashes_and_goes_on(staff, index):
    library = LibraryFactory()
    published_series(
        index, title="书法", start_date=dt.date(2026, 3, 7), library=library, space="一层",
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA", ends_on=dt.date(2026, 4, 25),
    )  # fmt: skip
    response = add(staff, index, library=library.pk, space="一层", ends_on="2026-04-25")
    assert response.status_code == 302
    warnings = [str(message) for message in get_messages(response.wsgi_request)]
    assert sum("书法" in text for text in warnings) == 5
    assert Occurrence.objects.count() == 16


@pytest.mark.parametrize("sessions", [1, 60])
def test_next_dates_cost_the_same_for_one_and_sixty(
    staff, index, django_assert_num_queries, sessions
):
    library = LibraryFactory()
    fields = {
        "library": library.pk, "space": "一层", "presenter": "王老师",
        "rule": "RRULE:FREQ=DAILY", "session_limit": sessions,
    }  # fmt: skip
    dates(staff, **fields)
    with django_assert_num_queries(PREVIEW_QUERIES):
        page = dates(staff, **fields)
    assert len(page.select(".event-dates li")) == sessions


PREVIEW_QUERIES = 10


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start_date": ""}, "填好开始日期后"),
        ({"rule": "RRULE:FREQ=DAILY;COUNT=1000000"}, "专门栏目"),
        ({"ends_on": "2026-03-01"}, "早于开始日期"),
        ({"start_date": "2020-01-01", "ends_on": "2020-02-01"}, "不会有任何场次"),
        ({"library": "x"}, ""),
        ({"start_time": "25:99"}, ""),
        ({"skipped_days-TOTAL_FORMS": "99999999"}, ""),
    ],
)
def test_next_dates_of_a_half_filled_form(staff, fields, words):
    assert words in dates(staff, **fields).get_text()


def test_next_dates_are_for_staff(client):
    response = client.post(reverse("events_admin:dates"), filled())
    assert response.status_code == 302


def test_next_dates_count_sessions_from_the_first(staff):
    page = dates(staff, start_date="2026-02-14", session_limit="4")
    assert len(lines(page)) == 1
