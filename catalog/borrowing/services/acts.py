"""What readers have the library system do, each act once (`catalog.services.commands`)."""

from catalog.borrowing.errors import StaleFormError
from catalog.borrowing.models import LinkedCard
from catalog.borrowing.selectors.acts import is_key_of
from catalog.ils.commands import Command
from catalog.ils.values import Outcome
from catalog.services import commands
from portal.accounts.models import Reader


def carry_out(reader: Reader, card: LinkedCard, act: Command, key: str) -> Outcome:
    """Raises StaleFormError for a key of another act, and what `commands.run` raises."""
    patron = card.patron
    if patron is None or not is_key_of(key, card, act):
        raise StaleFormError("key")
    return commands.run(act, reader=reader, patron=patron, key=key)
