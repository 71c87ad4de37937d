"""Cards and PINs."""

import pytest

from catalog.circulation import services
from catalog.circulation.errors import CardTakenError
from catalog.circulation.models import Patron
from tests.factories.circulation import PIN, PatronFactory, RulesFactory

pytestmark = pytest.mark.django_db


def test_neither_number_nor_pin_is_kept(main):
    services.register_patron("11010200001234", "864209", rules=RulesFactory(), home=main)
    row = Patron.objects.values().get()
    assert row["masked_number"] == "****1234"
    assert not [value for value in row.values() if "11010200001234" in str(value)]
    assert not [value for value in row.values() if "864209" in str(value)]


def test_a_number_is_given_once(main):
    services.register_patron("11010200001234", "864209", rules=RulesFactory(), home=main)
    with pytest.raises(CardTakenError):
        services.register_patron(" 11010200001234 ", "1357", rules=RulesFactory(), home=main)


def test_authenticate_wants_both_right():
    patron = PatronFactory(number="11010200009876")
    assert services.authenticate("11010200009876", PIN) == patron
    assert services.authenticate("11010200009876", "0") is None
    assert services.authenticate("11010200000000", PIN) is None
    services.set_pin(patron, "9753")
    assert services.authenticate("11010200009876", PIN) is None
    assert services.authenticate("11010200009876", "9753") == patron


@pytest.mark.parametrize("number", ["11010200009876", "11010200000000"])
def test_authenticate_hashes_once_whatever_is_wrong(number, settings, django_assert_num_queries):
    """The same work, so the same time, for an unknown card and a wrong PIN."""
    PatronFactory(number="11010200009876")
    with django_assert_num_queries(1):
        services.authenticate(number, "0")


def test_a_card_without_pin_lets_nobody_in(main):
    services.register_patron("11010200001234", None, rules=RulesFactory(), home=main)
    assert services.authenticate("11010200001234", "") is None
