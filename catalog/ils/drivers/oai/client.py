"""oaipmh-scythe over our own HTTP.

The library knows the protocol. Its own client reads the proxies of the environment, mends broken
XML in silence (half a page would look like the end of the list) and waits for each answer without
an end; so answers come from `Site`, and are taken whole or not at all.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree
from oaipmh_scythe import Scythe, exceptions
from oaipmh_scythe.iterator import OAIResponseIterator
from oaipmh_scythe.response import OAIResponse

from catalog.ils.drivers import xml
from catalog.ils.drivers.web import Site
from catalog.ils.errors import ILSProtocolError, ILSUnavailable
from catalog.ils.policies import BATCH

LARGEST = 64_000_000  # bytes of one answer
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"


@dataclass
class Answer(OAIResponse):
    """One answer, parsed once."""

    root: Any = None

    @property
    def xml(self) -> Any:
        return self.root

    @property
    def position(self) -> str:
        """The token that led to this part of a list; empty for the first."""
        return self.params.get("resumptionToken", "")


class Client(Scythe):
    """Lists come as answers, so that a harvest can remember where it stands."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.address, iterator=OAIResponseIterator)
        self.site = site

    def harvest(self, query: dict[str, str]) -> Answer:
        root = xml.parse(self.site.get(query, BATCH))
        if etree.QName(root).localname != "OAI-PMH":
            raise ILSUnavailable("the answer is not one of OAI-PMH")
        answer = Answer(None, query, root)  # type: ignore[arg-type]
        answer.raise_for_oaipmh_error()
        return answer


@dataclass(frozen=True, slots=True)
class Repository:
    """What a catalogue says of itself: *now* by its own clock, and how it writes a moment."""

    now: datetime
    format: str

    @classmethod
    def of(cls, client: Client) -> "Repository":
        try:
            root = client.harvest({"verb": "Identify"}).root
        except exceptions.OAIPMHException as error:
            raise ILSProtocolError(f"OAI-PMH {type(error).__name__}") from error
        now = moment(root.findtext("{*}responseDate"))
        granularity = root.findtext("{*}Identify/{*}granularity")
        if now is None or granularity is None:
            raise ILSProtocolError("the catalogue does not say its time and granularity")
        return cls(now, DAY if granularity.strip() == "YYYY-MM-DD" else SECOND)

    def written(self, when: datetime) -> str:
        return when.astimezone(UTC).strftime(self.format)


def moment(text: str | None) -> datetime | None:
    """A datestamp of either granularity; all of OAI-PMH is in UTC."""
    for form in (SECOND, DAY):
        try:
            return datetime.strptime((text or "").strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
