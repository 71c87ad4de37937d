"""The public pages: what they show, what they cost, and that no address breaks them."""

import datetime as dt
import json
import uuid

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, PageViewRestriction

from events import services
from events.models import EventSeries, EventSeriesPage, Occurrence
from portal.core.models import ClosureDay
from portal.core.translations import translate_page
from tests.factories.core import AudienceFactory, LibraryFactory, TopicFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
HOSTILE = [
    "?page=x",
    "?page=0&page=-1",
    "?page=99999999999999999999",
    "?from=2026-13-45&to=%00",
    "?from=0001-01-01",
    "?from=9999-12-31&to=9999-12-31",
    "?view=map",
    "?view=map&age=-1&language=klingon",
    "?age=%F0%9F%91%B6&age=3",
    "?age=99999999999999999999",
    "?view=month&from=1066-10-14",
    "?view=month&from=9999-12-31",
    "?view=month&from=x",
    "?q=%27%22%3B--%00%F0%9F%93%9A",
    "?q=" + "x" * 5000,
    "?q=%25_%5C",
    "?branch=%3Cscript%3E&audience=%00&topic=" + "a" * 100,
    "?" + "&".join(f"audience=a{n}" for n in range(300)),
    "?from=2026-04-01&to=2026-03-01",
]


@pytest.fixture
def tree():
    return site_tree()


@pytest.fixture
def index(tree):
    return tree.page("events")


def soup(client, url="/events/"):
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def titles(page) -> list[str]:
    return [node.get_text(strip=True) for node in page.select(".evt__title")]


def weekly(index, **fields):
    fields = {"start_date": dt.date(2026, 3, 7), "rule": SATURDAYS, **fields}
    return published_series(index, **fields)


def test_list_groups_the_coming_dates_by_day(client, index):
    weekly(index, title="故事会", ends_on=dt.date(2026, 3, 14))
    published_series(index, title="讲座", start_date=dt.date(2026, 3, 7), start_time=dt.time(14))
    page = soup(client)
    assert titles(page) == ["故事会", "讲座", "故事会"]
    days = [node["datetime"] for node in page.select(".day__h time")]
    assert days == ["2026-03-07", "2026-03-14"]
    assert "找到 3 场活动" in page.select_one(".applied").get_text()


def test_list_is_kept_by_everybody_until_the_next_session(client, index, clock):
    published_series(index, start_date=dt.date(2026, 3, 1), start_time=dt.time(8, 2))
    response = client.get("/events/")
    assert response["Cache-Control"] == "public, max-age=120"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    clock.shift(dt.timedelta(hours=15, minutes=58))
    assert client.get("/events/")["Cache-Control"] == "public, max-age=120"  # midnight
    clock.shift(dt.timedelta(minutes=10))
    assert client.get("/events/")["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("query", HOSTILE)
def test_no_address_breaks_the_list(client, index, query):
    weekly(index)
    assert client.get(f"/events/{query}").status_code == 200
    assert client.get(f"/en/events/{query}").status_code == 200


@pytest.mark.parametrize("view", ["", "?view=month", "?view=map"])
@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    client, index, django_assert_num_queries, view, count
):
    audience, topic = AudienceFactory(), TopicFactory()
    for number in range(count):
        page = weekly(
            index, title=f"活动{number}", library=LibraryFactory(), kind="single",
            ends_on=dt.date(2026, 3, 28), start_time=dt.time(10 + number),
        )  # fmt: skip
        page.audiences, page.topics = [audience], [topic]
        page.save_revision().publish()
    client.get(f"/events/{view}")  # furniture and site are read once and kept
    with django_assert_num_queries(QUERIES[view]):
        response = client.get(f"/events/{view}")
    assert response.content.decode().count(SHOWN[view]) >= count


QUERIES = {"": 15, "?view=month": 15, "?view=map": 10}
SHOWN = {"": "evt__title", "?view=month": "cal__evt", "?view=map": "places__n"}


