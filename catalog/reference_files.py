"""A record as a file for reference managers: BibTeX and RIS."""

import re
from collections.abc import Iterator

from catalog.models import Record

_SPECIAL = re.compile(r"[&%$#_]")
_MARKUP = str.maketrans("", "", "{}\\^~")
# Tables of what a creator did; what is not named here is left out of the file.
_TRANSLATED = ("译", "译者", "translator", "trl")
_EDITED = ("编", "主编", "编著", "editor", "edt")


def bibtex(record: Record, *, url: str) -> str:
    fields = {
        "title": record.full_title,
        "author": " and ".join(record.main_creators),
        "editor": " and ".join(_names(record, _EDITED)),
        "translator": " and ".join(_names(record, _TRANSLATED)),
        "edition": record.edition,
        "address": record.place,
        "publisher": record.publisher,
        "year": str(record.year or ""),
        "series": record.series,
        "isbn": record.isbn,
        "language": record.language,
        "url": url,
    }
    lines = [
        f"  {name} = {{{_plain(value) if name != 'url' else value}}}"
        for name, value in fields.items()
        if value
    ]
    return "@book{{record{},\n{}\n}}\n".format(record.pk, ",\n".join(lines))


def ris(record: Record, *, url: str) -> str:
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _ris(record, url) if value)


def _ris(record: Record, url: str) -> Iterator[tuple[str, str]]:
    yield "TY", "BOOK"
    yield from (("AU", name) for name in record.main_creators)
    yield from (("ED", name) for name in _names(record, _EDITED))
    yield from (("A4", name) for name in _names(record, _TRANSLATED))
    yield "TI", record.full_title
    yield "T2", record.series
    yield "ET", record.edition
    yield "CY", record.place
    yield "PB", record.publisher
    yield "PY", str(record.year or "")
    yield from (("SN", isbn) for isbn in record.isbn13)
    yield "LA", record.language
    yield from (("KW", subject) for subject in record.subjects)
    yield "AB", record.summary
    yield "UR", url
    yield "ER", " "


def _names(record: Record, roles: tuple[str, ...]) -> list[str]:
    return [
        creator["name"]
        for creator in record.creators
        if not creator.get("is_main") and creator.get("role") in roles
    ]


def _plain(text: str) -> str:
    """Nothing in a record may end the field or be taken for a command."""
    return _SPECIAL.sub(r"\\\g<0>", _line(text).translate(_MARKUP))


def _line(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", text)
