"""Koha through its REST interface. Search and harvest go another way: SRU and OAI-PMH."""

from collections.abc import Collection, Mapping

from catalog.ils.capabilities import Capability
from catalog.ils.drivers.transport import Call, Transport
from catalog.ils.policies import PATRON
from catalog.marc.profiles import PROFILES

from .circulation import CirculationPart
from .numbers import RecordNumbers
from .records import CataloguePart
from .session import Session

CAPABILITIES = frozenset(
    {
        Capability.RECORD,
        Capability.ISBN_LOOKUP,
        Capability.NEW_ARRIVALS,
        Capability.AVAILABILITY,
        Capability.AVAILABILITY_BULK,
        Capability.SHELF_LOCATION,
        Capability.PATRON_AUTH,
        Capability.PATRON_SUMMARY,
        Capability.FINES,
        Capability.HOLD_PLACE,
        Capability.HOLD_CANCEL,
        Capability.HOLD_PICKUP_CHOICE,
        Capability.HOLD_ITEM_LEVEL,
        Capability.RENEW,
        Capability.SELF_CHECKOUT,
    }
)


class KohaRest(CataloguePart, CirculationPart):
    """*base_url* is the address of the staff or OPAC site, *client_id* and *secret* an API key of
    an account with the permissions that docs/how-to/connect-koha.en.md lists. *record_id* makes a
    control number of Koha's number. *libraries* leads from Koha's library ids to our codes where
    they differ. *without* names capabilities that this library does not offer.
    """

    def __init__(
        self,
        *,
        base_url: str,
        client_id: str,
        secret: str,
        name: str = "koha",
        prefix: str = "/api/v1",
        record_id: str = "{}",
        libraries: Mapping[str, str] | None = None,
        holdings: str = "995-koha",
        shelf_subfield: str = "s",
        ca_file: str = "",
        without: Collection[str] = (),
    ) -> None:
        self.name = name
        self.capabilities = CAPABILITIES - {Capability(each) for each in without}
        transport = Transport(base_url.rstrip("/") + prefix, ca_file=ca_file)
        self._session = Session(transport, client_id, secret)
        self._numbers = RecordNumbers(record_id)
        self._branches = dict(libraries or {})
        self._profile = PROFILES[holdings]
        self._shelf_subfield = shelf_subfield

    def ping(self) -> None:
        self._session.call(Call("GET", "/libraries", PATRON, {"_per_page": 1}))
