"""Servers of library systems: started once, on free loopback ports, and new for each test."""

import pytest

from catalog.ils.drivers.koha import KohaRest

from . import catalogue
from .servers.facts import furnish
from .servers.koha import CLIENT_ID, SECRET, KohaServer
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
