"""Who changes loans or holds of a record holds its row; who counts those of a card holds the card.

Always the card first, and never two of either: so nobody waits in a circle.
"""

from catalog.circulation.models import Patron
from catalog.models import Record


def lock_patron(pk: int) -> Patron:
    rows = Patron.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("rules", "home").get(pk=pk)


def lock_record(pk: int) -> None:
    Record.objects.select_for_update(no_key=True).order_by().values_list("pk").get(pk=pk)
