"""Personal data of linked cards (see `portal.accounts.privacy`). The cards themselves are the
accounts' to hand out; what the library system knows of a patron is the library's.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.privacy import register

from .models import LinkedCard


def _linked(user: User) -> list[dict[str, Any]]:
    rows = LinkedCard.objects.filter(card__reader__user=user).select_related("card")
    return [{"number": row.card.masked_number, "nickname": row.nickname} for row in rows]


register("borrowing.LinkedCard", _("Linked library cards"), export=_linked)
