"""The records of the test servers stay what they are: other tests name them."""

import io

from catalog.marc import mapping, marcxml
from catalog.marc.fields import Fields
from catalog.marc.profiles import PROFILES

from . import catalogue


def test_record_is_found_by_its_number():
    books = catalogue.books()
    assert [catalogue.number(book.record_id) for book in books] == list(range(1000, 1300))
    assert catalogue.record_id(1007) == books[7].record_id == "S00001007"


def test_copies_are_in_every_state_that_a_file_can_tell():
    statuses = {item.status for book in catalogue.books() for item in book.items}
    assert statuses == {
        "available", "on_loan", "on_hold", "in_transit", "processing", "reference", "lost",
    }  # fmt: skip


def test_more_records_begin_with_the_same_ones():
    assert catalogue.books(310)[:300] == catalogue.books()


def test_file_holds_all_records(tmp_path):
    assert catalogue.write(tmp_path / "records.mrc", encoding="gb18030") == 300


def test_marcxml_is_read_back_as_the_record():
    book = catalogue.books()[3]
    text = catalogue.as_marcxml(book)
    [record] = marcxml.records(io.BytesIO(text.encode()), "utf-8")
    found, _dialect = mapping.to_bib(Fields.of(record), PROFILES["905-cn"])
    found.statement = ""
    assert found == book
