"""What hangs in a library: the poster of a month and the screen of a day."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from events import services
from events.models import Occurrence
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
SUNDAY = dt.date(2026, 3, 1)


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def library():
    return LibraryFactory(slug="first", name_en="First Library", short_name_en="First")


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def weekly(index, library, title="故事会", **fields):
    fields = {"start_date": dt.date(2026, 3, 7), "rule": SATURDAYS, **fields}
    return published_series(index, title=title, library=library, **fields)


def test_poster_puts_the_dates_of_a_series_together(client, index, library):
    weekly(index, library, space_en="Room 1", presenter_en="Ms Wang", registration_note="免费")
    weekly(index, LibraryFactory(), title="别处")
    published_series(
        index, title="老地图展", library=library, start_date=dt.date(2026, 2, 20), all_day=True,
        duration=dt.timedelta(days=30), kind="exhibition",
    )  # fmt: skip
    cancelled = Occurrence.objects.get(rid="20260314T100000", library=library)
    services.cancel(cancelled, note="老师生病", note_en="The teacher is ill")
    page = soup(client, "/en/events/poster/first/?month=2026-03")
    assert words(page.h1) == "First Library"
    [entry] = page.select(".bill__e")
    days = entry.select("time")
    assert [day.find(attrs={"aria-hidden": True}).text for day in days] == ["7", "14", "21", "28"]
    assert [day["datetime"] for day in entry.select(".is-off")] == ["2026-03-14T10:00+08:00"]
    assert words(entry.select_one(".bill__wd")) == "Sat"
    text = words(entry)
    for part in ("故事会", "10:00–11:00", "Room 1", "Ms Wang", "免费", "The teacher is ill"):
        assert part in text
    assert words(page.select_one(".bill__long li")) == "老地图展 20 February–21 March"
    assert page.select_one("a[rel=next]")["href"] == "?month=2026-04"
    assert page.select_one("svg.qr title").text == "QR code: all events of this library"
    assert "别处" not in page.get_text()


def test_poster_parts_what_differs_in_hour_or_weekday(client, index, library):
    weekly(index, library, rule="RRULE:FREQ=WEEKLY;BYDAY=SA,SU", ends_on=dt.date(2026, 3, 8))
    row = Occurrence.objects.get(rid="20260308T100000")
    page = soup(client, "/en/events/poster/first/")
    assert [words(e.select_one(".bill__days")) for e in page.select(".bill__e")] == [
        "7 March 7 Sat 8 March 8 Sun"
    ]
    services.change(row, start=row.start + dt.timedelta(hours=3))
    page = soup(client, "/en/events/poster/first/")
    assert [words(e.select_one(".bill__wd")) for e in page.select(".bill__e")] == ["Sat", "Sun"]


@pytest.mark.parametrize("query", ["", "?month=2026-13", "?month=x", "?month=", "?month=0000-00"])
def test_poster_shows_this_month_if_in_doubt(client, index, library, query):
    page = soup(client, f"/en/events/poster/first/{query}")
    assert "March 2026" in words(page.select_one(".bill__head"))
    assert "Nothing is announced for this month yet." in page.get_text()


def test_poster_goes_no_further_than_dates_are_planned(client, index, library):
    assert soup(client, "/events/poster/first/?month=2099-01").select_one("a[rel=next]") is None
    assert soup(client, "/events/poster/first/?month=2024-03").select_one("a[rel=prev]") is None


@pytest.mark.parametrize("path", ["poster", "screen"])
def test_unknown_library_has_nothing(client, index, path):
    assert client.get(f"/events/{path}/nowhere/").status_code == 404
    assert client.post(f"/events/{path}/nowhere/").status_code == 405


@pytest.mark.parametrize("path", ["poster", "screen"])
@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_for_one_and_three(
    client, index, library, django_assert_num_queries, path, count
):
    audience = AudienceFactory()
    for number in range(count):
        page = weekly(index, library, title=f"活动{number}", start_time=dt.time(10 + number))
        page.audiences = [audience]
        page.save_revision().publish()
    client.get(f"/events/{path}/first/")
    with django_assert_num_queries(QUERIES[path]):
        response = client.get(f"/events/{path}/first/")
    assert response.content.decode().count("<h3" if path == "screen" else "bill__e") >= count


QUERIES = {"poster": 5, "screen": 5}


def test_poster_is_linked_from_month_and_library(client, index, library):
    month = soup(client, "/en/events/?view=month&branch=first&from=2026-04-01")
    link = month.select_one(".monthprint a")["href"]
    assert link == "/en/events/poster/first/?month=2026-04"
    assert soup(client, "/en/events/?view=month").select_one(".monthprint a")["href"] == "#filters"


def screen_rows(page) -> list[str]:
    return [words(row) for row in page.select(".screen__e")]


def test_screen_shows_what_is_on_and_what_comes_next(client, index, library, clock):
    for hour in (7, 9, 11, 14):
        published_series(
            index, title=f"{hour} 点", library=library, start_date=SUNDAY,
            start_time=dt.time(hour), duration=dt.timedelta(hours=2),
        )  # fmt: skip
    weekly(index, library, title="周六")
    row = Occurrence.objects.get(rid="20260301T110000")
    services.cancel(row, note="老师生病", note_en="The teacher is ill")
    clock.shift(dt.timedelta(hours=1, minutes=30))  # half past nine
    page = soup(client, "/en/events/screen/first/")
    assert page.select_one("[data-clock]").text == "09:30"
    assert page.select_one("[data-screen]")["data-offset"] == "480"
    assert screen_rows(page) == [
        "09:00 to 11:00 9 点 On now",
        "11:00 to 13:00 11 点 The teacher is ill Cancelled",
        "14:00 to 16:00 14 点 Next",
        "07/03 Saturday 10:00 周六",
        "14/03 Saturday 10:00 周六",
    ]
    assert page.select_one(".screen__e--cancelled s").text == "11 点"
    assert [words(head) for head in page.select("h2")] == ["Today", "Coming next"]


def test_screen_says_how_many_more_there_are(client, index, library):
    for hour in range(9, 16):
        published_series(index, library=library, start_date=SUNDAY, start_time=dt.time(hour))
    page = soup(client, "/en/events/screen/first/")
    assert len(page.select(".screen__e")) == 5
    assert "and 2 more" in words(page.select_one(".screen__said"))


def test_screen_puts_what_lasts_for_weeks_last(client, index, library):
    published_series(
        index, title="展览", library=library, start_date=dt.date(2026, 2, 20), all_day=True,
        duration=dt.timedelta(days=30), kind="exhibition",
    )  # fmt: skip
    published_series(index, title="讲座", library=library, start_date=SUNDAY)
    rows = screen_rows(soup(client, "/en/events/screen/first/"))
    assert rows == ["10:00 to 11:00 讲座 Next", "until 21 March 展览 On now"]


def test_screen_renews_itself_without_script(client, index, library):
    page = soup(client, "/events/screen/first/")
    assert page.noscript.meta["http-equiv"] == "refresh"
    assert page.html["data-theme"] == "auto"
    assert "Nothing is announced" in soup(client, "/en/events/screen/first/").get_text()
    assert soup(client, "/events/screen/first/?theme=dark").html["data-theme"] == "dark"
    assert soup(client, "/events/screen/first/?theme=<x>").html["data-theme"] == "auto"


def test_screen_is_kept_until_something_begins_or_ends(client, index, library):
    published_series(index, library=library, start_date=SUNDAY, start_time=dt.time(8, 2))
    assert client.get("/events/screen/first/")["Cache-Control"] == "public, max-age=120"
