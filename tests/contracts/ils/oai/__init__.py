"""A union catalogue to be harvested: the sample records behind a real OAI-PMH provider.

It speaks through the `oaipmh` library, so that the driver is not tried against a server of the same
making. *faults* come before it: each takes one request and answers, or lets it pass.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, make_server

from lxml import etree
from oaipmh import common, error, metadata, server

from tests.contracts.ils import catalogue

FIRST = datetime(2026, 1, 1)  # noqa: DTZ001 - the library speaks UTC without saying so
STEP = timedelta(minutes=7)
PAGE = 50
MARCXML = ("marcxml", "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd",
           "http://www.loc.gov/MARC21/slim")  # fmt: skip

Answer = tuple[str, list[tuple[str, str]], bytes]
Fault = Callable[[dict[str, str]], Answer | None]


class Union:
    """The records by number: their MARCXML, when they changed, and whether they are deleted."""

    def __init__(self, count: int) -> None:
        books = catalogue.books(count)
        self.texts = [catalogue.as_marcxml(book) for book in books]
        self.numbers = [book.record_id for book in books]
        self.stamps = [FIRST + STEP * place for place in range(count)]
        self.deleted: set[int] = set()
        self.lost: set[int] = set()  # gone without a word
        self.now = self.stamps[-1] + STEP
        self.day_granularity = False
        self.faults: list[Fault] = []
        self.asked: list[dict[str, str]] = []

    def change(self, place: int, old: str = "", new: str = "", *, deleted: bool = False) -> None:
        """Write over a record, or delete it; time goes on."""
        self.texts[place] = self.texts[place].replace(old, new) if old else self.texts[place]
        self.stamps[place] = self.now
        (self.deleted.add if deleted else self.deleted.discard)(place)
        self.now += STEP

    # What the library asks of a repository.

    def identify(self) -> common.Identify:
        return common.Identify(
            repositoryName="联合目录",
            baseURL="http://127.0.0.1/oai",
            protocolVersion="2.0",
            adminEmails=["staff@example.org"],
            earliestDatestamp=FIRST,
            deletedRecord="persistent",
            granularity="YYYY-MM-DD" if self.day_granularity else "YYYY-MM-DDThh:mm:ssZ",
            compression=["identity"],
        )

    def listMetadataFormats(self, identifier: str | None = None) -> list[tuple[str, str, str]]:  # noqa: N802
        return [MARCXML]

    def listRecords(  # noqa: N802
        self,
        metadataPrefix: str,  # noqa: N803
        set: str | None = None,
        from_: datetime | None = None,
        until: datetime | None = None,
        cursor: int = 0,
        batch_size: int = PAGE,
    ) -> list[tuple[common.Header, int | None, None]]:
        places = [
            place
            for place, stamp in enumerate(self.stamps)
            if place not in self.lost
            and (from_ is None or stamp >= from_)
            and (until is None or stamp <= until)
        ]
        if not places:
            raise error.NoRecordsMatchError("nothing has changed")
        places.sort(key=lambda place: self.stamps[place])
        return [self._record(place) for place in places[cursor : cursor + batch_size]]

    def _record(self, place: int) -> tuple[common.Header, int | None, None]:
        is_deleted = place in self.deleted
        identifier = f"oai:union:{self.numbers[place].removeprefix('S').lstrip('0')}"
        header = common.Header(None, identifier, self.stamps[place], [], is_deleted)
        return header, None if is_deleted else place, None

    # The site.

    def answer(self, query: dict[str, str]) -> Answer:
        self.asked.append(query)
        if self.faults and (fault := self.faults.pop(0)(query)) is not None:
            return fault
        registry = metadata.MetadataRegistry()
        registry.registerWriter("marcxml", self._write)
        provider = server.BatchingServer(self, registry, resumption_batch_size=PAGE)
        body = provider.handleRequest(dict(query))
        body = body if isinstance(body, bytes) else body.encode()
        return "200 OK", [], self._at_its_own_time(body)

    def _write(self, element: Any, place: int) -> None:
        element.append(etree.fromstring(self.texts[place]))

    def _at_its_own_time(self, body: bytes) -> bytes:
        root = etree.fromstring(body)
        root.find("{*}responseDate").text = f"{self.now:%Y-%m-%dT%H:%M:%SZ}"
        return etree.tostring(root)


def passes(query: dict[str, str]) -> None:
    """No fault: the request goes through."""


def busy(seconds: int) -> Fault:
    return lambda query: ("503 Busy", [("Retry-After", str(seconds))], b"")


def says(body: bytes) -> Fault:
    return lambda query: ("200 OK", [], body)


def error_page(code: str) -> bytes:
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f'<responseDate>2026-01-01T00:00:00Z</responseDate><error code="{code}">so</error>'
        "</OAI-PMH>"
    ).encode()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(union: Union, port: int = 0) -> Iterator[str]:
    """The address of *union* while the block runs."""

    def site(environment: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        status, headers, body = union.answer(dict(parse_qsl(environment["QUERY_STRING"])))
        kind = [("Content-Type", "text/xml; charset=utf-8"), ("Content-Length", str(len(body)))]
        start(status, [*headers, *kind])
        return [body]

    with make_server("127.0.0.1", port, site, handler_class=_Quiet) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{httpd.server_port}/oai"
        finally:
            httpd.shutdown()
            thread.join()
