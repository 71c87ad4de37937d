"""The sample catalogue: the same everywhere, and read back as it was written."""

import re
from pathlib import Path

import pymarc
import pytest
from django.core.management import call_command
from stdnum import isbn

from catalog import sample
from catalog.enums import ClcClass, ReaderGroup
from catalog.marc import mapping
from catalog.marc.profiles import PROFILES
from catalog.marc.reader import open_marc
from catalog.sample.works import works


def test_sample_record_depends_on_its_number_alone():
    assert list(sample.books(30, start=700)) == list(sample.books(100, start=690))[10:40]


def test_sample_begins_with_at_least_150_real_works():
    assert len(works()) >= 150
    assert len({(work.title, work.creators) and work.number for work in works()}) == len(works())


def test_works_have_class_group_and_summary():
    for work in works():
        assert work.clc[0] in ClcClass.values
        assert work.audience in ReaderGroup.values
        assert work.summary
        assert work.subjects


def test_numbers_and_isbns_are_different_and_valid():
    books = list(sample.books(6000))
    assert len({book.record_id for book in books}) == 6000
    assert len({book.isbns[0] for book in books}) == 6000
    assert all(isbn.is_valid(book.isbns[0]) for book in books)
    assert {item.library_code for book in books for item in book.items} == set(sample.LIBRARY_CODES)


def test_barcodes_are_different():
    barcodes = [item.barcode for book in sample.books(2000) for item in book.items]
    assert len(barcodes) == len(set(barcodes))


def test_record_id_leads_to_a_work():
    found = {book.record_id: book for book in sample.books(450)}
    assert found[sample.record_id("骆驼祥子")].authors_text == "老舍 著"
    assert found[sample.record_id("父与子", "屠格涅夫")].clc == "I512.44"
    assert found[sample.record_id("红楼梦")].volume == "上"
    with pytest.raises(KeyError):
        sample.record_id("没有这本书")


def test_invented_titles_are_words_and_not_patterns():
    for book in sample.books(3000, start=500):
        assert not re.search(r"[{}]", book.title + book.summary)


@pytest.mark.parametrize(("dialect", "profile"), [("cnmarc", "905-cn"), ("marc21", "852")])
@pytest.mark.parametrize(
    ("format", "encoding"), [("iso2709", "utf-8"), ("iso2709", "gb18030"), ("marcxml", "utf-8"),
                             ("marcxml", "gb18030")]
)  # fmt: skip
def test_what_is_written_is_read_back(tmp_path, dialect, profile, format, encoding):
    books = [*sample.books(60), *sample.books(240, start=500)]
    path = tmp_path / "sample"
    assert sample.write(path, books, dialect=dialect, format=format, encoding=encoding) == 300
    file = open_marc(path)
    assert (file.format, file.encoding) == (format, encoding)
    for book, reading in zip(books, file.readings(), strict=True):
        found, spoken = mapping.to_bib(reading.fields, PROFILES[profile])
        assert spoken == dialect
        found.statement = ""
        if dialect == "marc21":  # it has no field for a country and says main authors by role
            found.creators, book.creators = [], []
        assert found == book


def test_pymarc_reads_the_files_too(tmp_path):
    path = tmp_path / "sample.mrc"
    sample.write(path, sample.books(50))
    with path.open("rb") as file:
        records = list(pymarc.MARCReader(file, file_encoding="utf-8"))
    assert [record["001"].data for record in records] == [b.record_id for b in sample.books(50)]


def test_command_writes_a_file(tmp_path, capsys):
    path = tmp_path / "out.xml"
    call_command("make_sample_marc", count=20, out=path, format="marcxml")
    assert path.read_text().count("<record>") == 20
    assert "20" in capsys.readouterr().out


def test_record_longer_than_the_format_is_refused():
    from catalog.sample.writer import iso2709  # noqa: PLC0415

    with pytest.raises(OverflowError):
        iso2709(" " * 24, [("330", "  ", [("a", "长" * 9000)])] * 5)


def test_words_and_works_stand_in_files_of_their_own():
    folder = Path(sample.__file__).parent
    assert {"works.txt", "vocabulary.toml"} <= {path.name for path in folder.iterdir()}
