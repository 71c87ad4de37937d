"""For whom a book is: from a note in words, or from the code of the record."""

import re

_AGES = re.compile(r"(\d{1,2})\s*岁?\s*[-–—~～至到]+\s*(\d{1,2})(?!\d)")
_FROM = re.compile(r"(\d{1,2})\s*(?:周?岁)?\s*(?:以上|\+|and up|起)")
_WORDS = (
    ("0-3", ("婴", "0岁", "toddler", "baby", "babies")),
    ("3-6", ("学龄前", "幼儿", "低幼", "preschool")),
    ("13-18", ("青少年", "中学", "初中", "高中", "young adult", "teen", "adolescent")),
    ("7-12", ("儿童", "小学", "少儿", "少年", "children", "juvenile")),
    ("adults", ("成人", "大众", "adult", "研究人员", "专业")),
)
_LIMITS = ((3, "0-3"), (6.5, "3-6"), (12.5, "7-12"), (18.5, "13-18"))
# CNMARC 100/17-19 and MARC 21 008/22
_CNMARC = {"a": "7-12", "b": "3-6", "c": "7-12", "d": "7-12", "e": "13-18"}
_MARC21 = {"a": "3-6", "b": "7-12", "c": "7-12", "d": "13-18", "j": "7-12", "e": "adults"}


def _group(age: float) -> str:
    return next((group for limit, group in _LIMITS if age < limit), "adults")


def from_note(note: str) -> str:
    """The reader group that *note* names: "3-6岁" and "适合学龄前儿童" are the same."""
    if not note:
        return ""
    if found := _AGES.search(note):
        return _group((int(found[1]) + int(found[2])) / 2)
    if found := _FROM.search(note):
        return _group(int(found[1]))
    lowered = note.lower()
    return next((group for group, words in _WORDS if any(w in lowered for w in words)), "")


def from_cnmarc_codes(codes: str) -> str:
    """Up to three codes. Chinese records say "em", young and adult, of any general book."""
    if "k" in codes or "m" in codes:
        return "adults" if "k" in codes else ""
    return next((_CNMARC[code] for code in codes if code in _CNMARC), "")


def from_marc21_code(code: str) -> str:
    return _MARC21.get(code, "")
