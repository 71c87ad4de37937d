import pytest

from catalog.ils.capabilities import Capability, Role
from catalog.ils.composite import Composite
from catalog.ils.errors import NotSupported
from catalog.ils.values import PatronRef, SearchQuery

from .shelf import Shelf


def test_each_role_goes_to_its_driver():
    catalogue, holdings = Shelf(), Shelf()
    system = Composite({Role.CATALOGUE: catalogue, Role.HOLDINGS: holdings})
    system.search(SearchQuery("茶馆"))
    system.availability(["1"])
    assert (catalogue.calls, holdings.calls) == (["search 茶馆"], ["availability 1"])


def test_can_what_the_driver_of_the_role_can():
    system = Composite({Role.CATALOGUE: Shelf()})
    assert system.can(Capability.SEARCH)
    assert not system.can(Capability.AVAILABILITY)  # the driver could, but has not the role
    assert not system.can(Capability.ISBN_LOOKUP)
    with pytest.raises(NotSupported):
        system.holds(PatronRef("1"))


def test_without_holdings_nothing_is_known_of_copies():
    assert Composite({}).availability(["1"]) == {}


def test_each_system_is_named_and_pinged_once():
    shelf = Shelf()
    system = Composite({Role.CATALOGUE: shelf, Role.HOLDINGS: shelf})
    system.ping()
    assert system.systems == [shelf]
    assert shelf.calls == ["ping"]
