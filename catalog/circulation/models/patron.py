"""A library card and its PIN, without more of its owner than lending needs."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.circulation.enums import CardBlock
from portal.accounts.models import hash_number
from portal.core.models import Library

from .rules import CirculationRules

SYSTEM = "circulation"


class PatronQuerySet(models.QuerySet["Patron"]):
    def with_number(self, number: str) -> Self:
        return self.filter(number_hash=hash_number(SYSTEM, number))


class Patron(models.Model):
    """Number and PIN are kept as hashes: who reads the table can use no card."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number_hash = models.CharField(max_length=64, unique=True, editable=False)
    masked_number = models.CharField(_("card number"), max_length=12, editable=False)
    pin_hash = models.CharField(max_length=128, editable=False)
    display_name = models.CharField(
        _("name on the shelf of holds"),
        max_length=20,
        blank=True,
        help_text=_("A family name is enough; it may stay empty."),
    )
    home = models.ForeignKey(
        Library, verbose_name=_("home library"), on_delete=models.PROTECT, related_name="+"
    )
    rules = models.ForeignKey(
        CirculationRules, verbose_name=_("category"), on_delete=models.PROTECT, related_name="+"
    )
    expires = models.DateField(_("valid until"), null=True, blank=True)
    block = models.CharField(_("blocked"), max_length=24, choices=CardBlock.choices, blank=True)
    created_at = models.DateTimeField(_("issued"), default=timezone.now)

    objects = PatronQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("library card")
        verbose_name_plural = _("library cards")
        constraints = [
            models.CheckConstraint(
                condition=Q(block__in=["", *CardBlock.values]), name="patron_block_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.display_name} {self.masked_number}".strip()

    def is_expired(self, day: dt.date) -> bool:
        return self.expires is not None and self.expires < day
