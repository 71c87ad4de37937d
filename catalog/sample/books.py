"""Sample records one after the other: a work or an invention, an edition of it, and its copies."""

import datetime
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stdnum import ean

from catalog import clc
from catalog.marc.types import BibRecord, Item
from catalog.stream import Stream

from .inventions import Invention, invent, vocabulary
from .works import Work, works

SEED = 2026
# Location codes of the sample network: two main libraries and their street libraries.
MAIN_LIBRARIES = ("DQ01", "DQ02")
LIBRARY_CODES = (*MAIN_LIBRARIES, *(f"B{number:02d}" for number in range(1, 18)))
LATEST = 2026
ISBN_NUMBERS = 150_000  # different ones for each publisher
_FIRST_REGISTRANT, _REGISTRANTS = 950_000, 1_500
_STATUSES = {
    "available": 640,
    "on_loan": 250,
    "on_hold": 30,
    "in_transit": 25,
    "processing": 20,
    "reference": 30,
    "lost": 5,
}


class _Edition(NamedTuple):
    work: Work
    number: int
    note: str
    volume: str


@cache
def _editions() -> tuple[_Edition, ...]:
    """Every work once in the order of the file, then the other editions of the best known."""
    first = [_Edition(work, 1, "", volume) for work in works() for volume in work.volumes]
    more = []
    for work in works():
        stream = Stream(f"editions {work.number}")
        if work.audience in ("7-12", "13-18") and stream.below(3) == 0:
            more.append(_Edition(work, 2, stream.pick(("彩绘本", "青少版", "插图本")), ""))
        if work.audience == "adults" and work.clc.startswith("I2") and stream.below(3) == 0:
            more.append(_Edition(work, 2, stream.pick(("大字本", "插图本", "校注本")), ""))
    return (*first, *more)


def record_id(title: str, author: str = "") -> str:
    """The control number of a well-known work, for those who build on the sample catalogue.

    *author* tells two works of one title apart. A work in volumes gives its first.
    """
    for edition in _editions():
        names = [creator.name for creator in edition.work.creators]
        if edition.work.title == title and (not author or author in names):
            return _number(edition)
    raise KeyError(title)


def _number(edition: _Edition) -> str:
    volumes = edition.work.volumes
    number = edition.work.number
    if edition.volume:
        number += f"v{volumes.index(edition.volume) + 1}"
    return number if edition.number == 1 else f"{number}e{edition.number}"


def books(count: int, *, start: int = 0, seed: int = SEED) -> Iterator[BibRecord]:
    """Records *start* to *start* + *count*; each depends on the seed and its own number alone."""
    editions = _editions()
    for number in range(start, start + count):
        stream = Stream(f"{seed}:{number}")
        if number < len(editions):
            yield _of_work(stream, number, editions[number])
        else:
            yield _invented(stream, number)


def _of_work(stream: Stream, number: int, edition: _Edition) -> BibRecord:
    work = edition.work
    bib = BibRecord(
        record_id=_number(edition),
        title=work.title,
        volume=edition.volume,
        creators=list(work.creators),
        edition=edition.note,
        summary=work.summary,
        subjects=list(work.subjects),
        clc=work.clc,
        audience=work.audience,
        original_language=work.original_language,
    )
    return _published(stream, number, bib, fame=10)


def _invented(stream: Stream, number: int) -> BibRecord:
    made: Invention = invent(stream)
    volume = stream.pick(("上", "下", "一", "二")) if stream.below(40) == 0 else ""
    edition = stream.pick(("第2版", "第3版", "修订版", "大字本")) if stream.below(12) == 0 else ""
    bib = BibRecord(
        record_id=f"S{number:08d}",
        title=made.title,
        volume=volume,
        creators=made.creators,
        edition=edition,
        summary=made.summary,
        subjects=made.subjects,
        clc=made.clc,
        audience=made.audience,
        original_language=made.original_language,
    )
    return _published(stream, number, bib, fame=stream.below(4))


