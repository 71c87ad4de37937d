"""Sample records as MARC fields: what the import's mapping reads is what is written here."""

from collections.abc import Iterator

from catalog.isbn import hyphenated
from catalog.marc.types import BibRecord, Creator, Item
from catalog.pinyin import sort_key

ControlField = tuple[str, str]
DataField = tuple[str, str, list[tuple[str, str]]]
Fields = list[ControlField | DataField]

_NOTES = {
    "0-3": "适合0-3岁婴幼儿", "3-6": "适合3-6岁儿童", "7-12": "适合7-12岁儿童",
    "13-18": "适合13-18岁青少年", "adults": "成人读者",
}  # fmt: skip
_LEADERS = {"cnmarc": "     nam0 22     1  450 ", "marc21": "     nam a22     7i 4500"}


def leader(dialect: str) -> str:
    """With blanks where lengths stand."""
    return _LEADERS[dialect]


def cnmarc(bib: BibRecord) -> Fields:
    entered = f"{bib.entered:%Y%m%d}" if bib.entered else " " * 8
    fields: Fields = [
        ("001", bib.record_id),
        ("005", f"{entered}120000.0"),
        *(
            ("010", "  ", _parts(("a", hyphenated(isbn)), ("d", bib.price if not n else "")))
            for n, isbn in enumerate(bib.isbns)
        ),
        ("100", "  ", [("a", f"{entered}d{bib.year or 0:04d}    em y0chiy50      ea".ljust(36))]),
        (
            "101",
            "1 " if bib.original_language else "0 ",
            _parts(("a", bib.language), ("c", bib.original_language)),
        ),
        ("102", "  ", [("a", "CN")]),
        (
            "200",
            "1 ",
            _parts(
                ("a", bib.title),
                ("9", "" if bib.title.isascii() else sort_key(bib.title)),
                ("e", bib.subtitle),
                ("h", bib.volume),
                ("f", _statement(bib, is_main=True)),
                ("g", _statement(bib, is_main=False)),
            ),
        ),
        ("205", "  ", _parts(("a", bib.edition))),
        ("210", "  ", _parts(("a", bib.place), ("c", bib.publisher), ("d", str(bib.year or "")))),
        ("215", "  ", _extent(bib.extent, "acd")),
        ("225", "2 ", _parts(("a", bib.series))),
        ("330", "  ", _parts(("a", bib.summary))),
        ("333", "  ", _parts(("a", _NOTES.get(bib.audience, "")))),
        *(("606", "0 ", [("a", subject)]) for subject in bib.subjects),
        ("690", "  ", _parts(("a", bib.clc), ("v", "5" if bib.clc else ""))),
        *(
            (
                "701" if creator.is_main else "702",
                " 0",
                _parts(
                    ("c", f"({creator.country})" if creator.country else ""),
                    ("a", creator.name),
                    ("4", creator.role),
                ),
            )
            for creator in bib.creators
        ),
        ("801", " 0", [("a", "CN"), ("b", "SAMPLE"), ("c", entered)]),
        *(_holding("905", item, "abcsz") for item in bib.items),
    ]
    return [field for field in fields if field[-1]]


def marc21(bib: BibRecord) -> Fields:
    entered = f"{bib.entered:%y%m%d}" if bib.entered else " " * 6
    coded = f"{entered}s{bib.year or 0:04d}    cc            000 0 {bib.language or '   '} d"
    fields: Fields = [
        ("001", bib.record_id),
        ("008", coded),
        *(
            ("020", "  ", _parts(("a", isbn), ("c", bib.price if not number else "")))
            for number, isbn in enumerate(bib.isbns)
        ),
        (
            "041",
            "1 ",
            _parts(("a", bib.language), ("h", bib.original_language))
            if bib.original_language
            else [],
        ),
        ("084", "  ", _parts(("a", bib.clc), ("2", "clc5" if bib.clc else ""))),
        (
            "245",
            "10",
            _parts(
                ("a", bib.title),
                ("b", bib.subtitle),
                ("n", bib.volume),
                ("c", _statement(bib, is_main=True)),
            ),
        ),
        ("250", "  ", _parts(("a", bib.edition))),
        ("264", " 1", _parts(("a", bib.place), ("b", bib.publisher), ("c", str(bib.year or "")))),
        ("300", "  ", _extent(bib.extent, "abc")),
        ("490", "0 ", _parts(("a", bib.series))),
        ("520", "  ", _parts(("a", bib.summary))),
        ("521", "  ", _parts(("a", _NOTES.get(bib.audience, "")))),
        *(("650", " 7", [("a", subject)]) for subject in bib.subjects),
        *(
            (tag, "1 ", _parts(("a", creator.name), ("e", creator.role)))
            for tag, creator in _entries(bib)
        ),
        *(_holding("852", item, "bpcjz") for item in bib.items),
    ]
    return [field for field in fields if field[-1]]


def _entries(bib: BibRecord) -> Iterator[tuple[str, Creator]]:
    """MARC 21 has room for one main entry; the others are added ones."""
    for place, creator in enumerate(bib.creators):
        yield "100" if creator.is_main and not place else "700", creator


def _parts(*parts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(code, value) for code, value in parts if value]


def _statement(bib: BibRecord, *, is_main: bool) -> str:
    return ", ".join(
        f"{creator.name}{creator.role}" for creator in bib.creators if creator.is_main == is_main
    )


def _extent(text: str, codes: str) -> list[tuple[str, str]]:
    """306页 : 彩图 ; 21cm to its three parts."""
    rest, _semicolon, size = text.partition(" ; ")
    pages, _colon, drawn = rest.partition(" : ")
    return _parts(*zip(codes, (pages, drawn, size), strict=True))


def _holding(tag: str, item: Item, codes: str) -> DataField:
    library, barcode, area, shelf, status = tuple(codes)
    class_number, _slash, book_number = item.call_number.partition("/")
    numbers = ("d", "e") if tag == "905" else ("h", "i")
    parts = _parts(
        (library, item.library_code),
        (barcode, item.barcode),
        (area, item.area),
        (numbers[0], class_number),
        (numbers[1], book_number),
        (shelf, item.shelf),
        (status, item.status),
    )
    return tag, "  ", parts
