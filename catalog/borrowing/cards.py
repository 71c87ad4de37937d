"""Which card a reader is using."""

from django.http import HttpRequest

from catalog.borrowing.models import LinkedCard
from catalog.ils.capabilities import Capability, Role
from catalog.ils.values import PatronRef
from catalog.systems import ils
from portal.accounts.models import Reader

CHOSEN = "borrowing.card"


def can_link() -> bool:
    """Whether the library system knows its patrons."""
    return ils().can(Capability.PATRON_AUTH)


def system_name() -> str:
    """The system that a patron's handle is good at."""
    patrons = ils().routes.get(Role.PATRONS)
    return str(patrons.name)[:32] if patrons else ""


def cards_of(reader: Reader) -> list[LinkedCard]:
    return list(LinkedCard.objects.of(reader, system_name()))


def card_of(request: HttpRequest, reader: Reader, wanted: str = "") -> LinkedCard | None:
    """The card an address asks for by its key, else the one used last, else the first.

    What is asked for is remembered; a card of somebody else is as good as none.
    """
    cards = cards_of(reader)
    by_key = {str(card.pk): card for card in cards}
    if wanted in by_key:
        request.session[CHOSEN] = wanted
    chosen = by_key.get(wanted) or by_key.get(request.session.get(CHOSEN, ""))
    return chosen or (cards[0] if cards else None)


def patron_of(request: HttpRequest) -> PatronRef | None:
    """The handle of the signed-in reader's card; None without one that works."""
    user = request.user
    reader = getattr(user, "reader", None) if user.is_authenticated else None
    card = card_of(request, reader) if reader else None
    return card.patron if card else None
