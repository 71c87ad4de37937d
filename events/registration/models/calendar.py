"""The address under which a family's own calendar can be subscribed to."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Reader


def digest_of(token: str) -> str:
    """What is kept of a token: it can be recognised, not read."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarAddress(models.Model):
    """Whoever knows the token sees the calendar; it is a key, so only its digest is stored."""

    reader = models.OneToOneField(Reader, on_delete=models.CASCADE, related_name="calendar_address")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.reader)
