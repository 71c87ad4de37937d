import pytest
from wagtail.search.backends import get_search_backend

from catalog.models import Record
from catalog.selectors import similar_books
from tests.factories.catalog import BookFactory, RecordFactory, WorkFactory

pytestmark = pytest.mark.django_db


def indexed(*records):
    get_search_backend("catalogue").add_bulk(Record, list(records))


def test_similar_books_say_what_they_share():
    book = BookFactory()
    near = BookFactory(title="茶馆风景", subjects=["中国"], audience="adults")
    far = BookFactory(title="行星", subjects=["天文"], clc="P1", clc_top="P", creators=[])
    indexed(book, near, far)
    (found,) = similar_books(book)
    assert found.record == near
    assert found.why == "Also by 老舍 · Same class I246.5 · Also about 中国"


def test_readers_of_one_age_count():
    book = BookFactory(audience="3-6", creators=[])
    near = BookFactory(title="小熊", audience="3-6", creators=[], clc="I287.8", subjects=["中国"])
    indexed(book, near)
    assert similar_books(book)[0].why == "Also about 中国 · Also for 3–6 years"


def test_neither_withdrawn_books_nor_editions_of_the_same_work_are_similar():
    work = WorkFactory()
    book = BookFactory(work=work)
    indexed(book, BookFactory(work=work), BookFactory(title="下架", is_withdrawn=True))
    assert similar_books(book) == []


def test_one_edition_stands_for_its_work():
    book, other = BookFactory(work=WorkFactory()), WorkFactory()
    editions = [BookFactory(title="茶馆", work=other) for _number in range(3)]
    indexed(book, *editions)
    assert len(similar_books(book)) == 1


def test_of_equals_the_libraries_that_are_not_named_yet_come_first():
    book = BookFactory(library_codes=["A"])
    for code in ("A", "A", "A", "B", "C"):
        indexed(BookFactory(title="茶馆", library_codes=[code]))
    found = similar_books(book, limit=3)
    assert {each.record.library_codes[0] for each in found} == {"A", "B", "C"}


def test_a_book_nobody_has_indexed_is_compared_with_the_newest_of_its_class():
    book = BookFactory()
    near = BookFactory(title="茶馆")
    assert [each.record for each in similar_books(book)] == [near]


def test_a_record_that_says_nothing_has_no_similar_ones():
    assert similar_books(RecordFactory()) == []


@pytest.mark.parametrize("count", [1, 60])
def test_similar_books_are_one_query(count, django_assert_num_queries):
    book = BookFactory()
    indexed(book, *(BookFactory(title=f"茶馆{n}", creators=[]) for n in range(count)))
    with django_assert_num_queries(1):
        similar_books(book)
