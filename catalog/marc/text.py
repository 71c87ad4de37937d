"""Texts and numbers as they come out of MARC fields."""

import datetime
import re

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_GAP = re.compile(rf"(?<=[{_HAN}\u3000-\u303f]) +(?=[{_HAN}\u3000-\u303f（])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
HAN = re.compile(rf"[{_HAN}]")


def clean(text: str) -> str:
    """One line, without the punctuation that ISBD puts at the end of a field.

    The Library of Congress writes Chinese with spaces between words; those are taken out.
    """
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    if " " in text or "\u3000" in text:
        text = _GAP.sub("", " ".join(text.split()))
    return text.rstrip(" /:;,=")


def paragraphs(texts: list[str]) -> str:
    return "\n".join(texts)


def year(*candidates: str) -> int | None:
    """The first year found: 2019, [2019], c2019, 二〇一九年."""
    for text in candidates:
        found = _YEAR.search(text) or _YEAR.search(text.translate(_CHINESE_DIGITS))
        if found:
            return int(found[1])
    return None


def day(digits: str) -> datetime.date | None:
    """A date from eight digits, as field 100 writes it."""
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def short_day(digits: str) -> datetime.date | None:
    """A date from six digits, as 008 writes it; 70 and later are of the last century."""
    return day(("19" if digits[:2] >= "70" else "20") + digits[:6])
