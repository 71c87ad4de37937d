import pytest
from django.core.exceptions import ImproperlyConfigured

from catalog import systems
from catalog.ils.capabilities import Capability
from catalog.ils.guard import Guarded

SHELF = "tests.catalog.ils.shelf.Shelf"


def test_built_once_and_anew_when_the_settings_change(settings):
    settings.PORTAL_ILS = {
        "drivers": {"shelf": {"class": SHELF}},
        "routes": {"holdings": "shelf"},
    }
    system = systems.ils()
    assert system is systems.ils()
    assert system.can(Capability.AVAILABILITY)
    assert isinstance(system.systems[0], Guarded)
    settings.PORTAL_ILS = {}
    assert not systems.ils().can(Capability.AVAILABILITY)


@pytest.mark.parametrize(
    ("description", "complaint"),
    [
        ({"routes": {"shelves": "x"}}, "no role “shelves”"),
        ({"routes": {"holdings": "koha"}}, "names no driver: “koha”"),
        ({"drivers": {"koha": {"class": "catalog.nowhere.Koha"}}}, "“koha” has no class"),
        ({"drivers": {"koha": {}}}, "“koha” has no class"),
        (
            {"drivers": {"shelf": {"class": SHELF, "options": {"pin": "1234"}}}},
            "“shelf” has no option pin",
        ),
        (
            {"drivers": {"mirror": {"class": "catalog.mirror.MirroredCatalogue"}}},
            "“mirror” needs the option source",
        ),
    ],
)
def test_says_what_is_wrong_with_the_settings(description, complaint):
    with pytest.raises(ImproperlyConfigured, match=complaint) as refused:
        systems.build(description)
    assert "1234" not in str(refused.value)


def test_option_that_a_driver_does_not_take_is_named():
    options = {"host": "127.0.0.1", "port": 6001, "without": ["hold_palce"]}
    drivers = {"terminal": {"class": "catalog.ils.drivers.sip2.Sip2", "options": options}}
    with pytest.raises(ImproperlyConfigured, match=r"“terminal” does not take .*hold_palce"):
        systems.build({"drivers": drivers})
