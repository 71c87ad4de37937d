"""Reading what a SIP2 server says.

A frame is decoded before it is cut at "|": that byte is the second half of many Chinese characters
in GBK (億 is 83 7C). Unknown and repeated fields are kept: systems add their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pysip2 import verify_checksum

# Characters before the fields, by message.
FIXED = {"94": 1, "98": 34, "64": 59, "24": 35, "12": 22, "18": 24, "30": 22, "16": 20, "96": 0}
RESEND = "96"
_TRAILER = re.compile(rb"(?:AY(\d))?AZ([0-9A-Fa-f]{4})\Z")


class FrameError(Exception):
    """Not a message, or damaged on the way; the text quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    code: str
    fixed: str
    fields: Mapping[str, tuple[str, ...]]
    sequence: int | None = None

    def all(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "").strip()

    def number(self, name: str) -> int | None:
        text = self.first(name)
        return int(text) if text.isascii() and text.isdigit() else None

    def amount(self, name: str) -> Decimal:
        """Money; nothing where the field is missing or says something else."""
        try:
            found = Decimal(self.first(name))
        except InvalidOperation:
            return Decimal(0)
        return found if found.is_finite() else Decimal(0)

    def has_flag(self, flag: int) -> bool:
        """Of a patron: one of the fourteen with which the message begins."""
        return self.fixed[flag] == "Y"

    @property
    def is_ok(self) -> bool:
        """Of an answer to a command."""
        return self.fixed.startswith("1")

    @property
    def message(self) -> str:
        """What the system wants to be shown to the patron."""
        return " ".join(part.strip() for part in self.all("AF") if part.strip())


def read(frame: bytes, encoding: str) -> Answer:
    """The message in *frame*, which has lost its carriage return."""
    body, sequence = _untrailed(frame.strip(b"\r\n\x00"))
    text = body.decode(encoding, "replace")
    code = text[:2]
    if code not in FIXED:
        raise FrameError("no message that is known")
    end = 2 + FIXED[code]
    if len(text) < end:
        raise FrameError("cut off")
    fields: dict[str, tuple[str, ...]] = {}
    for part in text[end:].split("|"):
        if len(part) >= 2:
            name = part[:2]
            fields[name] = (*fields.get(name, ()), part[2:])
    return Answer(code, text[2:end], fields, sequence)


def _untrailed(body: bytes) -> tuple[bytes, int | None]:
    """*body* without the checksum, which must be right where there is one."""
    found = _TRAILER.search(body)
    if not found:
        return body, None
    if not verify_checksum(body):
        raise FrameError("its checksum is wrong")
    return body[: found.start()], int(found[1]) if found[1] else None
