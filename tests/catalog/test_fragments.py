"""The fragment that tells what the library system says now."""

import pytest

from catalog.ils.errors import ILSUnavailable
from catalog.ils.values import ItemStatus
from tests.catalog.desk import item
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory, WorkFactory
from tests.factories.home import site_tree

pytestmark = pytest.mark.django_db
ADDRESS = "/en/books/availability/"


def fragment(client, ids, **more):
    return client.get(ADDRESS, {"ids": ",".join(map(str, ids)), **more})


def test_fragment_has_a_row_for_each_book_and_the_date(client, desk):
    copy = HoldingFactory(barcode="1")
    desk.says(copy.record, item(copy.library))
    text = fragment(client, [copy.record.pk, 999_999]).content.decode()
    assert text.count("data-availability") == 1
    assert "1 on the shelf" in text
    assert "As of" in text
    assert "data-copies" not in text


def test_fragment_is_for_everybody_and_kept_for_half_a_minute(client, desk):
    answer = fragment(client, [HoldingFactory().record.pk])
    assert answer["Cache-Control"] == "public, max-age=30"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "query",
    ["", "ids=", "ids=x", "ids=1,", "ids=-1", "ids=１", "ids=1;2", "ids=" + "9" * 19,
     "ids=1&copies=2", "ids=1&copies=x", "ids=" + ",".join(map(str, range(1, 42)))],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(client, query):
    assert client.get(f"{ADDRESS}?{query}").status_code == 400


def test_fragment_is_for_reading(client):
    assert client.post(ADDRESS).status_code == 405


def test_copies_come_with_the_book_they_are_asked_for(client, desk):
    site_tree()
    work = WorkFactory()
    book, other = BookFactory(work=work, year=2001), BookFactory(work=work, year=2019)
    copy, better = HoldingFactory(record=book, barcode="1"), HoldingFactory(record=other)
    desk.says(book, item(copy.library, ItemStatus.ON_LOAN), queue=2)
    desk.says(other, item(better.library, barcode="2"), item(better.library, barcode="3"))
    text = fragment(client, [book.pk, other.pk], copies=book.pk).content.decode()
    assert "data-copies" in text
    assert "2 copies of the 2019 edition are on the shelf." in text
    assert "in all editions 3, 2 on the shelf" in " ".join(text.split())
    assert "2 readers are waiting" in " ".join(text.split())


def test_a_silent_system_is_named(client, desk):
    desk.failure = ILSUnavailable("away")
    text = fragment(client, [HoldingFactory().record.pk]).content.decode()
    assert "The library system does not answer." in text
    assert "avail__asof--behind" in text


@pytest.mark.parametrize("count", [1, 40])
def test_fragment_takes_the_same_queries_for_one_and_for_forty(
    client, desk, count, django_assert_num_queries
):
    books = [HoldingFactory().record for _number in range(count)]
    with django_assert_num_queries(5):
        fragment(client, [book.pk for book in books])


@pytest.mark.parametrize("count", [1, 30])
def test_copies_take_the_same_queries_however_many(client, desk, count, django_assert_num_queries):
    site_tree()
    book = RecordFactory()
    copies = [HoldingFactory(record=book) for _number in range(count)]
    desk.says(book, *(item(copy.library, barcode=copy.barcode) for copy in copies))
    fragment(client, [book.pk], copies=book.pk)
    with django_assert_num_queries(3):
        fragment(client, [book.pk], copies=book.pk)
