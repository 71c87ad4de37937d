"""What is read from a file is what the generator wrote, in every field of every record."""

from itertools import zip_longest

import pytest

from catalog import sample
from catalog.enums import Dialect
from catalog.ils.drivers import xml
from catalog.marc import mapping
from catalog.marc.marcxml import fields_of
from catalog.marc.profiles import PROFILES
from catalog.marc.reader import open_marc
from catalog.sample.marc import cnmarc, leader
from catalog.sample.writer import marcxml

PROFILE = PROFILES["905-cn"]


def differing(found, books):
    """Records that are not equal; the statement is a text the generator does not have."""
    wrong = []
    for bib, book in zip_longest(found, books):
        if bib is not None:
            bib.statement = ""
        if bib != book:
            wrong.append((bib, book))
    return wrong


def read(path, profile=PROFILE):
    for reading in open_marc(path).readings():
        yield mapping.to_bib(reading.fields, profile)[0]


def as_marc21_can_say(book):
    """*book* with what MARC 21 has room for: one main entry, nobody's country."""
    for creator in book.creators:
        creator.country = ""
        creator.is_main &= creator.role in ("著", book.creators[0].role)
    return book


def test_ten_thousand_of_ten_thousand_records_are_the_truth(tmp_path):
    path = tmp_path / "books.mrc"
    sample.write(path, sample.books(10_000))
    assert differing(read(path), sample.books(10_000)) == []


def test_so_are_ten_thousand_of_marc_21(tmp_path):
    path = tmp_path / "books.mrc"
    sample.write(path, sample.books(10_000), dialect=Dialect.MARC21)
    books = map(as_marc21_can_say, sample.books(10_000))
    assert differing(read(path, PROFILES["852"]), books) == []


@pytest.mark.parametrize(
    "options", [{"encoding": "gb18030"}, {"format": "marcxml"}], ids=["gb18030", "marcxml"]
)
def test_so_are_those_of_other_encodings(tmp_path, options):
    path = tmp_path / "books"
    sample.write(path, sample.books(500), **options)
    assert differing(read(path), sample.books(500)) == []


def test_so_are_those_in_answers_of_catalogues():
    texts = (marcxml(leader("cnmarc"), cnmarc(book)) for book in sample.books(500))
    namespace = '<record xmlns="http://www.loc.gov/MARC21/slim">'
    records = (xml.parse(text.replace("<record>", namespace, 1).encode()) for text in texts)
    found = (mapping.to_bib(fields_of(record), PROFILE)[0] for record in records)
    assert differing(found, sample.books(500)) == []


def test_difference_would_be_seen(tmp_path):
    path = tmp_path / "books.mrc"
    sample.write(path, sample.books(20, start=1))
    assert len(differing(read(path), sample.books(20))) == 20
