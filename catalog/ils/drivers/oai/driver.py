"""OAI-PMH as a source of changes."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from oaipmh_scythe import exceptions

from catalog.ils.capabilities import Capability
from catalog.ils.drivers.web import Site
from catalog.ils.errors import ILSConfigError, ILSProtocolError
from catalog.ils.values import Change
from catalog.marc import mapping
from catalog.marc.errors import MarcRecordError
from catalog.marc.marcxml import fields_of
from catalog.marc.profiles import PROFILES

from .client import LARGEST, Answer, Client, Repository, moment

MARCXML = "{*}metadata/{http://www.loc.gov/MARC21/slim}record"
RESTARTS = 3  # of one harvest, when the catalogue has forgotten where it stands


class OaiHarvest:
    """*set_spec* narrows the harvest to a set. A deleted record is only known by its OAI
    identifier: *record_id* makes the control number of what follows its last colon, as "S{:08d}".
    """

    name = "oai"
    capabilities = frozenset({Capability.HARVEST})

    def __init__(
        self,
        *,
        base_url: str,
        metadata_prefix: str = "marcxml",
        set_spec: str = "",
        record_id: str = "{}",
        profile: str = "905-cn",
        user: str = "",
        password: str = "",
    ) -> None:
        if profile not in PROFILES:
            raise ILSConfigError(f"there is no holdings profile {profile}")
        self.client = Client(Site(base_url, user=user, password=password, largest=LARGEST))
        self.metadata_prefix, self.set_spec = metadata_prefix, set_spec
        self.record_id, self.profile = record_id, PROFILES[profile]

    def ping(self) -> None:
        Repository.of(self.client)

    def changes(self, since: dt.datetime | None, *, position: str = "") -> Iterator[Change]:
        """Up to the moment it is asked, by the catalogue's clock: what changes meanwhile comes
        with the next harvest, and no clocks need to agree.

        Where the catalogue has forgotten a part of its list, the list begins again: to take a
        record twice does no harm.
        """
        window = self._window(since)
        for _attempt in range(RESTARTS + 1):
            try:
                yield from self._lines(window, position)
            except exceptions.BadResumptionToken:
                position = ""
            except exceptions.NoRecordsMatch:
                return
            except exceptions.CannotDisseminateFormat as error:
                raise ILSConfigError("the catalogue has no such metadata prefix") from error
            except exceptions.OAIPMHException as error:
                raise ILSProtocolError(f"OAI-PMH {type(error).__name__}") from error
            else:
                return
        raise ILSProtocolError("the catalogue forgets its resumption tokens again and again")

    def _window(self, since: dt.datetime | None) -> dict[str, str | None]:
        repository = Repository.of(self.client)
        return {
            "from_": repository.written(since) if since else None,
            "until": repository.written(repository.now),
            "metadata_prefix": self.metadata_prefix,
            "set_": self.set_spec or None,
        }

    def _lines(self, window: dict[str, str | None], position: str) -> Iterator[Change]:
        asked = {"resumption_token": position, "metadata_prefix": None} if position else window
        met: set[str] = set()
        for answer in self.client.list_records(**asked):  # type: ignore[arg-type]
            assert isinstance(answer, Answer)  # noqa: S101 - the iterator was chosen for it
            if answer.position in met:
                raise ILSProtocolError("the catalogue gives out the same part of its list again")
            met.add(answer.position)
            for record in answer.root.iterfind("{*}ListRecords/{*}record"):
                yield self._change(record, answer.position)

    def _change(self, record: Any, position: str) -> Change:
        identifier = record.findtext("{*}header/{*}identifier", "").strip()
        stamp = moment(record.findtext("{*}header/{*}datestamp"))
        header = record.find("{*}header")
        if header is not None and header.get("status") == "deleted":
            return Change(self._number(identifier), None, stamp, position=position)
        marc = record.find(MARCXML)
        if marc is None:
            return Change(identifier, None, stamp, "there is no MARCXML in it", position)
        try:
            bib, _dialect = mapping.to_bib(fields_of(marc), self.profile)
        except MarcRecordError as error:
            return Change(identifier, None, stamp, str(error), position)
        return Change(bib.record_id, bib, stamp, position=position)

    def _number(self, identifier: str) -> str:
        local = identifier.rpartition(":")[2]
        if self.record_id == "{}":
            return local
        return self.record_id.format(int(local) if local.isdigit() else local)
