"""Reads what an SRU server answers, of any version of the protocol."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from catalog.ils.drivers import xml
from catalog.ils.errors import ILSProtocolError, ILSUnavailable

MARCXML = "{http://www.loc.gov/MARC21/slim}record"
_UNAVAILABLE = {"1", "2"}  # general system error, temporarily unavailable
_PAST_THE_END = "61"


@dataclass(frozen=True, slots=True)
class Answer:
    """*records* are MARCXML elements; *unreadable* records had a diagnostic in their place."""

    total: int
    records: tuple[Any, ...]
    unreadable: int = 0


def parse(body: bytes) -> Answer:
    """Raises ILSUnavailable for what is not of an SRU server, as a proxy's page."""
    root = xml.parse(body)
    if etree.QName(root).localname != "searchRetrieveResponse":
        raise ILSUnavailable("the answer is not one of SRU")
    found = root.findtext("{*}numberOfRecords")
    diagnostics = list(root.iterfind("{*}diagnostics/{*}diagnostic"))
    codes = {_code(diagnostic) for diagnostic in diagnostics}
    if diagnostics and codes != {_PAST_THE_END}:
        raise _error(diagnostics[0], codes)
    if found is None or not found.strip().isdigit():
        if codes == {_PAST_THE_END}:
            return Answer(0, ())
        raise ILSProtocolError("the answer does not say how many records were found")
    data = list(root.iterfind("{*}records/{*}record/{*}recordData"))
    records = tuple(record for element in data for record in _records(element))
    return Answer(int(found), records, unreadable=len(data) - len(records))


def _records(data: Any) -> Iterator[Any]:
    """A record may come as elements or, escaped, as text."""
    if len(data):
        yield from data.iterchildren(MARCXML)
    elif data.text and data.text.strip():
        root = xml.parse(data.text.strip().encode())
        if root.tag == MARCXML:
            yield root


def _code(diagnostic: Any) -> str:
    return str(diagnostic.findtext("{*}uri", "")).rpartition("/")[2]


def _error(diagnostic: Any, codes: set[str]) -> Exception:
    """The message of the server, not its details: those repeat the query."""
    message = str(diagnostic.findtext("{*}message", ""))[:200]
    text = f"SRU diagnostic {_code(diagnostic)}: {message}"
    return ILSUnavailable(text) if codes & _UNAVAILABLE else ILSProtocolError(text)
