"""Any system that serves terminals by SIP2. It knows copies and cards; records it does not know,
so the portal's own catalogue leads from one to the other.
"""

import codecs
import ssl
from collections.abc import Collection, Mapping

from catalog.ils.capabilities import Capability
from catalog.ils.policies import PATRON
from catalog.ils.protocols import Mirror

from .circulation import CirculationPart
from .deadlines import Deadline
from .holdings import HoldingsPart
from .line import Address
from .messages import Messages
from .pool import Pool, Terminal

CAPABILITIES = frozenset(
    {
        Capability.AVAILABILITY,
        Capability.SHELF_LOCATION,
        Capability.PATRON_AUTH,
        Capability.PATRON_SUMMARY,
        Capability.FINES,
        Capability.HOLD_PLACE,
        Capability.HOLD_CANCEL,
        Capability.HOLD_ITEM_LEVEL,
        Capability.RENEW,
        Capability.SELF_CHECKOUT,
    }
)


class Sip2(HoldingsPart, CirculationPart):
    """*login* and *password* are those of a terminal. *libraries* leads from the server's locations
    to our codes where they differ, *pickup* lists our libraries at which holds can be collected.
    *without* names capabilities that this server has not.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        mirror: Mirror,
        name: str = "sip2",
        login: str = "",
        password: str = "",
        location: str = "",
        institution: str = "",
        terminal_password: str = "",
        encoding: str = "utf-8",
        checksums: bool = True,
        tls: bool = False,
        ca_file: str = "",
        lines: int = 4,
        idle: float = 25.0,
        libraries: Mapping[str, str] | None = None,
        pickup: Collection[str] = (),
        branch_field: str = "AP",
        shelf_field: str = "",
        without: Collection[str] = (),
    ) -> None:
        codecs.lookup(encoding)
        choice = {Capability.HOLD_PICKUP_CHOICE} if pickup else set()
        self.name = name
        self.capabilities = (CAPABILITIES | choice) - {Capability(each) for each in without}
        self._mirror = mirror
        self._encoding = encoding
        self._branches = dict(libraries or {})
        self._pickup = tuple(pickup)
        self._branch_field = branch_field
        self._shelf_field = shelf_field
        self._messages = Messages(institution, terminal_password)
        context = ssl.create_default_context(cafile=ca_file or None) if tls else None
        self._pool = Pool(
            Address(host, int(port), encoding, checksums, context),
            Terminal(login, password, location),
            self._messages,
            size=lines,
            idle=idle,
        )

    def ping(self) -> None:
        deadline = Deadline(PATRON)
        with self._pool.line(deadline) as line:
            line.ask(self._messages.status(), "98", deadline)
