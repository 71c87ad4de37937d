"""MARC 21 to our record; Chinese text comes from 880 where the field itself is romanised."""

from catalog import clc, isbn

from . import audience
from .fields import Fields, MarcField, extent, joined
from .text import HAN, clean, paragraphs, short_day, year
from .types import BibRecord, Creator

_ROLES = {"aut": "著", "trl": "译", "edt": "编", "ill": "绘", "cmp": "辑", "pht": "摄影"}
_SUBJECTS = ("600", "610", "630", "650", "651", "653")
_PEOPLE = (("100", "a", True), ("110", "ab", True), ("700", "a", False), ("710", "ab", False))


def to_bib(fields: Fields) -> BibRecord:
    coded = fields.control("008")
    good, bad = isbn.sort_out(fields.texts("020", "a"))
    title = next(fields.preferred("245"), None)
    imprint = _imprint(fields)
    number = _class_number(fields)
    note = fields.text("521", "a")
    return BibRecord(
        record_id=clean(fields.control("001")),
        title=_part(title, "a"),
        subtitle=_part(title, "b"),
        volume=_part(title, "np"),
        other_titles=_other_titles(fields, title),
        creators=_creators(fields),
        statement=_part(title, "c"),
        edition=fields.text("250", "a"),
        place=_part(imprint, "a").strip("[]"),
        publisher=_part(imprint, "b"),
        year=year(coded[7:11], _part(imprint, "c")),
        extent=extent(fields, "300", "abc"),
        series="；".join(dict.fromkeys(joined(f, "a") for f in fields.preferred("490", "440"))),
        summary=paragraphs(fields.texts("520", "a")),
        subjects=_subjects(fields),
        clc=number[:40],
        clc_top=clc.top_class(number),
        language=(coded[35:38].strip(" |") or fields.text("041", "a"))[:3].lower(),
        original_language=fields.text("041", "h")[:3].lower(),
        audience=audience.from_note(note) or audience.from_marc21_code(coded[22:23]),
        price=fields.text("020", "c")[:40],
        isbns=good,
        bad_isbns=bad + fields.texts("020", "z"),
        entered=short_day(coded[:6]),
        is_withdrawn=fields.leader[5:6] == "d",
    )


def _part(field: MarcField | None, codes: str) -> str:
    return joined(field, codes) if field is not None else ""


def _imprint(fields: Fields) -> MarcField | None:
    """Publication of RDA (264, second indicator 1), else the older 260."""
    for field in fields.preferred("264"):
        if field.indicators[1:2] == "1":
            return field
    return next(fields.preferred("260"), None)


def _class_number(fields: Fields) -> str:
    """084 says whose scheme it is; 093 and 090 are local and often hold the Chinese number."""
    for field in fields.each("084"):
        if (field.first("2") or "clc").lower().startswith("clc"):
            return clean(field.first("a"))
    for local in (fields.text("093", "a"), fields.text("090", "a")):
        if clc.top_class(local):
            return local
    return ""


def _creators(fields: Fields) -> list[Creator]:
    found: list[Creator] = []
    for tag, codes, is_main in _PEOPLE:
        for field in fields.preferred(tag):
            if not (name := joined(field, codes).rstrip(".")):
                continue
            role = (field.first("e") or _ROLES.get(field.first("4"), "")).strip(" .,")
            role = role or ("著" if is_main else "")
            found.append(Creator(_direct(name), role, is_main or _is_main(role, found)))
    return found


def _is_main(role: str, before: list[Creator]) -> bool:
    """Whether an added entry is of somebody who did what the main one did: a joint author."""
    return role in ("著", "author") or bool(before and before[0].is_main and before[0].role == role)


def _direct(name: str) -> str:
    """Jane Austen for "Austen, Jane"; Chinese names stay as they are."""
    family, _comma, given = name.partition(", ")
    return name if not given or ", " in given or HAN.search(name) else f"{given} {family}"


def _other_titles(fields: Fields, title: MarcField | None) -> list[str]:
    """Variant titles, and the romanised title where the book's own script came from 880."""
    found = [joined(field, "a") for field in fields.preferred("246")]
    if title is not None and title.tag == "880":
        found += fields.texts("245", "a")
    return list(dict.fromkeys(filter(None, found)))


def _subjects(fields: Fields) -> list[str]:
    headings = [joined(field, "axyz", " -- ").rstrip(".") for field in fields.each(*_SUBJECTS)]
    return list(dict.fromkeys(filter(None, headings)))
