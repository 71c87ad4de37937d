"""Opens a file of MARC records: finds out what it is, then yields its records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from . import charset, iso2709, marcxml
from .errors import MarcFileError, MarcRecordError
from .fields import Fields

SAMPLE = 1 << 20
# The length of a record, at the beginning or behind the end of one that is damaged.
_ISO_START = re.compile(rb"(?:\A|\x1d)[\s\x00\xef\xbb\xbf]*\d{5}[\w ]")
_ARCHIVES = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"Rar!": "RAR", b"7z\xbc\xaf": "7z"}


@dataclass(slots=True)
class Reading:
    """One record of the file or what is wrong with it, and where the next one begins."""

    number: int
    position: int
    bytes_read: int
    fields: Fields | None = None
    error: str = ""
    hint: str = ""  # enough of a rejected record to find it again


@dataclass(frozen=True, slots=True)
class MarcFile:
    """A file whose format and character set are known."""

    path: Path
    format: str
    encoding: str
    size: int

    def readings(self, position: int = 0, number: int = 0) -> Iterator[Reading]:
        """Records from *position* on, the first of which is number *number* + 1 of the file.

        Positions are bytes for ISO 2709; XML can only be read from its beginning, so there they
        are record numbers.
        """
        with self.path.open("rb") as stream:
            if self.format == "iso2709":
                yield from self._iso2709(stream, position, number)
            else:
                yield from self._marcxml(stream, position)

    def _iso2709(self, stream: BinaryIO, position: int, number: int) -> Iterator[Reading]:
        for frame in iso2709.frames(stream, position):
            number += 1
            reading = Reading(number, frame.end, frame.end)
            try:
                reading.fields = iso2709.decode(frame, self.encoding)
            except MarcRecordError as error:
                reading.error = str(error)
                reading.hint = _printable(frame.data, self.encoding)
            yield reading

    def _marcxml(self, stream: BinaryIO, position: int) -> Iterator[Reading]:
        for number, result in enumerate(marcxml.records(stream, self.encoding), 1):
            if number <= position:
                continue
            reading = Reading(number, number, stream.tell())
            if isinstance(result, MarcRecordError):
                reading.error = str(result)
            else:
                reading.fields = Fields.of(result)
            yield reading


def open_marc(path: Path, encoding: str = "") -> MarcFile:
    """What *path* is, from its first bytes; *encoding* is believed where it is given."""
    if path.is_dir():
        raise MarcFileError(_("This is a folder: name the files in it."))
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
        if not head.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
            raise MarcFileError(_("The file is empty."))
        for magic, kind in _ARCHIVES.items():
            if head.startswith(magic):
                raise MarcFileError(
                    _("This is a %(kind)s archive: unpack it first.") % {"kind": kind}
                )
        if _is_xml(head):
            chosen = charset.named(encoding or marcxml.encoding_of(head))
            if chosen == charset.MARC8:
                raise MarcFileError(_("MARCXML is never in MARC-8."))
            return MarcFile(path, "marcxml", chosen, size)
        if not _ISO_START.search(head):
            raise MarcFileError(_("This is neither ISO 2709 nor MARCXML."))
        chosen = charset.named(encoding) if encoding else _detect(stream, head)
    return MarcFile(path, "iso2709", chosen, size)


def _is_xml(head: bytes) -> bool:
    start = head[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return start.startswith(b"<")


def _detect(stream: BinaryIO, head: bytes) -> str:
    """From whole records: go on until one has a character beyond ASCII."""
    sample = head
    while sample.isascii() and (more := stream.read(SAMPLE)):
        sample = sample[-SAMPLE:] + more
    end = sample.rfind(iso2709.END_OF_RECORD)
    leader = head.lstrip(b"\xef\xbb\xbf \r\n\t\x00")[:24]
    is_marc21 = leader[20:24] == b"4500" and leader[9:10] == b" "
    return charset.detect(sample[: end + 1] or sample, may_be_marc8=is_marc21)


def _printable(data: bytes, encoding: str) -> str:
    name = "ascii" if encoding == charset.MARC8 else encoding
    text = data[:200].decode(name, "replace")
    return "".join(char if char.isprintable() else " " for char in text)[:80].strip()