def test_filters_narrow_the_list_and_can_be_taken_away(client, index):
    audience, topic, library = AudienceFactory(slug="seniors"), TopicFactory(), LibraryFactory()
    page = weekly(index, title="书法班", library=library, ends_on=dt.date(2026, 3, 7))
    page.audiences, page.topics = [audience], [topic]
    page.save_revision().publish()
    weekly(index, title="故事会", presenter="王老师")
    found = soup(client, f"/events/?audience=seniors&topic={topic.slug}&branch={library.slug}")
    assert titles(found) == ["书法班"]
    chips = [link["href"] for link in found.select(".applied .chip a")]
    assert f"?audience=seniors&topic={topic.slug}" in chips
    assert found.select_one("select[name=branch] option[selected]")["value"] == library.slug
    assert found.select_one(f"input[name=topic][value={topic.slug}]").has_attr("checked")
    assert set(titles(soup(client, "/events/?q=王老师"))) == {"故事会"}
    assert titles(soup(client, "/events/?q=书法")) == ["书法班"]
    assert "没有符合条件的活动" in soup(client, "/events/?q=书法 王老师").get_text()


def test_words_are_found_in_either_language(client, index):
    page = weekly(index, title="故事会", ends_on=dt.date(2026, 3, 7))
    translate_page(page, Locale.objects.get(language_code="en"), {"故事会": "Story time"})
    assert titles(soup(client, "/events/?q=story")) == ["故事会"]
    assert titles(soup(client, "/en/events/?q=故事")) == ["Story time"]


def test_days_narrow_the_list(client, index):
    weekly(index, title="故事会")
    page = soup(client, "/events/?from=2026-03-14&to=2026-03-21")
    assert [node["datetime"] for node in page.select(".day__h time")] == [
        "2026-03-14",
        "2026-03-21",
    ]
    assert titles(soup(client, "/events/?from=2026-03-14&to=2026-03-14")) == ["故事会"]
    past = soup(client, "/events/?from=2026-02-01&to=2026-02-28")
    assert "没有符合条件的活动" in past.get_text()


def test_nothing_found_leads_on(client, index):
    weekly(index, title="故事会")
    page = soup(client, "/events/?audience=nobody&from=2026-03-05&to=2026-03-06")
    assert "没有符合条件的活动" in page.get_text()
    assert page.select_one(".empty a")["href"] == "?"
    assert titles(page) == ["故事会"] * 3
    Occurrence.objects.all().update(state="withdrawn")
    assert "目前没有已公布的活动" in soup(client).get_text()


def test_list_goes_on_on_the_next_day(client, index, monkeypatch):
    monkeypatch.setattr("events.whats_on.listing.SIZE", 3)
    weekly(index, title="甲", ends_on=dt.date(2026, 3, 14))
    weekly(index, title="乙", start_time=dt.time(11), ends_on=dt.date(2026, 3, 14))
    page = soup(client)
    assert titles(page) == ["甲", "乙"]
    link = page.select_one(".pager a")["href"]
    assert link == "?from=2026-03-14"
    assert titles(soup(client, f"/events/{link}")) == ["甲", "乙"]


def test_day_longer_than_a_page_goes_on(client, index, monkeypatch):
    monkeypatch.setattr("events.whats_on.listing.SIZE", 2)
    for number in range(3):
        weekly(index, title=f"活动{number}", ends_on=dt.date(2026, 3, 7))
    link = soup(client, "/events/?from=2026-03-07&to=2026-03-07").select_one(".pager a")["href"]
    assert link == "?from=2026-03-07&to=2026-03-07&page=2"
    assert titles(soup(client, f"/events/{link}")) == ["活动2"]


def test_exhibition_that_is_on_stands_before_the_days(client, index):
    published_series(
        index, title="老地图展", start_date=dt.date(2026, 2, 20), all_day=True,
        duration=dt.timedelta(days=30), kind="exhibition",
    )  # fmt: skip
    page = soup(client)
    assert page.select_one(".day--ongoing .evt__title").get_text(strip=True) == "老地图展"
    assert "3 月 21 日" in page.select_one(".day--ongoing").get_text()
    assert soup(client, "/events/?from=2026-03-22").select_one(".day--ongoing") is None


def test_evening_that_ends_after_midnight_belongs_to_its_day(client, index):
    published_series(
        index, title="夜读", start_date=dt.date(2026, 3, 7), start_time=dt.time(21),
        duration=dt.timedelta(hours=5),
    )  # fmt: skip
    row = Occurrence.objects.get()
    assert (row.local_date, row.last_date) == (dt.date(2026, 3, 7), dt.date(2026, 3, 7))
    assert soup(client, "/events/?view=month").select_one(".longs") is None


