import pytest
from django.db import IntegrityError, transaction

from catalog.models import Record, RecordISBN
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory
from tests.factories.core import LibraryFactory

pytestmark = pytest.mark.django_db


def test_record_with_the_same_number_in_the_same_catalogue_is_refused():
    RecordFactory(record_id="A1")
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordFactory(record_id="A1")
    RecordFactory(record_id="A1", source="other")


def test_isbn_is_kept_once_per_record():
    book = BookFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordISBN.objects.create(record=book, isbn="9787020002207")


def test_with_isbn_finds_every_edition_that_carries_it():
    first, second = BookFactory(), BookFactory()
    BookFactory(isbn13=["9787101003048"])
    assert set(Record.objects.with_isbn("9787020002207")) == {first, second}


def test_current_leaves_out_withdrawn_records():
    kept = RecordFactory()
    RecordFactory(is_withdrawn=True)
    assert list(Record.objects.current()) == [kept]


def test_full_title_joins_volume_and_subtitle():
    record = RecordFactory.build(title="红楼梦", volume="上", subtitle="汇校本")
    assert str(record) == "红楼梦 上：汇校本"


def test_facts_in_words():
    record = RecordFactory.build(language="chi", original_language="xyz", isbn13=["9787020002207"])
    assert (record.language_name, record.original_language_name) == ("Chinese", "xyz")
    assert record.isbns_hyphenated == ["978-7-02-000220-7"]
    assert (record.isbn, RecordFactory.build().isbn) == ("9787020002207", "")
    assert str(RecordISBN(isbn="9787020002207")) == "9787020002207"


def test_copy_is_named_by_barcode_and_library():
    library = LibraryFactory(name_en="First Library")
    assert str(HoldingFactory(barcode="0001", library=library)) == "0001 · First Library"


def test_byline_names_the_authors_only():
    record = RecordFactory.build(
        creators=[
            {"name": "安徒生", "role": "著", "is_main": True, "country": "丹"},
            {"name": "叶君健", "role": "译", "is_main": False, "country": ""},
        ]
    )
    assert record.byline == "安徒生"


def test_byline_falls_back_on_the_first_name_then_on_the_statement():
    assert RecordFactory.build(creators=[{"name": "甲", "role": "编"}]).byline == "甲"
    assert RecordFactory.build(authors_text="本社编").byline == "本社编"
