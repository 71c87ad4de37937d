"""Which character set a file is in. Wrong text must never come in silently.

CNMARC records do not say it, Chinese systems write UTF-8, GB 2312, GBK and GB 18030 (each a part of
the next), and almost any bytes can be read as GB 18030; so what comes out must look like Chinese.
"""

import codecs

from django.utils.translation import gettext as _

from .errors import MarcFileError

UTF8, GB18030, MARC8 = "utf-8", "gb18030", "marc-8"
ALIASES = {"gbk": GB18030, "gb2312": GB18030, "cp936": GB18030, "marc8": MARC8, "utf8": UTF8}
PLAUSIBLE = 0.9
_MARC8_ESCAPE = b"\x1b"


def named(name: str) -> str:
    """The character set a person asked for; GBK is read as GB 18030, which contains it."""
    wanted = name.strip().lower()
    wanted = ALIASES.get(wanted, wanted)
    if wanted == MARC8:
        return MARC8
    try:
        b"a".decode(wanted, "replace")  # some codecs are of other things than text
        return codecs.lookup(wanted).name
    except (LookupError, UnicodeError):
        raise MarcFileError(
            _("“%(name)s” is not the name of a character set.") % {"name": name}
        ) from None


def detect(sample: bytes, *, may_be_marc8: bool) -> str:
    """The character set of *sample*, whole records of one file.

    A file that cannot be told is refused: the person who knows names it with --encoding.
    """
    if sample.isascii():
        return MARC8 if may_be_marc8 and _MARC8_ESCAPE in sample else UTF8
    if _decodes(sample, UTF8):
        return UTF8
    if may_be_marc8 and _MARC8_ESCAPE in sample:
        return MARC8
    if _decodes(sample, GB18030) and _share_of_common(sample) >= PLAUSIBLE:
        return GB18030
    if _mostly_utf8(sample):
        return UTF8
    if may_be_marc8 and _is_latin(sample):
        return MARC8
    hint = "big5" if _decodes(sample, "big5") else "gb18030"
    raise MarcFileError(
        _(
            "The character set of this file cannot be told: it is not UTF-8 and does not look like "
            "GB 18030. Name it with --encoding, for example --encoding %(hint)s."
        )
        % {"hint": hint}
    )


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _share_of_common(sample: bytes) -> float:
    """How many of the characters beyond ASCII are in GB 2312, the everyday ones."""
    special = [char for char in sample.decode(GB18030) if not char.isascii()]
    common = "".join(special).encode("gb2312", "ignore").decode("gb2312")
    return len(common) / len(special)


def _is_latin(sample: bytes) -> bool:
    """Letters with a few accents among them."""
    return sum(byte > 0x7F for byte in sample) < len(sample) * 0.05


def _mostly_utf8(sample: bytes) -> bool:
    """One damaged record does not make a file anything else than UTF-8."""
    text = sample.decode(UTF8, "replace")
    special = sum(not char.isascii() for char in text)
    return text.count("\ufffd") < special * (1 - PLAUSIBLE)
