"""The filters, the map by library, the quick days and the ways out of an empty list."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from events.models import Occurrence
from tests.factories.core import (
    AudienceFactory,
    BranchFactory,
    LibraryFactory,
    SchoolHolidayFactory,
    TopicFactory,
)
from tests.factories.events import ProvisionFactory, published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAY = dt.date(2026, 3, 7)


@pytest.fixture
def index():
    return site_tree().page("events")


def soup(client, query=""):
    response = client.get(f"/en/events/{query}")
    assert response.status_code == 200
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def titles(page) -> list[str]:
    return [node.get_text(strip=True) for node in page.select(".evt__title")]


def event(index, title, *, audiences=(), topics=(), **fields):
    page = published_series(index, **{"title": title, "start_date": SATURDAY, **fields})
    if audiences or topics:
        page.audiences, page.topics = list(audiences), list(topics)
        page.save_revision().publish()
    return page


def counts(page, name) -> dict[str, int]:
    boxes = page.select(f"input[name={name}]")
    return {box["value"]: int(box.find_next(class_="opt__n").text) for box in boxes}


def test_options_say_how_many_dates_they_leave(client, index):
    small = AudienceFactory(slug="small", min_months=36, max_months=84)
    large = AudienceFactory(slug="large", min_months=84, max_months=156)
    topic, library = TopicFactory(slug="poems"), LibraryFactory(slug="first", short_name_en="First")
    event(index, "甲", audiences=[small], library=library)
    event(index, "乙", audiences=[small, large], topics=[topic])
    event(index, "丙", audiences=[large], language="en")
    page = soup(client)
    assert counts(page, "audience") == {"small": 2, "large": 2}
    assert counts(page, "language") == {"zh": 2, "en": 1}
    narrowed = soup(client, "?audience=small")
    assert counts(narrowed, "audience") == {"small": 2, "large": 2}
    assert counts(narrowed, "topic") == {"poems": 1}
    branch = narrowed.select_one("select[name=branch] option[value=first]")
    assert words(branch) == f"{library.label} (1)"
    assert words(narrowed.select_one("select[name=age] option[value='4']")).endswith("(2)")
    assert narrowed.select_one("input[name=language]") is None  # all in Chinese: nothing to choose
    assert narrowed.select_one(".opt--none") is None
    assert soup(client, "?branch=first").select_one(".opt--none input")["value"] == "large"


def test_age_and_language_narrow_the_list(client, index):
    toddlers = AudienceFactory(min_months=0, max_months=36)
    event(index, "抱着听", audiences=[toddlers], language="zh-en")
    event(index, "讲座", language="other")
    page = soup(client, "?age=2")
    assert titles(page) == ["抱着听"]
    assert words(page.select_one(".applied .chip")).startswith("2 years old")
    assert page.select_one("select[name=age] option[selected]")["value"] == "2"
    assert titles(soup(client, "?age=3")) != ["抱着听"]
    assert titles(soup(client, "?language=en")) == ["抱着听"]
    assert titles(soup(client, "?language=zh")) == ["抱着听"]
    assert titles(soup(client, "?language=other")) == ["讲座"]
    assert "under 1 year" in words(soup(client, "?age=0").select_one(".applied"))


def test_access_and_places_left_narrow_the_list(client, index):
    signs, print_ = ProvisionFactory(slug="signs"), ProvisionFactory(slug="print")
    both = event(index, "手语电影", capacity=2)
    both.provisions = [signs, print_]
    both.save_revision().publish()
    one = event(index, "大字书", capacity=2)
    one.provisions = [print_]
    one.save_revision().publish()
    Occurrence.objects.filter(series__capacity=2, series__provisions=signs).update(people=2)
    page = soup(client, "?access=print")
    assert titles(page) == ["手语电影", "大字书"]
    assert counts(page, "access") == {"signs": 1, "print": 2}
    assert titles(soup(client, "?access=print&access=signs")) == ["手语电影"]
    assert counts(page, "places") == {"1": 1}
    assert titles(soup(client, "?places=1")) == ["大字书"]
    assert "Places left" in words(soup(client, "?places=1").select_one(".applied"))


def test_choice_is_told_to_the_script_that_remembers_it(client, index):
    AudienceFactory(slug="small", name_en="Small")
    place = soup(client, "?q=x&audience=small&age=3&from=2026-03-07").select_one(
        "[data-last-choice]"
    )
    assert place["data-query"] == "audience=small&age=3"
    assert place["data-label"] == "Small · 3 years old"
    assert place.has_attr("hidden")
    assert soup(client).select_one("[data-last-choice]")["data-query"] == ""


def test_all_conditions_go_at_once_and_the_view_stays(client, index):
    page = soup(client, "?view=map&q=x&age=3")
    assert page.select_one(".applied__clear")["href"] == "?view=map"
    assert page.select_one(".filters__go a")["href"] == "?view=map"
    month = soup(client, "?view=month&from=2026-04-01&q=x")
    assert month.select_one(".filters__go a")["href"] == "?from=2026-04-01&view=month"


def test_empty_list_says_which_condition_to_give_up(client, index):
    small, large = AudienceFactory(slug="small", name_en="Small"), AudienceFactory(slug="large")
    event(index, "甲", audiences=[small])
    event(index, "乙", audiences=[small], start_date=dt.date(2026, 3, 14))
    event(index, "丙", audiences=[large])
    page = soup(client, "?audience=large&q=甲")
    ways = [(words(link), link["href"]) for link in page.select(".ways a")]
    assert ways[0][0].startswith("Without Audience")
    assert ways[0][1] == "?q=%E7%94%B2"
    assert ways[1] == ("Without “甲” 1 event", "?audience=large")
    assert ways[2] == ("Clear all", "?")
    later = soup(client, "?audience=small&from=2026-03-08&to=2026-03-09")
    ways = [(words(link), link["href"]) for link in later.select(".ways a")]
    assert ways[0] == ("Without these days 2 events", "?audience=small")
    assert titles(later) == ["甲", "乙"]
    assert "The nearest dates that fit" in words(later)
    hopeless = soup(client, "?audience=nobody&q=nothing")
    assert hopeless.select_one(".ways") is None
    assert titles(hopeless) == ["甲", "丙", "乙"]
    assert "Coming next" in words(hopeless)


def test_map_counts_by_library_and_leads_to_the_list(client, index):
    first = LibraryFactory(slug="first", short_name_en="First")
    branch = BranchFactory(slug="branch", short_name_en="Branch", parent=first)
    for number in range(2):
        event(index, f"甲{number}", library=first)
    event(index, "乙", library=branch, start_date=dt.date(2026, 3, 14))
    event(index, "丙")
    LibraryFactory(slug="empty", short_name_en="Empty")
    page = soup(client, "?view=map&to=2026-03-10")
    rows = {words(row): row.a for row in page.select(".places__list li")}
    assert list(rows) == ["2 First : 2 events", "0 Empty : 0 events", "0 Branch : 0 events"]
    links = [link and link["href"] for link in rows.values()]
    assert links == ["?branch=first&to=2026-03-10", None, None]
    pins = [pin["aria-label"] for pin in page.select("svg.mp a")]
    assert pins == ["First, 2 events"]
    assert "1 event is held at another place" in words(page)
    assert page.select_one(".seg [aria-current]").get_text(strip=True) == "Map"
    chosen = soup(client, "?view=map&branch=branch")
    assert len(chosen.select("svg.mp a")) == 2
    assert chosen.select_one("svg.mp [aria-current]")["aria-label"] == "Branch, 1 event"
    assert "Nothing fits" in words(soup(client, "?view=map&q=nothing"))


def test_map_says_at_how_many_dates_places_are_left(client, index):
    first, second = LibraryFactory(short_name_en="First"), LibraryFactory(short_name_en="Second")
    event(index, "甲", library=first, capacity=1)
    Occurrence.objects.update(people=1)
    event(index, "乙", library=first)
    event(index, "丙", library=second)
    page = soup(client, "?view=map")
    notes = [row.p and words(row.p) for row in page.select(".places__list li")]
    assert notes == ["1 with places left", None]


def test_days_people_ask_for(client, index):
    labels = [link.text for link in soup(client).select(".quickdays a")]
    assert labels == ["Today", "This weekend", "Next 7 days"]


def test_school_holidays_have_a_link_while_there_are_some_to_come(client, index, clock):
    SchoolHolidayFactory()
    link = soup(client, "?view=map").select(".quickdays a")[-1]
    assert link.text == "Summer holidays"
    assert link["href"] == "?view=map&from=2026-07-11&to=2026-08-31"
    assert not link.has_attr("aria-current")
    clock.move_to(dt.datetime(2026, 8, 1, 9, tzinfo=dt.UTC))
    link = soup(client, "?from=2026-08-01&to=2026-08-31").select(".quickdays a")[-1]
    assert link["href"] == "?from=2026-08-01&to=2026-08-31"
    assert link["aria-current"] == "true"


def test_days_that_are_over_wait_to_be_asked_for(client, index, clock):
    event(index, "甲")
    event(index, "乙", start_date=dt.date(2026, 3, 14))
    event(index, "丙", start_date=dt.date(2026, 4, 4))
    clock.shift(dt.timedelta(days=7))
    page = soup(client, "?view=month")
    assert [day["id"] for day in page.select(".aday--past")] == ["d20260307"]
    assert [words(day.h3) for day in page.select(".aday")] == [
        "7 March Saturday",
        "14 March Saturday",
    ]
    assert soup(client, "?view=month&from=2026-04-01").select(".aday--past") == []
