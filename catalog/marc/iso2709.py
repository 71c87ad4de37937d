"""Records of an ISO 2709 file, one after the other, whatever stands between them.

The terminators decide where records and fields end. The lengths in leader and directory are wrong
as soon as a system counts characters for bytes, and a damaged record must not take its neighbours
with it. pymarc, which believes the lengths, is the oracle of the tests: a record decoded as one
text takes half of its time, and with it the import would miss its 1,500 records a second.
"""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from pymarc.marc8 import marc8_to_unicode

from .charset import MARC8, UTF8
from .errors import MarcRecordError
from .fields import Fields, MarcField

END_OF_RECORD, END_OF_FIELD, SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
LEADER, ENTRY = 24, 12
CHUNK = 1 << 20
LONGEST = 1 << 20  # the format itself ends at 99,999 bytes
_BETWEEN = b" \r\n\t\x00\x1a\xef\xbb\xbf"


class Frame(NamedTuple):
    """The bytes of one record and where the next one begins."""

    data: bytes
    end: int
    is_complete: bool = True


def frames(stream: BinaryIO, start: int = 0) -> Iterator[Frame]:
    """Cut *stream* at the record terminators, from byte *start*, with little memory."""
    stream.seek(start)
    buffer, position, is_whole = b"", start, True
    while chunk := stream.read(CHUNK):
        buffer += chunk
        begin = 0
        while (found := buffer.find(END_OF_RECORD, begin)) >= 0:
            yield Frame(buffer[begin:found].lstrip(_BETWEEN), position + found + 1, is_whole)
            begin, is_whole = found + 1, True
        position += begin
        buffer = buffer[begin:]
        if len(buffer) > LONGEST:  # not a record: wait for its end without keeping it
            position += len(buffer) - LEADER
            buffer, is_whole = buffer[-LEADER:], False
    if rest := buffer.strip(_BETWEEN):
        yield Frame(rest, position + len(buffer), is_complete=False)


def decode(frame: Frame, encoding: str) -> Fields:
    """The record in *frame*, or the reason why it cannot be read."""
    data = frame.data
    if not frame.is_complete:
        raise MarcRecordError(_("The record has no end: the file is cut off or damaged here."))
    base = data.find(END_OF_FIELD) + 1
    directory = data[LEADER : base - 1]
    if base <= LEADER or not data[:base].isascii():
        raise MarcRecordError(_("This is not a MARC record: it has no leader."))
    if not directory or len(directory) % ENTRY:
        raise MarcRecordError(_("The directory of the record is damaged."))
    leader = data[:LEADER].decode("ascii")
    if encoding == MARC8 and leader[9] != "a":
        texts = [_from_marc8(part) for part in _bodies(directory, data[base:])]
    else:
        texts = _texts(directory, data[base:], UTF8 if encoding == MARC8 else encoding)
    return Fields(leader, map(_field, _tags(directory), texts))


def _tags(directory: bytes) -> list[str]:
    """Tags in the order in which their fields stand, which need not be that of the directory."""
    text = directory.decode("ascii")
    places = list(range(0, len(text), ENTRY))
    offsets = [text[place + 7 : place + ENTRY] for place in places]
    if offsets != sorted(offsets):
        places.sort(key=lambda place: text[place + 7 : place + ENTRY])
    return [text[place : place + 3] for place in places]


def _bodies(directory: bytes, body: bytes) -> list[bytes]:
    """The fields as bytes: cut at the terminators, or by the directory where that fits better."""
    parts = body.removesuffix(END_OF_FIELD).split(END_OF_FIELD)
    named = len(directory) // ENTRY
    if len(parts) == named:
        return parts
    cut = sorted(_cut(directory, body))
    if len(cut) != named:
        raise MarcRecordError(
            _("The directory names %(named)d fields but the record has %(found)d.")
            % {"named": named, "found": len(parts)}
        )
    return [part for _offset, part in cut]


def _cut(directory: bytes, body: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields that begin and end where the directory says, with their places."""
    for place in range(0, len(directory), ENTRY):
        entry = directory[place + 3 : place + ENTRY]
        if entry.isdigit():
            start, length = int(entry[4:]), int(entry[:4])
            end = start + length - 1
            if body.find(END_OF_FIELD, start) == end:
                yield start, body[start:end]


def _texts(directory: bytes, body: bytes, encoding: str) -> list[str]:
    """No byte of a character is ever a separator, so all fields are decoded at once."""
    try:
        parts = body.decode(encoding).removesuffix("\x1e").split("\x1e")
        if len(parts) != len(directory) // ENTRY:
            return [part.decode(encoding) for part in _bodies(directory, body)]
    except UnicodeDecodeError as error:
        raise MarcRecordError(
            _("The text is not %(encoding)s: byte %(byte)s at place %(place)d.")
            % {
                "encoding": encoding.upper(),
                "byte": f"0x{error.object[error.start]:02X}",
                "place": error.start,
            }
        ) from error
    return parts


def _from_marc8(part: bytes) -> str:
    """Escape sequences hold to the end of a subfield, so each is converted for itself."""
    return "\x1f".join(
        marc8_to_unicode(piece, hide_utf8_warnings=True) for piece in part.split(SUBFIELD)
    )


def _field(tag: str, text: str) -> MarcField:
    if tag < "010" and tag.isdigit():
        return MarcField(tag, "", [], text)
    first, *rest = text.split("\x1f")
    return MarcField(tag, first, [(piece[0], piece[1:]) for piece in rest if piece], "")
