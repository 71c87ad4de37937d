"""Sound without what telephones write beside it: where it was recorded, by whom, a cover picture.

Three plain formats, each read by its own rules: of MP3 the frames alone are kept, of WAV the format
and the samples, of M4A everything that is not sound is blanked in place, so that no offset moves.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.works.enums import LONGEST_SECONDS
from community.works.errors import FileRefusedError


@dataclass(frozen=True, slots=True)
class Sound:
    data: bytes
    extension: str
    seconds: int


def is_audio(data: bytes) -> bool:
    return data[:3] == b"ID3" or _is_frame(data[:4]) or _is_wav(data) or _is_m4a(data)


def clean(data: bytes) -> Sound:
    """The sound in *data*, if it is whole and not too long."""
    try:
        sound = _wav(data) if _is_wav(data) else _m4a(data) if _is_m4a(data) else _mp3(data)
    except (struct.error, IndexError, ZeroDivisionError, RecursionError) as error:
        raise _damaged() from error
    if sound.seconds > LONGEST_SECONDS:
        raise FileRefusedError(
            _("This recording is %(minutes)d minutes long; at most %(limit)d are taken.")
            % {"minutes": sound.seconds // 60, "limit": LONGEST_SECONDS // 60}
        )
    return sound


def _damaged() -> FileRefusedError:
    return FileRefusedError(
        _("This recording is damaged or of a kind that is not taken. Save it as MP3.")
    )


# --- MP3 ----------------------------------------------------------------------------------------

_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_BITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_FEWEST_FRAMES = 10
_MOST_BESIDE = 256 * 1024  # tags and padding between frames, all together


def _is_frame(head: bytes) -> bool:
    return _frame(head) is not None


def _frame(head: bytes) -> tuple[int, float] | None:
    """Length in bytes and seconds of the layer III frame that *head* begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, rate = head[2] >> 4, head[2] >> 2 & 3
    if layer != 1 or version == 1 or bits in (0, 15) or rate == 3:
        return None
    rates = _RATES[version]
    speed = (_BITS_1 if version == 3 else _BITS_2)[bits] * 1000
    samples = 1152 if version == 3 else 576
    length = samples // 8 * speed // rates[rate] + (head[2] >> 1 & 1)
    return length, samples / rates[rate]


def _mp3(data: bytes) -> Sound:
    """The frames one after the other; tags before, between and behind them are left out."""
    kept, seconds = [], 0.0
    place, beside = _after_tag(data), _MOST_BESIDE
    while place + 4 <= len(data):
        found = _frame(data[place : place + 4])
        if found is None:
            further = _next_frame(data, place + 1, beside)
            place, beside = further, beside - (further - place)
            continue
        length, time = found
        chunk = data[place : place + length]
        if not _is_index(chunk):
            kept.append(chunk)
            seconds += time
        place += length
    if len(kept) < _FEWEST_FRAMES:
        raise _damaged()
    return Sound(b"".join(kept), "mp3", round(seconds))


def _after_tag(data: bytes) -> int:
    if data[:3] != b"ID3":
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _next_frame(data: bytes, start: int, furthest: int) -> int:
    """Where two frames follow each other again within *furthest* bytes, or the end."""
    end = min(len(data), start + furthest)
    while (start := data.find(b"\xff", start, end)) >= 0:
        found = _frame(data[start : start + 4])
        if found and _is_frame(data[start + found[0] : start + found[0] + 4]):
            return start
        start += 1
    return len(data)


def _is_index(chunk: bytes) -> bool:
    """The frame in which encoders write notes instead of sound."""
    return any(mark in chunk[:64] for mark in (b"Xing", b"Info", b"VBRI"))


# --- WAV ----------------------------------------------------------------------------------------


def _is_wav(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def _wav(data: bytes) -> Sound:
    chunks: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(data):
        name, size = data[place : place + 4], struct.unpack_from("<I", data, place + 4)[0]
        chunks.setdefault(name, data[place + 8 : place + 8 + size])
        place += 8 + size + size % 2
    head, samples = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    kind, _channels, _rate, speed = struct.unpack_from("<HHII", head)
    if kind not in (1, 3) or not samples:
        raise _damaged()
    body = b"WAVE" + _riff(b"fmt ", head[:16]) + _riff(b"data", samples)
    return Sound(_riff(b"RIFF", body), "wav", round(len(samples) / speed))


def _riff(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


# --- M4A ----------------------------------------------------------------------------------------

_CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts"}
_NEEDED = {b"ftyp", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"smhd", b"dref", b"elst"}
_NEEDED |= {b"stsd", b"stts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sgpd", b"sbgp"}
_MOST_BOXES = 2_000


def _is_m4a(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in (b"M4A ", b"mp42", b"isom", b"iso2", b"mp41")


def _m4a(data: bytes) -> Sound:
    """Known boxes of one track of sound stay; all others become blanks of the same length."""
    work, seconds, tracks = bytearray(data), 0, []
    for name, start, end in _boxes(data, 0, len(data)):
        if name == b"hdlr":
            tracks.append(data[start + 8 : start + 12])
            work[start + 24 : end] = bytes(end - start - 24)  # its name is free text
        elif name == b"mvhd":
            seconds = _seconds(data[start:end])
        elif name not in _NEEDED:
            work[start - 4 : start] = b"free"
            work[start:end] = bytes(end - start)
    if tracks != [b"soun"]:
        raise FileRefusedError(_("This file holds more than sound. Save it as MP3."))
    if not seconds:
        raise _damaged()
    return Sound(bytes(work), "m4a", seconds)


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, begin and end of the content of every box that holds no known boxes."""
    stack, count = [(place, end)], 0
    while stack:
        place, end = stack.pop()
        while place < end:
            count += 1
            size, name = struct.unpack_from(">I4s", data, place)
            if size < 8 or place + size > end or count > _MOST_BOXES:
                raise _damaged()
            if name in _CONTAINERS:
                stack.append((place + 8, place + size))
            else:
                yield name, place + 8, place + size
            place += size


def _seconds(head: bytes) -> int:
    scale, length = (
        struct.unpack_from(">IQ", head, 20) if head[0] == 1 else struct.unpack_from(">II", head, 12)
    )
    return round(length / scale)
