"""Run the stand-ins for a while, to try the portal against a library system that is not there:

    python -m tests.contracts.ils.serve                  # Koha and SIP2
    python -m tests.contracts.ils.serve zebra oai        # a union catalogue

prints a file for PORTAL_ILS_FILE and cards to sign in with. Their records are in the demo as well.
A line typed while they run, such as `koha hang GET /items` or `sip2 commit-then-drop 15`, orders a
fault for the next such request; a number before it, as in `3 koha drop`, for that many.
"""

import argparse
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django

PORTS = {"koha": 8085, "sip2": 6001, "sip2-gb18030": 6002, "zebra": 9998, "oai": 8086}
_ORDER = re.compile(r"(?:(?P<times>\d+) )?(?P<name>\S+) (?P<fault>\S+)(?: (?P<on>.+))?")


def main() -> None:
    parser = argparse.ArgumentParser(description="Stand-ins for library systems on this machine.")
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(PORTS)}")
    for name, port in PORTS.items():
        parser.add_argument(f"--{name}", type=int, default=port, help=f"port for {name}")
    options = parser.parse_args()
    names = options.names or ["koha", "sip2"]
    if unknown := sorted({*names} - {*PORTS}):
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(PORTS)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    serve({name: getattr(options, name.replace("-", "_")) for name in names})


def serve(ports: Mapping[str, int]) -> None:
    """Until interrupted; those with patrons speak of one library."""
    from .servers.facts import furnish  # noqa: PLC0415 - needs Django to be set up
    from .servers.state import LibraryState  # noqa: PLC0415

    library = LibraryState()
    facts = furnish(library)
    with ExitStack() as stack:
        running = {name: _start(name, port, library, stack) for name, port in ports.items()}
        text = description(running) + "\n# records S00001000 to S00001299\n"
        for name in ("reader", "other", "expired", "full", "debtor"):
            login = getattr(facts, name)
            text += f"# {name}: card {login.card}, PIN {login.pin}\n"
        sys.stdout.write(text)
        sys.stdout.flush()
        take_orders(sys.stdin, running)
        threading.Event().wait()


def _start(name: str, port: int, library: Any, stack: ExitStack) -> Any:
    """The server as it runs; what the union catalogues hold does not depend on *library*."""
    from .oai import Union, serving  # noqa: PLC0415
    from .servers.koha import KohaServer  # noqa: PLC0415
    from .servers.sip2 import Sip2Server  # noqa: PLC0415
    from .zebra import Zebra  # noqa: PLC0415

    if name == "koha":
        return stack.enter_context(KohaServer(library).running(port))
    if name.startswith("sip2"):
        encoding = name.partition("-")[2] or "utf-8"
        return stack.enter_context(Sip2Server(library, encoding).running(port=port))
    if name == "oai":
        return stack.enter_context(serving(Union(300), port))
    zebra = Zebra(Path(stack.enter_context(tempfile.TemporaryDirectory())), port)
    zebra.index()
    zebra.start()
    stack.callback(zebra.stop)
    return zebra


def take_orders(lines: Iterable[str], running: Mapping[str, Any]) -> None:
    """Order the faults that *lines* ask for; what cannot be understood is answered, not obeyed."""
    from .servers.faults import Fault  # noqa: PLC0415

    for line in lines:
        words = _ORDER.fullmatch(line.strip())
        if words is None:
            continue
        faults = getattr(running.get(words["name"]), "faults", None)
        kind = Fault.__members__.get(words["fault"].upper().replace("-", "_"))
        if words["fault"] == "clear" and hasattr(faults, "clear"):
            faults.clear()
        elif kind is None or not hasattr(faults, "order"):
            sys.stderr.write(f"not understood; faults are {', '.join(Fault.__members__)}\n")
        else:
            faults.order(kind, on=words["on"] or "", times=int(words["times"] or 1))


def description(running: Mapping[str, Any]) -> str:
    """The file that leads the portal to the servers, by name; the first that can plays a role."""
    text = 'source = "local"\n'
    routes: dict[str, str] = {}
    for name, server in running.items():
        text += _DRIVERS[name.partition("-")[0]].format(name=name, server=server)
        for role in _ROLES[name.partition("-")[0]]:
            routes.setdefault(role, name)
    text += "\n[routes]\n"
    return text + "".join(f'{role} = "{name}"\n' for role, name in routes.items())


_ROLES = {
    "koha": ("holdings", "patrons"),
    "sip2": ("holdings", "patrons"),
    "zebra": ("catalogue",),
    "oai": ("harvest",),
}

_DRIVERS = {
    "koha": """
[drivers.{name}]
class = "catalog.ils.drivers.koha.KohaRest"
[drivers.{name}.options]
base_url = "{server.url}"
client_id = "{server.CLIENT_ID}"
secret = "{server.SECRET}"
record_id = "S{{:08d}}"
holdings = "905-cn"
""",
    "sip2": """
[drivers.{name}]
class = "catalog.ils.drivers.sip2.Sip2"
[drivers.{name}.options]
host = "127.0.0.1"
port = {server.port}
login = "{server.LOGIN}"
password = "{server.PASSWORD}"
encoding = "{server.encoding}"
pickup = ["DQ01", "DQ02"]
shelf_field = "ZS"
""",
    "zebra": """
[drivers.{name}]
class = "catalog.ils.drivers.sru.SruCatalogue"
[drivers.{name}.options]
base_url = "{server.address}"
database = "Default"
""",
    "oai": """
[drivers.{name}]
class = "catalog.ils.drivers.oai.OaiHarvest"
[drivers.{name}.options]
base_url = "{server}"
record_id = "S{{:08d}}"
""",
}


if __name__ == "__main__":
    main()
