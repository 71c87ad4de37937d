"""The board on the wall."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from events.models import Occurrence
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.figures import IndicatorFactory, record
from tests.factories.reviews import book, publish_review

pytestmark = pytest.mark.django_db
BOARD = "/en/figures/board/"


@pytest.fixture(autouse=True)
def _afternoon():
    with time_machine.travel("2026-12-12 14:05+08:00", tick=False):
        yield


@pytest.fixture
def visits():
    return IndicatorFactory(code="visits", name_en="Visits", unit_en="visits")


def numbers(response) -> list[str]:
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(node.get_text(" ").split()) for node in soup.select(".board__nums > div")]


def test_board_shows_the_last_day_that_was_counted_and_says_which(client, visits):
    library, other = LibraryFactory(), LibraryFactory()
    record(visits, library, "2026-12-11", 40)
    assert numbers(client.get(BOARD))[0] == "Visits 40 visits 11 December"
    record(visits, library, "2026-12-12", 1500)
    record(visits, other, "2026-12-12", 1)
    assert numbers(client.get(BOARD))[0] == "Visits 1,501 visits today"


def test_where_nobody_counts_by_day_it_shows_the_month(client, visits):
    record(visits, LibraryFactory(), "2026-11", 900)
    assert numbers(client.get(BOARD))[0] == "Visits 900 visits November 2026"


def test_board_of_a_library_counts_its_branches(client, visits):
    library = LibraryFactory(slug="first", name_en="First Library")
    for one in (library, BranchFactory(parent=library), LibraryFactory()):
        record(visits, one, "2026-12-12", 10)
    response = client.get(f"{BOARD}?library=first")
    assert numbers(response)[0] == "Visits 20 visits today"
    assert "<h1>First Library</h1>" in response.content.decode()


def test_board_stands_without_anything(client):
    assert numbers(client.get(BOARD)) == ["Events 0 today"]
    assert Occurrence.objects.count() == 0


def test_reviews_stand_without_their_authors(client):
    review = publish_review(book(title="骆驼祥子"), pen_name="长安客")
    html = client.get(BOARD).content.decode()
    assert "骆驼祥子" in html
    assert review.voice.pen_name not in html


@pytest.mark.parametrize(
    ("query", "theme"), [("", "dark"), ("?theme=light", "light"), ("?theme=<b>", "dark")]
)
def test_board_is_dark_unless_asked(client, query, theme):
    assert f'data-theme="{theme}"' in client.get(BOARD + query).content.decode()


@pytest.mark.parametrize("path", [BOARD, f"{BOARD}live/"])
def test_an_unknown_library_is_not_found(client, path):
    assert client.get(f"{path}?library=nowhere").status_code == 404
    assert client.get(f"{path}?library=%00").status_code == 404


def test_whoever_has_the_numbers_hears_304(client, visits):
    library = LibraryFactory()
    record(visits, library, "2026-12-12", 10)
    first = client.get(f"{BOARD}live/")
    assert first["Cache-Control"] == "public, max-age=30"
    assert "Set-Cookie" not in first.headers
    again = {"If-None-Match": first["ETag"]}
    assert client.get(f"{BOARD}live/", headers=again).status_code == 304
    record(visits, library, "2026-12-12", 11)
    assert client.get(f"{BOARD}live/", headers=again).status_code == 200


@pytest.mark.parametrize("items", [1, 3])
def test_board_asks_the_same_for_any_number(client, visits, django_assert_num_queries, items):
    for number in range(items):
        record(visits, LibraryFactory(), "2026-12-12", 10)
        publish_review(book(title=f"书{number}"))
    client.get(f"{BOARD}live/")
    with django_assert_num_queries(9):
        client.get(f"{BOARD}live/")
