"""The words of the sample network hold together before anything is built from them."""

import datetime as dt
import re

import pytest

from events.schedule.recurrence import WEEKDAYS, Rule
from home.blocks import FrontPageBody
from portal.demo import content
from portal.demo.art import PICTURES
from portal.demo.builders.demo import texts_of
from portal.demo.builders.series import series_rows
from portal.demo.content import front

HAN = re.compile(r"[\u4e00-\u9fff]")
LIBRARIES = content.rows("libraries", "library")
SERIES = series_rows()
PAGES = content.rows("pages", "page") + content.rows("pages", "topic_page")
NEWS = content.rows("news", "news")
LISTS = content.folder("lists")
ROWS = [*SERIES, *PAGES, *NEWS, *LISTS]


def by_slug(rows):
    return [pytest.param(row, id=row["slug"]) for row in rows]


def test_network_has_the_libraries_of_the_reference_customer():
    parents = [row.get("parent") for row in LIBRARIES if row["level"] == 2]
    assert parents.count("DQ01") == 10
    assert parents.count("DQ02") == 7
    assert len({row["code"] for row in LIBRARIES}) == len(LIBRARIES)


def test_there_is_as_much_as_was_promised():
    assert len(PAGES) + len(NEWS) >= 40
    assert len(SERIES) >= 25
    assert len(LISTS) >= 12


def test_lists_serve_every_group_of_readers():
    groups = {row["slug"] for row in content.read("vocabulary")["audience"]}
    assert {slug for row in LISTS for slug in row["audiences"]} == groups
    assert all(8 <= len(row["book"]) <= 14 for row in LISTS)


def test_every_library_of_the_first_two_levels_has_story_time():
    told = {row["library"] for row in SERIES if row["slug"].startswith("story-time")}
    assert told == {row["code"] for row in LIBRARIES if row["level"] < 3}


@pytest.mark.parametrize("row", by_slug(ROWS))
def test_words_fit_their_fields_and_name_what_exists(row):
    vocabulary = content.read("vocabulary")
    terms = (("audiences", "audience"), ("topics", "topic"), ("provisions", "provision"))
    for key, known in terms:
        assert set(row.get(key, [])) <= {term["slug"] for term in vocabulary[known]}
    assert row.get("library") in {None, *(library["code"] for library in LIBRARIES)}
    assert row.get("cover") in {None, *PICTURES}
    assert len(row["summary"]) <= 200
    assert len(row.get("summary_en", "")) <= 200
    assert not HAN.search(row.get("summary_en", "") + row.get("title_en", ""))


@pytest.mark.parametrize("row", by_slug([*SERIES, *PAGES]))
def test_translation_is_built_like_its_original(row):
    assert texts_of(row, *(["body"] if "body" in row else []))


@pytest.mark.parametrize("row", by_slug(LISTS))
def test_books_of_a_list_are_different_and_annotated_in_both_languages(row):
    books = [(book["title"], book["author"]) for book in row["book"]]
    assert len(set(books)) == len(books)
    assert all(book["note"] and book["note_en"] for book in row["book"])
    assert not any(HAN.search(book["note_en"]) for book in row["book"])


@pytest.mark.parametrize("row", by_slug([row for row in SERIES if "time" in row]))
def test_sessions_lie_within_the_opening_hours(row):
    if row.get("after_hours"):
        return
    library = next(each for each in LIBRARIES if each["code"] == row["library"])
    week = content.read("vocabulary")["hours"][library["hours"]]
    begins = dt.datetime.fromisoformat(f"2026-01-01T{row['time']}")
    ends = begins + dt.timedelta(minutes=row["minutes"])
    span = f"{begins:%H:%M}", f"{ends:%H:%M}"
    for weekday in _weekdays(row):
        hours = [text.split("-") for text in week[weekday]]
        assert any(opens <= span[0] and span[1] <= closes for opens, closes in hours)


def _weekdays(row):
    if "on" in row:
        return [WEEKDAYS.index(row["on"]["weekday"])]
    if "day" in row:
        return [WEEKDAYS.index(row["day"])]
    return [weekday for _nth, weekday in Rule.parse(row["rule"]).days]


def test_front_page_says_everything_twice():
    pairs = front.pairs(front.sections(dt.date(2026, 11, 25)))
    assert len(pairs) > 50
    signs = {sign for sign in pairs if len(sign) == 1}  # stamps keep their character
    assert not [
        text for text, english in pairs.items() if HAN.search(english) and text not in signs
    ]


def test_front_page_fills_the_fields_of_its_blocks():
    for section in front.sections(dt.date(2026, 11, 25)):
        block = FrontPageBody().child_blocks[section["type"]]
        if isinstance(section["value"], dict):
            assert set(section["value"]) == set(block.child_blocks)


def test_pictures_are_described_in_both_languages():
    rows = content.read("pictures")["picture"]
    assert {row["name"] for row in rows} == set(PICTURES)
    assert all(len(row["description"]) <= 255 and len(row["description_en"]) <= 255 for row in rows)


ROOMS = content.read("spaces")


@pytest.mark.parametrize("row", by_slug(ROOMS["space"]))
def test_rooms_name_what_exists_in_both_languages(row):
    facilities = {
        term["slug"]
        for term in content.read("vocabulary")["facility"]
        if "is_accessibility" in term
    }
    assert row["library"] in {library["code"] for library in LIBRARIES}
    assert row["rules"] in ROOMS["rules"]
    assert set(row["equipment"]) <= {term["slug"] for term in ROOMS["equipment"]}
    assert set(row["accessibility"]) <= facilities
    assert set(row["photo"]) <= set(PICTURES)
    assert all(f"{name}_en" in row for name in ("name", "summary", "directions"))


def test_events_take_place_in_rooms_of_the_demo():
    places = {(row.get("library"), row.get("space")) for row in SERIES}
    rooms = {(row["library"], row["name"]) for row in ROOMS["space"]}
    assert len(places & rooms) >= 6


def test_registrations_are_for_series_there_are():
    found = content.read("registration")
    groups = {group["slug"] for group in found["group"]}
    named = [*found["terms"], *(row["series"] for row in [*found["fill"], *found["own"]])]
    assert set(named) <= {row["slug"] for row in SERIES}
    for terms in found["terms"].values():
        assert set(terms.get("groups", [])) <= groups
