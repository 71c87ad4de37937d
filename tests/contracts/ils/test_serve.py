"""What `serve` prints leads the portal to the stand-ins, and what is typed there orders faults."""

import tomllib
from types import SimpleNamespace

from catalog import systems
from catalog.ils.capabilities import Capability

from . import serve
from .servers.faults import Fault, Faults


def test_file_leads_to_each_system_that_runs(koha_server, sip2_server):
    zebra = SimpleNamespace(address="http://127.0.0.1:9")
    running = {
        "koha": koha_server,
        "sip2": sip2_server,
        "zebra": zebra,
        "oai": "http://127.0.0.1:9",
    }
    described = tomllib.loads(serve.description(running))
    system = systems.build(described)
    assert described["routes"] == {
        "holdings": "koha", "patrons": "koha", "catalogue": "zebra", "harvest": "oai",
    }  # fmt: skip
    assert system.can(Capability.SEARCH)
    assert system.can(Capability.HARVEST)


def test_typed_lines_order_faults_and_slips_are_answered(capsys):
    koha = SimpleNamespace(faults=Faults())
    union = SimpleNamespace(faults=[])
    lines = ["2 koha drop POST /holds", "", "koha nonsense", "sip2 drop", "oai drop"]
    serve.take_orders(lines, {"koha": koha, "oai": union})
    asked = [koha.faults.next(name) for name in ("GET /items", *["POST /holds"] * 3)]
    assert asked == [None, Fault.DROP, Fault.DROP, None]
    assert capsys.readouterr().err.count("not understood") == 3
    serve.take_orders(["koha hang", "koha clear"], {"koha": koha})
    assert koha.faults.next("GET /items") is None
