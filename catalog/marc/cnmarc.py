"""CNMARC (GB/T 33286, a member of the UNIMARC family) to our record."""

from catalog import clc, isbn

from . import audience
from .fields import Fields, extent, first_values, joined
from .text import HAN, clean, day, paragraphs, year
from .types import BibRecord, Creator

_MAIN = ("700", "701", "710", "711")
_OTHERS = ("702", "712")
_SUBJECTS = ("600", "601", "602", "605", "606", "607")
_OTHER_TITLES = ("510", "512", "517", "454")


def to_bib(fields: Fields) -> BibRecord:
    coded = fields.coded("100", "a")
    good, bad = isbn.sort_out(fields.texts("010", "a"))
    title = next(fields.each("200"), None)
    number = fields.text("690", "a")
    note = fields.text("333", "a")
    return BibRecord(
        record_id=clean(fields.control("001")),
        title=fields.text("200", "a"),
        subtitle="：".join(fields.texts("200", "e")),
        volume=joined(title, "hi") if title else "",
        other_titles=_other_titles(fields),
        creators=_creators(fields),
        statement=" ; ".join(fields.texts("200", "fg")),
        edition=fields.text("205", "a"),
        place=fields.text("210", "a"),
        publisher=fields.text("210", "c"),
        year=year(fields.text("210", "d"), coded[9:13]),
        extent=extent(fields, "215", "acd"),
        series="；".join(dict.fromkeys(fields.texts("225", "a"))),
        summary=paragraphs(fields.texts("330", "a")),
        subjects=_subjects(fields),
        clc=number[:40],
        clc_top=clc.top_class(number),
        language=fields.text("101", "a")[:3].lower(),
        original_language=fields.text("101", "c")[:3].lower(),
        audience=audience.from_note(note) or audience.from_cnmarc_codes(coded[17:20]),
        price=fields.text("010", "d")[:40],
        isbns=good,
        bad_isbns=bad + fields.texts("010", "z"),
        entered=day(coded[:8]),
        is_withdrawn=fields.leader[5:6] == "d",
    )


def _other_titles(fields: Fields) -> list[str]:
    found = fields.texts("200", "d")
    for tag in _OTHER_TITLES:
        found += fields.texts(tag, "a")
    return list(dict.fromkeys(found))


def _creators(fields: Fields) -> list[Creator]:
    found = []
    for tags, is_main in ((_MAIN, True), (_OTHERS, False)):
        for field in fields.each(*tags):
            first = first_values(field)
            if not (name := first.get("a", "")):
                continue
            if rest := first.get("b", ""):
                name = f"{name}{rest}" if HAN.search(name) else f"{rest} {name}"
            role = first.get("4", "") or ("著" if is_main else "")
            found.append(Creator(name, role, is_main, _country(first.get("c", ""))))
    return found


def _country(qualifier: str) -> str:
    """(美) is a nationality; a title or dates in the same subfield are not."""
    return qualifier.strip("()（）[] ")[:8] if qualifier[:1] in ("(", "（", "[") else ""


def _subjects(fields: Fields) -> list[str]:
    headings = [joined(field, "axyz", "－") for field in fields.each(*_SUBJECTS)]
    return list(dict.fromkeys([*filter(None, headings), *fields.texts("610", "a")]))
