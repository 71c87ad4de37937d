import pytest
from django.utils import translation

from catalog import selectors
from catalog.enums import HoldingStatus as Status
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory, WorkFactory
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.home import site_tree
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db


def availability(record):
    return selectors.availability([record])[record.pk]


def test_availability_of_many_books_is_one_query(django_assert_num_queries):
    books = [HoldingFactory().record for _ in range(5)] + [RecordFactory()]
    selectors.availability(books)  # when the copies were heard of is kept for a minute
    with django_assert_num_queries(1):
        found = selectors.availability(books)
        texts = [(found[book.pk].text, found[book.pk].where) for book in books]
    assert len(texts) == 6


def test_availability_counts_copies_on_the_shelf_and_names_their_libraries():
    record = RecordFactory()
    first, second = LibraryFactory(short_name="总馆"), LibraryFactory(short_name="二馆")
    HoldingFactory(record=record, library=first)
    HoldingFactory(record=record, library=first)
    HoldingFactory(record=record, library=second, status=Status.ON_LOAN)
    found = availability(record)
    assert (found.on_shelf, found.copies, found.pigment) == (2, 3, "malachite")
    assert found.libraries == (first,)


@pytest.mark.parametrize(
    ("statuses", "text", "pigment"),
    [
        ([], "No copies", "mute"),
        ([Status.LOST], "No copies", "mute"),
        ([Status.UNKNOWN], "Ask at the desk", "ink"),
        ([Status.ON_LOAN, Status.IN_TRANSIT], "All copies are out", "gamboge"),
        ([Status.ON_LOAN, Status.REFERENCE], "To be read in the library", "azurite"),
        ([Status.ON_LOAN, Status.UNKNOWN], "Ask at the desk", "ink"),
    ],
)
def test_availability_never_promises_a_copy_it_does_not_know_of(statuses, text, pigment):
    record = RecordFactory()
    for status in statuses:
        HoldingFactory(record=record, status=status)
    with translation.override("en"):
        found = availability(record)
        assert (found.text, found.pigment) == (text, pigment)


def test_where_names_two_libraries_and_counts_the_rest():
    record = RecordFactory()
    for name in ("A", "B", "C"):
        HoldingFactory(record=record, library=LibraryFactory(short_name_en=name))
    with translation.override("en"):
        assert availability(record).where == "A, B and others, 3 libraries"


def test_copies_are_grouped_with_main_libraries_first():
    record = RecordFactory()
    main = LibraryFactory(position=2)
    branch = BranchFactory(parent=main, position=1)
    HoldingFactory(record=record, library=branch, call_number="B")
    HoldingFactory(record=record, library=main, call_number="A")
    HoldingFactory(record=record, library=branch, call_number="A")
    found = selectors.places(availability(record))
    assert [place.library for place in found] == [main, branch]
    assert [copy.call_number for copy in found[1].copies] == ["A", "B"]


def test_record_by_isbn_takes_ten_digits_and_prefers_what_is_offered():
    withdrawn = BookFactory(year=2024, is_withdrawn=True)
    assert selectors.record_by_isbn("7-02-000220-X") == withdrawn
    old, new = BookFactory(year=2001), BookFactory(year=2020)
    assert selectors.record_by_isbn("9787020002207") == new
    assert old != new


@pytest.mark.parametrize("text", ["", "9787101003048", "9787020002208", "\x00'\""])
def test_record_by_isbn_finds_nothing_for_junk_and_strangers(text):
    BookFactory()
    assert selectors.record_by_isbn(text) is None


def test_other_editions_share_title_and_author():
    work = WorkFactory()
    book = BookFactory(work=work, year=2001)
    newer = BookFactory(work=work, year=2020)
    BookFactory(work=WorkFactory())
    BookFactory(work=work, is_withdrawn=True)
    assert selectors.other_editions(book) == [newer]
    assert selectors.other_editions(RecordFactory()) == []


def test_lists_with_shows_public_lists_of_the_language():
    site_tree()
    book = BookFactory()
    public = ReadingListFactory(books=[book])
    ReadingListFactory(books=[book], live=False)
    ReadingListFactory(books=[RecordFactory()])
    with translation.override("zh-hans"):
        assert [page.pk for page in selectors.lists_with(book)] == [public.pk]
    with translation.override("en"):
        assert selectors.lists_with(book) == []


@pytest.mark.parametrize("query", ["", "  ", "\x00"])
def test_matching_nothing_finds_nothing(query):
    RecordFactory()
    assert selectors.matching(query) == []


def test_matching_looks_an_isbn_up_without_the_index():
    book = BookFactory()
    assert selectors.matching("7-02-000220-X") == [book.pk]


def test_in_order_keeps_the_order_of_the_keys_within_the_queryset():
    first, second, third = RecordFactory.create_batch(3)
    found = selectors.in_order(
        [third.pk, first.pk, second.pk], type(first).objects.exclude(pk=second.pk)
    )
    assert list(found) == [third, first]
