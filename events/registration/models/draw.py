"""A draw that everybody can check."""

import hashlib
import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .pool import Pool


def new_seed() -> str:
    return secrets.token_hex(32)


class Draw(models.Model):
    """The SHA-256 of the seed is published while people enter, the seed itself with the result.

    So nobody, staff included, can choose a seed after they know who entered.
    """

    pool = models.OneToOneField(Pool, on_delete=models.PROTECT, related_name="draw")
    seed = models.CharField(max_length=64, default=new_seed, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    entries = models.PositiveIntegerField(null=True, blank=True)
    # SHA-256 over the uids in the order drawn.
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("draw")
        verbose_name_plural = _("draws")

    def __str__(self) -> str:
        return str(self.pool)

    @property
    def commitment(self) -> str:
        return hashlib.sha256(self.seed.encode()).hexdigest()

    def rank(self, uid: uuid.UUID) -> str:
        """What decides: the smaller comes first."""
        return hashlib.sha256(f"{self.seed}{uid}".encode()).hexdigest()
