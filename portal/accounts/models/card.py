"""A reader's library card, as little of it as will do."""

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .reader import Reader


def hash_number(system: str, number: str) -> str:
    """The form in which a card number can be looked up but not read."""
    secret = settings.PORTAL_CARD_KEY or settings.SECRET_KEY
    plain = f"{system}:{number.strip().upper()}"
    return salted_hmac("portal.accounts.card", plain, secret, algorithm="sha256").hexdigest()


def mask_number(number: str) -> str:
    """The last four characters, and nothing of a number that is too short to hide any."""
    number = number.strip()
    shown = number[-4:] if len(number) >= 8 else ""
    return "****" + shown


class CardLink(models.Model):
    """A card that the library system confirmed as this reader's. The PIN is never stored."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="cards")
    system = models.CharField(_("library system"), max_length=32)
    masked_number = models.CharField(_("card number"), max_length=12)
    number_hash = models.CharField(max_length=64, editable=False)
    verified_at = models.DateTimeField(_("confirmed on"))

    class Meta:
        verbose_name = _("library card")
        verbose_name_plural = _("library cards")
        constraints = [
            models.UniqueConstraint(
                fields=["system", "number_hash"],
                name="card_linked_once",
                violation_error_message=_("This card is already linked to an account."),
            )
        ]

    def __str__(self) -> str:
        return self.masked_number
