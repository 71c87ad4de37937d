"""Numbers and addresses by which a person could be found, links, floods and repetitions."""

import re
import unicodedata
from collections.abc import Iterator

from community.moderation.enums import Sign

from .folding import Folded

Found = tuple[Sign, int, int]

_NUMERALS = str.maketrans("零〇○一二三四五六七八九幺两", "00012345678912")
_JOIN = r"[\s\-.·_,，、()（）]{0,3}"
_MOBILE = _JOIN.join([r"(?<!\d)(?:\+?86" + _JOIN + r")?1", r"[3-9]", *[r"\d"] * 8, r"\d(?!\d)"])
_LANDLINE = r"(?<!\d)0\d{2,3}" + _JOIN + r"\d{7,8}(?!\d)"
_IDENTITY = (
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?!\d)"
)
_MESSENGER = (
    r"(?:微\s*信|威信|薇信|v信|vx|wx|weixin|wechat|q\s*q|扣扣|企鹅)\s*"
    r"群?(?:号码|账号|号|id)?\W{0,4}(?:是|为)?\W{0,4}[a-z0-9][a-z0-9_\-]{4,}"
)
_LINK = (
    r"https?\s*:\s*/\s*/|\bwww\s*\.\s*\w|"
    r"\b[a-z0-9][a-z0-9\-]{1,40}\s?\.\s?(?:com|cn|net|org|top|xyz|cc|io|vip|info|site|shop|me)\b"
)
_EMAIL = r"[a-z0-9][\w.+\-]{0,60}\s?(?:@|\(at\)|\[at\])\s?[a-z0-9\-]{1,60}\s?\.\s?[a-z]{2,}"

_PATTERNS = [
    (Sign.EMAIL, re.compile(_EMAIL)),
    (Sign.IDENTITY, re.compile(_IDENTITY)),
    (Sign.MESSENGER, re.compile(_MESSENGER)),
    (Sign.LINK, re.compile(_LINK)),
    (Sign.REPEATED, re.compile(r"([^\s。，.,\-—…=*_~])\1{14,}")),
    (Sign.REPEATED, re.compile(r"(?=\w)(.{2,24}?)\1{5,}", re.DOTALL)),
]
_NUMBERS = [(Sign.PHONE, re.compile(_MOBILE)), (Sign.PHONE, re.compile(_LANDLINE))]
MANY_EMOJI = 12
EMOJI_SHARE = 0.3


def signs(text: Folded) -> Iterator[Found]:
    """What of all this stands in *text*, with its place."""
    for sign, pattern in _PATTERNS:
        yield from _all(sign, pattern, text.text)
    spoken = text.text.translate(_NUMERALS)
    for sign, pattern in _NUMBERS:
        yield from _all(sign, pattern, spoken)
    yield from _emoji(text.text)


def _all(sign: Sign, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield sign, match.start(), match.end()


def _emoji(text: str) -> Iterator[Found]:
    places = [i for i, char in enumerate(text) if unicodedata.category(char) in ("So", "Sk")]
    if len(places) >= MANY_EMOJI or (len(places) > 3 and len(places) > EMOJI_SHARE * len(text)):
        yield Sign.FLOOD, places[0], min(places[-1] + 1, places[0] + 12)
