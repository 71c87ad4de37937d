"""Records of a MARCXML file, streamed. Entities and external parts of a file are refused."""

import codecs
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax import SAXException
from xml.sax.handler import feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _
from pymarc import Record
from pymarc.exceptions import PymarcException
from pymarc.marcxml import XmlHandler

from .errors import MarcFileError, MarcRecordError
from .fields import Fields, MarcField

CHUNK = 1 << 16
LONGEST_TEXT = 100_000
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

Result = Record | MarcRecordError


class _Handler(XmlHandler):
    """pymarc's handler, with a memory for what is wrong with the present record."""

    def __init__(self) -> None:
        super().__init__()
        self.found: deque[Result] = deque()
        self.problem = ""
        self.length = 0

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802
        self.length = 0
        if name[1] == "record":
            self.problem = ""
        try:
            super().startElementNS(name, qname, attrs)
        except KeyError:
            self.problem = _("A field has no tag or a subfield has no code.")

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802
        try:
            super().endElementNS(name, qname)
        except PymarcException as error:
            self.problem = _("The record is damaged (%(error)s).") % {"error": error}

    def characters(self, content: str) -> None:
        self.length += len(content)
        if self.length <= LONGEST_TEXT:
            super().characters(content)
        else:
            self.problem = _("A field has more than %(limit)d characters.") % {
                "limit": LONGEST_TEXT
            }

    def process_record(self, record: Record) -> None:
        self.found.append(MarcRecordError(self.problem) if self.problem else record)


def fields_of(record: Any) -> Fields:
    """The fields of an element `record`, parsed already in an answer of SRU or OAI-PMH."""
    leader, found = "", []
    for element in record.iterchildren("{*}leader", "{*}controlfield", "{*}datafield"):
        kind = element.tag.rpartition("}")[2]
        if kind == "leader":
            leader = element.text or ""
            continue
        tag = element.get("tag", "")
        indicators = f"{element.get('ind1', ' ')}{element.get('ind2', ' ')}"
        subfields = [(part.get("code", ""), part.text or "") for part in element]
        if not tag or not all(code for code, _value in subfields):
            raise MarcRecordError(_("A field has no tag or a subfield has no code."))
        if kind == "controlfield":
            found.append(MarcField(tag, "", [], element.text or ""))
        else:
            found.append(MarcField(tag, indicators, subfields, ""))
    return Fields(leader, found)


def encoding_of(head: bytes) -> str:
    """The character set an XML file declares; UTF-8 if it says nothing."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    declared = _DECLARED.search(head)
    return declared[1].decode("ascii").lower() if declared else "utf-8"


def records(stream: BinaryIO, encoding: str) -> Iterator[Result]:
    """The records of *stream* in their order; a record that cannot be taken is an error instead.

    Where the file itself breaks, the last result is the error that says where.
    """
    handler = _Handler()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, 1)
    parser.setContentHandler(handler)
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    while True:
        chunk = stream.read(CHUNK)
        problem = _feed(parser, decoder, chunk)
        while handler.found:
            yield handler.found.popleft()
        if problem is not None:
            yield problem
            return
        if not chunk:
            return


def _feed(parser: Any, decoder: codecs.IncrementalDecoder, chunk: bytes) -> MarcRecordError | None:
    try:
        parser.feed(decoder.decode(chunk, final=not chunk))
        if not chunk:
            parser.close()
    except DefusedXmlException as error:
        raise MarcFileError(
            _("The file declares entities or a document type; that is refused as unsafe.")
        ) from error
    except UnicodeDecodeError as error:
        return MarcRecordError(
            _("The text is not %(encoding)s: byte %(byte)s at place %(place)d.")
            % {
                "encoding": error.encoding.upper(),
                "byte": f"0x{error.object[error.start]:02X}",
                "place": error.start,
            }
        )
    except UnicodeError as error:  # UTF-16 that does not say which half comes first
        return MarcRecordError(_("The record is damaged (%(error)s).") % {"error": error})
    except SAXException as error:
        return MarcRecordError(
            _("From here on the file is not well-formed XML (%(error)s).")
            % {"error": error.getMessage()}
        )
    return None
