"""Short addresses of calendars: one for each choice, in both languages, without a row stored."""

import datetime as dt

import icalendar
import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import QueryDict

from events.filters import Filters
from events.whats_on.addresses import calendar_path
from portal.core import generation
from portal.core.models import Topic
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

NOW = dt.datetime(2026, 3, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def tree(db):
    with time_machine.travel(NOW, tick=False):
        yield site_tree()


@pytest.fixture
def network(tree):
    """Story time for children at the first library, calligraphy for seniors at the second."""
    topic = Topic.objects.create(slug="reading", name="阅读")
    for slug, title in [("children", "故事会"), ("seniors", "书法")]:
        page = published_series(
            tree.page("events"), title=title, slug=f"series-{slug}",
            library=LibraryFactory(slug=f"library-{slug}"),
        )  # fmt: skip
        page.audiences = [AudienceFactory(slug=slug)]
        page.topics = [topic] if slug == "children" else []
        page.save_revision().publish()
    return topic


def path_of(query: str) -> str:
    return calendar_path(Filters.from_query(QueryDict(query)))


def titles(client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    return sorted(
        str(e["SUMMARY"]) for e in icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    )


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("", "/cal/all.ics"),
        ("view=month&from=2026-03-01", "/cal/all.ics"),
        ("branch=library-seniors", "/cal/b/library-seniors.ics"),
        ("audience=children", "/cal/a/children.ics"),
        ("topic=reading", "/cal/t/reading.ics"),
    ],
)
def test_common_choices_have_readable_addresses(client, network, query, path):
    assert path_of(query) == path
    assert titles(client, path) == titles(client, f"/events/calendar.ics?{query.partition('&')[0]}")
    assert client.get(f"/en{path}").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("branch=library-children&branch=library-seniors", ["书法", "故事会"]),
        ("branch=library-children&audience=children&topic=reading", ["故事会"]),
        ("branch=library-children&audience=seniors", []),
        ("q=书法", ["书法"]),
        ("branch=library-seniors&language=zh", ["书法"]),
        ("branch=library-seniors&language=en", []),
        ("branch=library-children&branch=nonsense", ["故事会"]),
    ],
)
def test_any_choice_has_one_code(client, network, query, found):
    path = path_of(query)
    assert path.startswith("/cal/f/")
    assert path == path_of("&".join(query.split("&")[::-1])), "in whatever order it is asked for"
    assert titles(client, path) == found
    assert titles(client, f"/en{path}") == found


@pytest.mark.parametrize("age", [0, 5, 17])
def test_code_says_what_the_long_address_says(client, network, age):
    query = f"age={age}&branch=library-children&branch=library-seniors"
    assert titles(client, path_of(query)) == titles(client, f"/events/calendar.ics?{query}")


def test_choice_of_terms_is_eight_characters_and_follows_a_new_slug(client, network):
    path = path_of("branch=library-children&audience=children")
    assert len(path) == len("/cal/f/12345678.ics")
    Topic.objects.filter(pk=network.pk).update(slug="books")
    generation.bump()
    assert titles(client, path) == ["故事会"]


def test_term_that_is_gone_makes_no_choice_wider(client, tree, network):
    lone = LibraryFactory(slug="closed")
    both = path_of("branch=closed&branch=library-seniors")
    alone = path_of("branch=closed&audience=seniors")
    lone.delete()
    generation._raise()
    assert titles(client, both) == ["书法"]
    assert titles(client, alone) == []


def test_longest_choice_stays_within_what_google_takes(network):
    for number in range(20):
        LibraryFactory(slug=f"library-of-a-rather-long-name-{number}")
    query = "&".join(f"branch=library-of-a-rather-long-name-{n}" for n in range(20))
    assert len(path_of(f"{query}&audience=seniors&q={'书' * 60}")) < 220


def test_unknown_addresses_are_not_found(client, network):
    for path in ("b/none", "a/none", "t/none", "f/AAAAAAAA", "f/none", "x/none", "s/none"):
        assert client.get(f"/cal/{path}.ics").status_code == 404, path


def test_short_calendars_are_public_and_answer_304_after_one_query(
    client, network, django_assert_num_queries
):
    for path in ("/cal/all.ics", path_of("branch=library-children&audience=children")):
        first = client.get(path)
        assert first["X-Robots-Tag"] == "noindex"
        assert not first.cookies
        with django_assert_num_queries(1):
            again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
    robots = client.get("/robots.txt").content.decode()
    assert "/cal" not in robots
    assert "/events" not in robots


def soup(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_list_offers_the_calendar_of_what_was_chosen(client, network):
    page = soup(client, "/events/?branch=library-children&view=month")
    ways = page.select_one("#subscribe")
    address = ways.select_one("#calendar-url")["value"]
    assert address == "http://127.0.0.1:8000/cal/b/library-children.ics"
    links = [a["href"] for a in ways.select("a")]
    assert links[0] == "webcal://127.0.0.1:8000/cal/b/library-children.ics"
    assert any(link.startswith("https://calendar.google.com/") for link in links)
    assert [link.partition("/calendar/")[0] for link in links if "outlook" in link] == [
        "https://outlook.live.com",
        "https://outlook.office.com",
    ]
    assert ways.select_one("svg.qr[role=img]")
    assert links[-1] == address


def test_series_offers_itself_once_as_a_file_and_a_single_event_does_not(client, tree, network):
    series = published_series(
        tree.page("events"), slug="weekly", rule="RRULE:FREQ=WEEKLY;BYDAY=SA",
        start_date=dt.date(2026, 3, 7),
    )  # fmt: skip
    key = series.translation_key
    links = [a["href"] for a in soup(client, "/events/weekly/").select("#subscribe a[download]")]
    assert links[1:] == [f"/cal/s/{key}.ics?form=series"]
    assert links[0].startswith("/events/o/")
    english = soup(client, links[0].removesuffix(".ics") + "/")
    assert f"/cal/s/{key}.ics" in english.select_one("#calendar-url")["value"]
    single = soup(client, "/events/series-children/").select("#subscribe a[download]")
    assert len(single) == 1
