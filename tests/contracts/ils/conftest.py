"""Servers of library systems: started once, on free loopback ports, and new for each test."""

import pytest

from catalog.ils.drivers.koha import KohaRest
from catalog.ils.drivers.sip2 import Sip2
from catalog.sample import LIBRARY_CODES

from . import catalogue
from .servers.facts import furnish
from .servers.koha import CLIENT_ID, SECRET, KohaServer
from .servers.mirror import CatalogueMirror
from .servers.sip2 import LOGIN, PASSWORD, SHELF_FIELD, Sip2Server
from .servers.state import LibraryState


@pytest.fixture(scope="session")
def running_koha():
    with KohaServer(LibraryState()).running() as server:
        yield server


@pytest.fixture
def koha_server(running_koha):
    """The stand-in for Koha; a test in which an exchange breaks the contract fails."""
    running_koha.reset()
    yield running_koha
    running_koha.faults.clear()
    assert running_koha.violations == []


@pytest.fixture
def koha_facts(koha_server):
    return furnish(koha_server.state)


@pytest.fixture
def koha(koha_server):
    return make_koha(koha_server)


def make_koha(server: KohaServer, **options: object) -> KohaRest:
    given = {
        "base_url": server.url,
        "client_id": CLIENT_ID,
        "secret": SECRET,
        "record_id": catalogue.RECORD_ID,
        "holdings": "905-cn",
    }
    return KohaRest(**(given | options))


@pytest.fixture(scope="session", params=["utf-8", "gb18030"])
def running_sip2(request):
    with Sip2Server(LibraryState(), request.param).running() as server:
        yield server


@pytest.fixture
def sip2_server(running_sip2):
    running_sip2.reset()
    yield running_sip2
    running_sip2.faults.clear()


@pytest.fixture
def sip2_facts(sip2_server):
    return furnish(sip2_server.state)


@pytest.fixture
def sip2(sip2_server):
    return make_sip2(sip2_server)


def make_sip2(server: Sip2Server, **options: object) -> Sip2:
    given = {
        "host": "127.0.0.1",
        "port": server.port,
        "mirror": CatalogueMirror(),
        "login": LOGIN,
        "password": PASSWORD,
        "institution": "DCQ",
        "encoding": server.encoding,
        "pickup": LIBRARY_CODES,
        "shelf_field": SHELF_FIELD,
    }
    return Sip2(**(given | options))
