"""A choice of filters as a short code, and back: pure and reversible, so that nothing is stored.

Terms are numbers (which filter, which row), two or three characters each; whatever has no number
follows as text. Up to five bytes of payload make eight characters.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

KINDS = 4  # numbers of filters there is room for; changing it changes every code
SHORTEST = 5
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Packed:
    """*terms* are pairs of filter and primary key, *texts* of name and value."""

    terms: tuple[tuple[int, int], ...] = ()
    texts: tuple[Pair, ...] = ()


def pack(packed: Packed) -> str:
    """The code; equal choices have equal codes. A byte in front tells a mistyped one."""
    numbers = sorted(key * KINDS + kind for kind, key in packed.terms)
    payload = b"".join(map(_varint, numbers))
    if packed.texts:
        # Chinese takes two bytes a character in this encoding, three in UTF-8.
        lines = "\n".join(f"{name}={value}" for name, value in packed.texts)
        payload += b"\0" + lines.encode("gb18030")
    payload = payload.ljust(SHORTEST, b"\0")
    return base64.urlsafe_b64encode(_check(payload) + payload).decode().rstrip("=")


def unpack(code: str) -> Packed | None:
    """What was packed; nothing if *code* is not what `pack` writes."""
    try:
        data = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
        check, payload = data[:1], data[1:]
        if check != _check(payload):
            return None
        numbers, rest = _varints(payload)
        texts = rest.rstrip(b"\0").decode("gb18030")
    except (binascii.Error, ValueError):
        return None
    pairs = [line.partition("=") for line in texts.split("\n") if line]
    packed = Packed(
        tuple((number % KINDS, number // KINDS) for number in numbers),
        tuple((name, value) for name, _equals, value in pairs),
    )
    return packed if pack(packed) == code else None


def _check(payload: bytes) -> bytes:
    return bytes([crc32(payload) & 0xFF])


def _varint(number: int) -> bytes:
    """Seven bits a byte, the last byte below 128. No number is 0: keys begin at 1."""
    octets = []
    while number > 0x7F:
        octets.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*octets, number])


def _varints(payload: Iterable[int]) -> tuple[list[int], bytes]:
    """The numbers up to a zero byte, and what follows it."""
    numbers: list[int] = []
    number = shift = 0
    octets = iter(payload)
    for octet in octets:
        number |= (octet & 0x7F) << shift
        shift += 7
        if octet & 0x80:
            continue
        if not number:
            break
        numbers.append(number)
        number = shift = 0
    return numbers, bytes(octets)