def _published(stream: Stream, number: int, bib: BibRecord, *, fame: int) -> BibRecord:
    """Give *bib* a publisher, an ISBN and copies."""
    words = vocabulary()
    is_for_children = bib.audience in ("0-3", "3-6", "7-12")
    for_children = set(words["children_publishers"])
    houses = [
        house
        for house in words["publishers"]
        if bib.clc[0] in house[2] and (is_for_children or house[0] not in for_children)
    ]
    if is_for_children:
        houses = [house for house in houses if house[0] in for_children] or houses
    house = stream.pick(houses)
    bib.publisher, bib.place = house[:2]
    bib.year = LATEST - min(stream.below(24), stream.below(40))
    is_picture_book = bib.audience in ("0-3", "3-6")
    pages = 24 + stream.below(26) if is_picture_book else 120 + stream.below(420)
    size = stream.pick(("25×25cm", "29cm")) if is_picture_book else stream.pick(("21cm", "24cm"))
    drawn = " : 彩图" if is_picture_book else " : 插图" if stream.below(4) == 0 else ""
    bib.extent = f"{pages}页{drawn} ; {size}"
    bib.price = f"CNY{pages * 0.11 + 18 + stream.below(30):.2f}"
    if stream.below(5) == 0:
        bib.series = stream.pick(words["children_series" if is_for_children else "series"])
    bib.language = "chi"
    bib.clc_top = clc.top_class(bib.clc)
    bib.isbns = [_isbn(words["publishers"].index(house), number)]
    bib.entered = datetime.date(bib.year, 1, 1) + datetime.timedelta(days=stream.below(300))
    bib.items = _copies(stream, number, bib, fame)
    return bib


def _isbn(house: int, number: int) -> str:
    """Valid and different for each record; the registrants are not given out in China."""
    place = number * 7919 % ISBN_NUMBERS
    registrant = _FIRST_REGISTRANT + house * _REGISTRANTS + place // 100
    digits = f"9787{registrant}{place % 100:02d}"
    return digits + str(ean.calc_check_digit(digits))


def _copies(stream: Stream, number: int, bib: BibRecord, fame: int) -> list[Item]:
    call_number = f"{bib.clc}/{stream.below(2400) + 1}"
    is_local = bib.clc.startswith("K291")
    found = []
    for copy in range(1 + stream.below(3) + stream.below(fame + 1)):
        code = _library(stream)
        area, floor = _area(code, bib)
        status = stream.weighted(_STATUSES)
        if is_local and code in MAIN_LIBRARIES:
            area, floor, status = "地方文献室", 4, "reference"
        shelf = f"{code}-{floor}-{stream.below(40) + 1:02d}-{stream.below(6) + 1}-"
        found.append(
            Item(
                library_code=code,
                call_number=call_number,
                area=area,
                shelf=f"{shelf}{stream.below(6) + 1}",
                barcode=f"0{number * 40 + copy:09d}",
                status=status,
            )
        )
    return found


def _library(stream: Stream) -> str:
    at = stream.below(100)
    if at < 30:
        return MAIN_LIBRARIES[0]
    if at < 48:
        return MAIN_LIBRARIES[1]
    return LIBRARY_CODES[2 + stream.below(len(LIBRARY_CODES) - 2)]


def _area(code: str, bib: BibRecord) -> tuple[str, int]:
    """Where such a book stands in a library of the network."""
    if bib.audience in ("0-3", "3-6"):
        return ("亲子阅读区", 1)
    if bib.audience == "7-12":
        return ("少儿借阅区", 1)
    if code not in MAIN_LIBRARIES:
        return ("成人借阅区", 1)
    if bib.clc_top == "I":
        return ("文学借阅区", 2)
    return ("社科借阅区", 2) if bib.clc_top < "N" else ("自科借阅区", 3)
