"""Class numbers of the Chinese Library Classification (中图法), as real records write them."""

import re

from catalog.enums import ClcClass

_BEFORE = re.compile(r"^[\s\[\](){}（）［］【】+:：=]+")
_LETTERS = frozenset(ClcClass.values)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def normalized(number: str) -> str:
    """Upper case, half width, without brackets and marks before the first letter."""
    if not number.isascii():
        number = number.translate(_FULL_WIDTH)
    return _BEFORE.sub("", number).rstrip("])} ").upper()


def top_class(number: str) -> str:
    """'I247.5' is in I, '[Q91]' in Q; junk is in no class."""
    letter = normalized(number)[:1]
    return letter if letter in _LETTERS else ""
