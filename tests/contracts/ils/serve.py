"""Run the stand-ins for a while, to try the portal against a library system that is not there:

    python -m tests.contracts.ils.serve

prints a file for PORTAL_ILS_FILE and cards to sign in with. Their records are in the demo as well.
"""

import argparse
import os
import sys
import threading
from typing import Any

import django


def main() -> None:
    parser = argparse.ArgumentParser(description="Stand-ins for Koha and SIP2 on this machine.")
    parser.add_argument("--koha", type=int, default=8085, help="port for Koha")
    parser.add_argument("--sip2", type=int, default=6001, help="port for SIP2")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    serve(options.koha, options.sip2)


def serve(koha_port: int, sip2_port: int) -> None:
    """Until interrupted; both speak of one library."""
    from .servers.facts import furnish  # noqa: PLC0415 - needs Django to be set up
    from .servers.koha import KohaServer  # noqa: PLC0415
    from .servers.sip2 import Sip2Server  # noqa: PLC0415
    from .servers.state import LibraryState  # noqa: PLC0415

    library = LibraryState()
    facts = furnish(library)
    koha, sip2 = KohaServer(library), Sip2Server(library)
    with koha.running(koha_port), sip2.running(port=sip2_port):
        text = description(koha, sip2)
        for name in ("reader", "other", "expired", "full", "debtor"):
            login = getattr(facts, name)
            text += f"# {name}: card {login.card}, PIN {login.pin}\n"
        sys.stdout.write(text)
        sys.stdout.flush()
        threading.Event().wait()


def description(koha: Any, sip2: Any) -> str:
    """The file that leads the portal to the two servers."""
    return _FILE.format(koha=koha, sip2=sip2)


_FILE = """\
source = "local"

[drivers.koha]
class = "catalog.ils.drivers.koha.KohaRest"
[drivers.koha.options]
base_url = "{koha.url}"
client_id = "{koha.CLIENT_ID}"
secret = "{koha.SECRET}"
record_id = "S{{:08d}}"
holdings = "905-cn"

[drivers.sip2]
class = "catalog.ils.drivers.sip2.Sip2"
[drivers.sip2.options]
host = "127.0.0.1"
port = {sip2.port}
login = "{sip2.LOGIN}"
password = "{sip2.PASSWORD}"
pickup = ["DQ01", "DQ02"]
shelf_field = "ZS"

[routes]  # or "sip2"
holdings = "koha"
patrons = "koha"

# records S00001000 to S00001299
"""


if __name__ == "__main__":
    main()
