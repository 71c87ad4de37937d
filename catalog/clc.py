"""Class numbers of the Chinese Library Classification (中图法), as real records write them."""

import re

from catalog.enums import ClcClass, ClcSubclass

_BEFORE = re.compile(r"^[\s\[\](){}（）［］【】+:：=]+")
_LETTERS = frozenset(ClcClass.values)
_IN_TECHNOLOGY = frozenset(code for code in ClcSubclass.values if code[0] == "T")
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


def subclass(number: str) -> str:
    """The step below the class: I2 of 'I247.5', TP of 'TP311.56'; nothing where there is none."""
    step = normalized(number)[:2]
    if step in _IN_TECHNOLOGY:
        return step
    letter, digit = step[:1], step[1:]
    is_step = letter in _LETTERS and letter != "T" and digit.isascii() and digit.isdigit()
    return step if is_step else ""


def subclass_label(step: str) -> str:
    """Its sign, and what it holds where that is common knowledge."""
    return f"{step} {ClcSubclass(step).label}" if step in ClcSubclass else step
