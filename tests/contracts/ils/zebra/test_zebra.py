"""What the SRU driver finds at a real server equals what the generator says there is."""

import datetime as dt
import re
import unicodedata

import pytest
from django.core.cache import caches
from pypinyin import Style, pinyin
from stdnum import isbn as standard

from catalog.ils.drivers.sru import SruCatalogue
from catalog.ils.errors import ILSProtocolError, ILSUnavailable, NotFound
from catalog.ils.guard import Guarded
from catalog.ils.values import Freshness, SearchQuery
from catalog.pinyin import sort_key
from tests.contracts.ils import catalogue
from tests.contracts.ils.zebra import COUNT

BOOKS = catalogue.books(COUNT)

INJECTIONS = (
    '"', "\\", '\\"', '" or cql.allRecords=1 or title="', "*", "?", "^", "中*", "中?", "^中国",
    "( and", 'a"b', "a/b", "<x>&amp;", "　", "\x00", "and", "中国 or 北京", "sortby title", "%",
    "中国 not 北京", "title=中国", "中国 prox/distance<9 北京",
)  # fmt: skip


@pytest.fixture
def union(zebra):
    return SruCatalogue(base_url=zebra.address, database="Default")


def words(text):
    """As the server sees a text: no marks, no spaces, small letters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\W_]", "", plain)


def has(word, *texts):
    return any(words(word) in words(text) for text in texts)


def titles(book):
    return book.title, book.subtitle, book.volume


def authors(book):
    return [creator.name for creator in book.creators]


def everything(book):
    return *titles(book), *authors(book), *book.subjects


def held_by(book, code):
    return any(item.library_code == code for item in book.items)


FIRST = BOOKS[0]
QUERIES = {
    "phrase in the title": (
        SearchQuery("中国", "title"), lambda book: has("中国", *titles(book)),
    ),
    "words in the title": (
        SearchQuery("胡同 故事", "title"),
        lambda book: has("胡同", *titles(book)) and has("故事", *titles(book)),
    ),
    "Latin and Chinese in one word": (
        SearchQuery("Python编程", "title"), lambda book: has("Python编程", *titles(book)),
    ),
    "words anywhere": (SearchQuery("北京"), lambda book: has("北京", *everything(book))),
    "subject": (
        SearchQuery("长篇小说", "subject"), lambda book: has("长篇小说", *book.subjects),
    ),
    "author": (
        SearchQuery(authors(FIRST)[0], "author"),
        lambda book: has(authors(FIRST)[0], *authors(book)),
    ),
    "class": (SearchQuery(clc="I"), lambda book: book.clc.startswith("I")),
    "class in a small letter": (SearchQuery("k", "clc"), lambda book: book.clc.startswith("K")),
    "beginning of a class number": (
        SearchQuery("I247", "clc"), lambda book: book.clc.startswith("I247"),
    ),
    "library": (SearchQuery(branch="DQ01"), lambda book: held_by(book, "DQ01")),
    "from a year on": (SearchQuery(year_from=2020), lambda book: book.year >= 2020),
    "years": (
        SearchQuery(year_from=2010, year_to=2015), lambda book: 2010 <= book.year <= 2015,
    ),
    "ISBN of thirteen digits": (
        SearchQuery(FIRST.isbns[0], "isbn"), lambda book: FIRST.isbns[0] in book.isbns,
    ),
    "ISBN of ten digits": (
        SearchQuery(standard.to_isbn10(FIRST.isbns[0]), "isbn"),
        lambda book: FIRST.isbns[0] in book.isbns,
    ),
    "no ISBN": (SearchQuery("9787999999999", "isbn"), lambda book: False),
    "all at once": (
        SearchQuery("北京", branch="DQ01", clc="K", year_from=2005, sort="newest"),
        lambda book: has("北京", *everything(book)) and held_by(book, "DQ01")
        and book.clc.startswith("K") and book.year >= 2005,
    ),
    "everything": (SearchQuery(), lambda book: True),
}  # fmt: skip


@pytest.mark.parametrize("kind", QUERIES)
def test_hits_equal_the_truth(union, kind):
    query, is_hit = QUERIES[kind]
    page = union.search(query)
    truth = {book.record_id for book in BOOKS if is_hit(book)}
    assert page.total == len(truth)
    assert {record.record_id for record in page.records} <= truth
    assert len(page.records) == min(20, len(truth))


def test_title_is_found_by_its_pinyin(union):
    book = next(book for book in BOOKS if words(book.title).isalpha() and not book.title.isascii())
    sound = sort_key(book.title)
    truth = {
        other.record_id
        for other in BOOKS
        if not other.title.isascii() and has(sound, sort_key(other.title))
    }
    page = union.search(SearchQuery(sound, "pinyin", per_page=100))
    assert book.record_id in {record.record_id for record in page.records}
    assert truth <= {record.record_id for record in page.records}


def test_newest_come_first(union):
    page = union.search(SearchQuery("北京", sort="newest", per_page=50))
    years = [record.year for record in page.records]
    assert years == sorted(years, reverse=True)
    assert years[0] == max(book.year for book in BOOKS if has("北京", *everything(book)))


def test_titles_stand_in_the_order_of_pinyin(union):
    """Of characters with one sound alone: of two, the server takes the more frequent."""
    page = union.search(SearchQuery(clc="K", sort="title", per_page=100))
    sounds = [
        pinyin(record.title[0], heteronym=True, style=Style.NORMAL) for record in page.records
    ]
    found = [readings[0] for [readings] in sounds if len(set(readings)) == 1]
    assert len(found) > 30
    assert found == sorted(found)


@pytest.mark.parametrize("number", [0, 77, COUNT - 1])
def test_record_is_the_generators(union, number):
    record = union.record(BOOKS[number].record_id)
    record.statement = ""
    assert record == BOOKS[number]
    assert [found.record_id for found in union.records_by_isbn(record.isbns[0])] == [
        record.record_id
    ]


@pytest.mark.parametrize("record_id", ["S99999999", "", '" or id="S00001000', "*", "S0000100*"])
def test_no_other_record_for_a_wrong_number(union, record_id):
    with pytest.raises(NotFound):
        union.record(record_id)


def test_pages_follow_each_other(union):
    found = [
        record.record_id
        for page in (1, 2, 3)
        for record in union.search(SearchQuery("北京", page=page, per_page=10)).records
    ]
    assert len(found) == len(set(found)) == 30


def test_page_past_the_end_is_empty(union):
    page = union.search(SearchQuery("北京", page=9999))
    assert (page.records, page.total > 0) == ((), True)


def test_new_arrivals_are_the_latest(union):
    since = dt.date(2026, 1, 1)
    found = union.new_arrivals(since, limit=100, branch="DQ01")
    truth = [book for book in BOOKS if book.entered >= since and held_by(book, "DQ01")]
    assert {record.record_id for record in found} == {book.record_id for book in truth}
    dates = [record.entered for record in found]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("evil", INJECTIONS)
@pytest.mark.parametrize("field", ["title", "any"])
def test_nothing_a_reader_writes_is_an_operator(union, field, evil):
    """None of these stands in a title as it is; read as CQL, most would find something."""
    asked = [word for word in re.sub(r'[\\"*?^]', " ", evil).split() if words(word)]
    texts = titles if field == "title" else everything
    truth = [
        book
        for book in BOOKS
        if asked and all(has(word, *texts(book)) for word in asked)
    ]  # fmt: skip
    found = 0 if not asked and evil.strip() else len(truth) if evil.strip() else COUNT
    assert union.search(SearchQuery(evil, field)).total == found


@pytest.mark.parametrize("evil", ['I" or cql.allRecords=1', "*", "I or K", "I247/x"])
def test_class_and_library_are_quoted_too(union, evil):
    assert union.search(SearchQuery(branch=evil)).total == 0
    assert union.search(SearchQuery(clc=evil, branch="B99")).total == 0


def test_server_that_stops_degrades_and_comes_back(zebra, union):
    guarded = Guarded(union, caches["default"])
    asked, other = SearchQuery("北京"), SearchQuery("胡同")
    total = guarded.search(asked).total
    zebra.stop()
    try:
        with pytest.raises(ILSUnavailable):
            guarded.search(other)
        kept = guarded.search(asked)
        assert (kept.total, kept.freshness) == (total, Freshness.CACHED)
    finally:
        zebra.start()
    assert guarded.search(other).total == union.search(other).total > 0


def test_server_without_such_an_index_is_a_fault_of_the_contract(zebra):
    union = SruCatalogue(
        base_url=zebra.address, database="Default", indexes={"title": "dc.nothing"}
    )
    with pytest.raises(ILSProtocolError, match="SRU diagnostic 1"):
        union.search(SearchQuery("北京", "title"))
