"""One way of writing for all ways of writing, with the way back to the text as it was written."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

# Marks that sit on or between letters and are not seen as letters of their own.
_DROPPED = {"Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn"}
_KEPT = {"\n", "\t"}
# Letters of other scripts that look like Latin ones.
_LOOK_ALIKES = str.maketrans(
    "аАеЕоОрРсСуУхХіІјЈѕЅԁһкКмМнНтТвВαΑβΒεΕιΙκΚμνΝοΟρΡτΤυΥχΧ",
    "aaeeooppccyyxxiijjssdhkkmmhhttbbaabbeeiikkmvnooppttuuxx",
)
# Digits and signs that stand for letters: of the same length, so places stay what they are.
_LEET = str.maketrans("01345789@$!|", "oieastbgasil")


@dataclass(frozen=True, slots=True)
class Folded:
    """*text* as it is compared; `origin[i]` is the place of its i-th sign in the original."""

    original: str
    text: str
    origin: tuple[int, ...]

    def excerpt(self, start: int, end: int) -> str:
        """What stood in the original where the folded text has `start:end`."""
        if start >= end:
            return ""
        return self.original[self.origin[start] : self.origin[end - 1] + 1]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def fold(original: str) -> Folded:
    """Half width, small, simplified, without invisible signs, look-alikes made Latin."""
    signs: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(original):
        for sign in unicodedata.normalize("NFKD", char).casefold():
            if sign in _KEPT or unicodedata.category(sign) not in _DROPPED:
                signs.append(sign)
                origin.append(place)
    text = "".join(signs).translate(_LOOK_ALIKES)
    return Folded(original, _simplified(text), tuple(origin))


def _simplified(text: str) -> str:
    """Sign by sign where a phrase would change the length: places must stay."""
    if text.isascii():
        return text
    whole: str = _converter().convert(text)
    if len(whole) == len(text):
        return whole
    single = (_converter().convert(char) for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, single, strict=True))


def unleet(text: str) -> str:
    """Digits that stand for letters read as letters."""
    return text.translate(_LEET)
