"""ISBNs as people and records write them, brought to thirteen digits."""

import re

from stdnum import ean
from stdnum import isbn as standard
from stdnum.exceptions import ValidationError

_NOTE = re.compile(r"[(（:：;；/].*")
_DASHES = re.compile(r"[\s\-‐‑‒–—―−]+")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９ＸＸ", "0123456789XX")


def to_isbn13(text: str) -> str | None:
    """*text* as thirteen digits, or nothing if it is not a valid ISBN-10 or ISBN-13.

    A note such as "(精装)" and any kind of hyphen are left out.
    """
    digits = _DASHES.sub("", _NOTE.sub("", text.translate(_FULL_WIDTH))).upper()
    digits = digits.removeprefix("ISBN")
    # The library takes nine digits for an old SBN; here they are a mistyped ISBN.
    if len(digits) not in (10, 13) or not digits.isascii():
        return None
    if len(digits) == 13:
        is_valid = digits.isdigit() and digits[:3] in ("978", "979")
        return digits if is_valid and ean.calc_check_digit(digits[:12]) == digits[12] else None
    try:
        return str(standard.validate(digits, convert=True))
    except ValidationError:
        return None


def sort_out(texts: list[str]) -> tuple[list[str], list[str]]:
    """The valid ISBNs of *texts* in thirteen digits, each once, and what is not one."""
    good: list[str] = []
    bad: list[str] = []
    for text in texts:
        if not (stripped := text.strip()):
            continue
        if (number := to_isbn13(stripped)) is None:
            bad.append(stripped)
        elif number not in good:
            good.append(number)
    return good, bad


def hyphenated(isbn13: str) -> str:
    """As it is printed on the book: 978-7-02-000220-7."""
    return str(standard.format(isbn13))
