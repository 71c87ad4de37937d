"""Cards and PINs."""

import datetime as dt

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from catalog.circulation.errors import CardTakenError
from catalog.circulation.models import CirculationRules, Patron
from catalog.circulation.models.patron import SYSTEM
from portal.accounts.models import hash_number, mask_number
from portal.core.models import Library


def register_patron(
    number: str,
    pin: str | None,
    *,
    rules: CirculationRules,
    home: Library,
    expires: dt.date | None = None,
    display_name: str = "",
) -> Patron:
    """A new card; without *pin* nobody can use it on line. Raises CardTakenError."""
    try:
        with transaction.atomic():
            return Patron.objects.create(
                number_hash=hash_number(SYSTEM, number),
                masked_number=mask_number(number),
                pin_hash=make_password(pin),
                rules=rules,
                home=home,
                expires=expires,
                display_name=display_name,
            )
    except IntegrityError as error:
        raise CardTakenError from error


def set_pin(patron: Patron, pin: str) -> None:
    patron.pin_hash = make_password(pin)
    patron.save(update_fields=["pin_hash"])


def authenticate(number: str, pin: str) -> Patron | None:
    """The card, if the PIN is its own. An unknown number takes as long as a wrong PIN."""
    patron = Patron.objects.with_number(number).select_related("home", "rules").first()
    if patron is None:
        make_password(pin)
        return None
    return patron if check_password(pin, patron.pin_hash) else None