def test_cancelled_moved_and_finished_dates_say_so(client, index, clock):
    weekly(index, title="故事会", ends_on=dt.date(2026, 3, 28))
    first, second, *_ = Occurrence.objects.all()
    services.cancel(first, note="老师生病")
    services.change(second, start=second.start + dt.timedelta(hours=5))
    states = [node.get_text(strip=True) for node in soup(client).select(".evt .state")]
    assert states == ["已取消", "改期"]
    assert "老师生病" in soup(client).get_text()
    clock.shift(dt.timedelta(days=6, hours=2, minutes=30))
    states = [node.get_text(strip=True) for node in soup(client).select(".evt .state")]
    assert states == ["已取消", "改期"]
    clock.shift(dt.timedelta(days=1))
    page = soup(client, "/events/?from=2026-03-07&to=2026-03-07")
    assert [node.get_text(strip=True) for node in page.select(".evt .state")] == ["已取消"]


def test_month_shows_counts_and_the_first_few(client, index):
    for number in range(5):
        weekly(index, title=f"活动{number}", start_time=dt.time(9 + number))
    page = soup(client, "/events/?view=month")
    cell = page.select_one('td time[datetime="2026-03-07"]').find_parent("td")
    assert len(cell.select(".cal__evt")) == 3
    assert cell.select_one(".cal__more")["href"] == "?from=2026-03-07&to=2026-03-07"
    assert cell.select_one(".cal__c").get_text().strip().startswith("5")
    assert "十九" in cell.get_text()  # the lunar day
    assert "惊蛰" in page.select_one('td time[datetime="2026-03-05"]').find_parent("td").get_text()
    assert "这个月有 20 场活动" in page.select_one(".pagehead").get_text()
    assert page.select_one("a[rel=next]")["href"] == "?view=month&from=2026-04-01"
    english = soup(client, "/en/events/?view=month")
    assert "惊蛰" not in english.get_text()
    assert english.select_one("h1").get_text(strip=True) == "March 2026"


def test_months_have_a_first_and_a_last(client, index):
    weekly(index)
    assert soup(client, "/events/?view=month&from=2024-03-01").select_one("a[rel=prev]") is None
    last = soup(client, "/events/?view=month&from=2099-01-01")
    assert last.select_one("a[rel=next]") is None
    assert last.select_one("h1").get_text(strip=True) == "2026 年 6 月"


def test_month_keeps_the_filters(client, index):
    audience = AudienceFactory(slug="seniors")
    page = weekly(index, title="书法班")
    page.audiences = [audience]
    page.save_revision().publish()
    weekly(index, title="故事会")
    found = soup(client, "/events/?view=month&audience=seniors")
    assert found.select_one("a[rel=next]")["href"] == (
        "?audience=seniors&view=month&from=2026-04-01"
    )
    assert {node.get_text(strip=True) for node in found.select(".aday li a")} == {"书法班"}


def test_series_page_says_when_and_lists_every_date(client, index):
    ClosureDay.objects.create(date=dt.date(2026, 4, 4), kind="holiday", name="清明节")
    weekly(
        index, title="故事会", slug="story-time", ends_on=dt.date(2026, 4, 11),
        library=LibraryFactory(name="第一图书馆"), space="少儿阅览室",
        registration_note="免费，直接到场",
    )  # fmt: skip
    services.cancel(Occurrence.objects.get(rid="20260314T100000"), note="老师生病")
    page = soup(client, "/events/story-time/")
    facts = words(page.select_one(".facts"))
    assert "每周六 10:00–11:00，至 2026 年 4 月 11 日，法定节假日停" in facts
    assert "第一图书馆 · 少儿阅览室" in facts
    lines = [" ".join(node.get_text(" ").split()) for node in page.select(".dates__l")]
    assert lines[0] == "2026 年 3 月 7 日 星期六 10:00–11:00"
    assert "已取消 老师生病" in lines[1]
    assert "2026 年 4 月 4 日 星期六 停办 · 清明节" in lines[4]
    key = EventSeries.objects.get().translation_key
    assert page.select_one('a[href^="webcal://"]')["href"].endswith(f"/cal/s/{key}.ics")
    graph = json.loads(page.select_one('script[type="application/ld+json"]').string)["@graph"]
    assert [entry["eventStatus"].rsplit("/")[-1] for entry in graph[:2]] == [
        "EventScheduled",
        "EventCancelled",
    ]
    assert graph[0]["startDate"] == "2026-03-07T10:00+08:00"


