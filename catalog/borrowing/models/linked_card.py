"""What makes a linked card usable: the patron's handle, sealed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.ils.values import PatronRef
from catalog.sealing import unseal
from portal.accounts.models import CardLink, Reader
from portal.accounts.names import NICKNAME_LENGTH, validate_nickname


class LinkedCardQuerySet(models.QuerySet["LinkedCard"]):
    def of(self, reader: Reader, system: str) -> Self:
        """The reader's cards of the library system that is there now; the first linked first."""
        return self.filter(card__reader=reader, card__system=system).select_related("card")


class LinkedCard(models.Model):
    """Goes with its card. A parent tells the cards of the family apart by their names."""

    card = models.OneToOneField(CardLink, on_delete=models.CASCADE, related_name="linked")
    nickname = models.CharField(
        _("whose card it is"),
        max_length=NICKNAME_LENGTH,
        validators=[validate_nickname],
        blank=True,
        help_text=_("A pet name, to tell the cards of a family apart. May stay empty."),
    )
    sealed = models.TextField(editable=False)

    objects = LinkedCardQuerySet.as_manager()

    class Meta:
        ordering = ["card__verified_at", "pk"]
        verbose_name = _("linked card")
        verbose_name_plural = _("linked cards")
        constraints = [models.CheckConstraint(condition=~Q(sealed=""), name="linked_card_sealed")]

    def __str__(self) -> str:
        return f"{self.nickname} {self.card.masked_number}".strip()

    @property
    def patron(self) -> PatronRef | None:
        """None once the key of the portal has changed: the card has to be linked anew."""
        return unseal(self.sealed)
