"""Many at the same moment, on PostgreSQL."""

import pytest

from catalog.borrowing import services
from catalog.borrowing.errors import CardTakenError, TooOftenError, WrongCardError
from catalog.borrowing.models import LinkedCard
from catalog.borrowing.services.attempts import OF_CARD
from tests.catalog.borrowing.conftest import NUMBER
from tests.events.test_at_once import at_once
from tests.factories.accounts import ReaderFactory
from tests.factories.circulation import PIN

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_guessing_many_pins_at_once_is_no_way_round_the_pause(patron, system):
    readers = [ReaderFactory() for _ in range(20)]
    results = at_once(
        *(lambda r=r: services.link_card(r, NUMBER, "0", address="a") for r in readers)
    )
    kinds = [type(each) for each in results]
    assert kinds.count(WrongCardError) == OF_CARD == system.calls.count("authenticate")
    assert kinds.count(TooOftenError) == 20 - OF_CARD


def test_a_card_linked_by_two_accounts_at_once_is_linked_by_one(patron):
    readers = [ReaderFactory() for _ in range(4)]
    results = at_once(*(lambda r=r: services.link_card(r, NUMBER, PIN) for r in readers))
    kinds = [type(each) for each in results]
    assert (kinds.count(LinkedCard), kinds.count(CardTakenError)) == (1, 3)
