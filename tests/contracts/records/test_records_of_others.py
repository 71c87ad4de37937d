"""Records that other people wrote are imported, or left out with a reason: never a crash.

They come with Debian's package idzebra-2.0-examples: MARC 21 in MARC-8 and in XML, and 60 records
that describe names, subjects and classes and no books. There are no CNMARC records that may be
passed on.
"""

import csv
import gzip
from pathlib import Path

import pytest
from django.utils import translation

from catalog import selectors
from catalog.models import Record
from catalog.services import ImportOptions, import_marc

pytestmark = pytest.mark.django_db

EXAMPLES = Path("/usr/share/doc/idzebra-2.0/examples")
NO_LEADER, NO_TITLE = "no leader", "no title field"
FILES = {
    "marc21/sample-marc.gz": (24, 2, NO_LEADER),
    "marcxml/collection-2.xml.gz": (2, 0, ""),
    "marcxml/collection-opera-43.xml.gz": (42, 1, "same control number"),
    "marcxml/collection-sandburg-1.xml": (1, 0, ""),
    "marcxml/collection-clasmrc.xml.gz": (0, 20, NO_TITLE),
    "marcxml/collection-namemrc.xml.gz": (0, 20, NO_TITLE),
    "marcxml/collection-subjmrc.xml.gz": (0, 20, NO_TITLE),
}


@pytest.fixture
def example(tmp_path):
    """A copy of an example as a library would send it, in a folder that may be written to."""

    def unpacked(name, change=lambda data: data):
        data = (EXAMPLES / name).read_bytes()
        data = gzip.decompress(data) if name.endswith(".gz") else data
        path = tmp_path / Path(name).stem
        path.write_bytes(change(data))
        return path

    with translation.override("en"):
        yield unpacked


def reasons(run):
    if not run.report:
        return []
    with Path(run.report).open(encoding="utf-8-sig") as file:
        return [line[3] for line in list(csv.reader(file))[1:]]


@pytest.mark.parametrize("name", FILES)
def test_each_record_is_taken_or_left_out_with_its_reason(example, name):
    taken, rejected, reason = FILES[name]
    run = import_marc(example(name), ImportOptions(profile="852"))
    assert (run.read, run.rejected) == (taken + rejected, rejected)
    assert len(reasons(run)) == rejected
    assert all(reason in line for line in reasons(run))
    assert Record.objects.count() == run.taken == taken


def test_they_are_found_in_their_own_words(example):
    import_marc(example("marcxml/collection-sandburg-1.xml"), ImportOptions(profile="852"))
    book = Record.objects.get()
    assert (book.title, book.year) == ("Arithmetic", 1993)
    assert selectors.matching("sandburg arithmetic") == [book.pk]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "marc-8"])
def test_wrong_character_set_is_no_crash(example, encoding):
    run = import_marc(
        example("marc21/sample-marc.gz"), ImportOptions(profile="852", encoding=encoding)
    )
    assert run.read == 26


@pytest.mark.parametrize("length", [10, 400, 5000, 20_000])
def test_truncated_file_is_no_crash(example, length):
    path = example("marc21/sample-marc.gz", lambda data: data[:length])
    run = import_marc(path, ImportOptions(profile="852"))
    assert run.rejected >= 1
    assert len(reasons(run)) == run.rejected


def test_file_with_bytes_turned_is_no_crash(example):
    """Every hundredth byte is another: directories, lengths and characters are wrong."""

    def turned(data):
        return bytes(byte ^ (0x55 if place % 100 == 99 else 0) for place, byte in enumerate(data))

    run = import_marc(example("marc21/sample-marc.gz", turned), ImportOptions(profile="852"))
    assert len(reasons(run)) == run.rejected