def test_series_page_in_english(client, index):
    page = weekly(index, title="故事会", slug="story-time", ends_on=dt.date(2026, 4, 11))
    translate_page(page, Locale.objects.get(language_code="en"), {"故事会": "Story time"})
    text = soup(client, "/en/events/story-time/").get_text()
    assert "every Saturday 10:00–11:00, until 11 April 2026, not on public holidays" in text
    assert "Story time" in text


@pytest.mark.parametrize("weeks", [1, 3])
def test_series_page_costs_the_same_for_one_and_three(
    client, index, django_assert_num_queries, weeks
):
    weekly(
        index, slug="story-time", library=LibraryFactory(),
        ends_on=dt.date(2026, 3, 7) + dt.timedelta(weeks=weeks - 1),
    )  # fmt: skip
    client.get("/events/story-time/")
    with django_assert_num_queries(SERIES_QUERIES):
        client.get("/events/story-time/")


SERIES_QUERIES = 17


def test_series_page_without_dates_says_so(client, index, clock):
    weekly(index, slug="story-time", ends_on=dt.date(2026, 3, 7))
    clock.shift(dt.timedelta(days=30))
    page = soup(client, "/events/story-time/")
    assert "暂时没有后续场次" in page.get_text()
    assert len(page.select(".dates__l--done")) == 1


def test_alias_shows_the_dates_of_its_original(client, index):
    page = weekly(index, slug="story-time", ends_on=dt.date(2026, 3, 14))
    page.create_alias(update_slug="again")
    assert len(soup(client, "/events/again/").select(".dates__l")) == 2


def test_preview_shows_the_dates_of_the_draft(index):
    page = weekly(index, slug="story-time", ends_on=dt.date(2026, 3, 14))
    page.ends_on = dt.date(2026, 3, 28)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert response.content.decode().count('class="dates__l"') == 4
    assert index.make_preview_request().status_code == 200


def test_page_of_one_date(client, index):
    page = weekly(
        index, title="故事会", slug="story-time", library=LibraryFactory(name="第一图书馆")
    )
    translate_page(page, Locale.objects.get(language_code="en"), {"故事会": "Story time"})
    row = services.cancel(
        Occurrence.objects.get(rid="20260314T100000"), note="老师生病", note_en="Teacher is ill"
    )
    chinese = soup(client, f"/events/o/{row.uid}/")
    assert "已取消" in chinese.get_text()
    assert "老师生病" in chinese.get_text()
    assert "2026 年 3 月 14 日 星期六 10:00–11:00" in words(chinese.select_one(".facts"))
    assert chinese.select_one('.detail__main a[href="/events/story-time/"]')
    english = soup(client, f"/en/events/o/{row.uid}/").get_text()
    assert "Story time" in english
    assert "Teacher is ill" in english
    assert client.get(f"/events/o/{uuid.uuid4()}/").status_code == 404
    assert client.get("/events/o/nonsense/").status_code == 404


def test_page_of_one_date_stays_in_its_budget(client, index, django_assert_max_num_queries):
    weekly(index, library=LibraryFactory())
    row = Occurrence.objects.first()
    client.get(f"/events/o/{row.uid}/")
    with django_assert_max_num_queries(16):
        client.get(f"/events/o/{row.uid}/")


def test_dates_of_a_private_page_are_shown_nowhere(client, index):
    page = weekly(index, title="员工培训", slug="training")
    row = Occurrence.objects.first()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles(soup(client)) == []
    assert client.get(f"/events/o/{row.uid}/").status_code == 404
    assert b"VEVENT" not in client.get("/events/training/calendar.ics").content
    restriction.delete()
    assert "员工培训" in titles(soup(client))


def test_moved_page_takes_over_the_privacy_of_its_new_place(client, tree, index):
    page = weekly(index, title="员工培训", slug="training")
    hidden = index.copy(update_attrs={"slug": "staff", "title": "内部"}, recursive=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    page.move(hidden, pos="last-child")
    assert titles(soup(client)) == []


def test_pages_say_what_they_may_hold(index):
    assert EventSeriesPage.allowed_parent_page_models() == [type(index)]
    assert type(index).allowed_subpage_models() == [EventSeriesPage]
