"""What staff change about cards, kept in the site's history: never a name, never a book.

Lending and taking in are not: the loan says where and when, and what was read is forgotten.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from catalog.circulation.models import Patron

# Action and what the history says of it.
ACTIONS = {
    "circulation.card": _("Made a library card"),
    "circulation.pin": _("Gave a card a new PIN"),
    "circulation.validity": _("Changed block or validity of a card"),
    "circulation.cancel_hold": _("Cancelled a hold for a reader"),
}


def note(patron: Patron, action: str, *, by: Any) -> None:
    log(patron, f"circulation.{action}", user=by, title=patron.masked_number)
