"""A certificate of hours that anybody can check by its code."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .volunteer import Volunteer

# Without letters and digits that look alike in print.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12


def new_code() -> str:
    """Twelve characters: sixty bits that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Certificate(models.Model):
    """What it said when it was issued; later shifts need a new one."""

    code = models.CharField(max_length=LENGTH, unique=True, default=new_code, editable=False)
    # Gone with the person: the page then says that it no longer holds.
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.SET_NULL, null=True, blank=True, related_name="certificates"
    )
    name = models.CharField(max_length=40, blank=True)
    shows_name = models.BooleanField(default=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    minutes = models.PositiveIntegerField(_("minutes"))
    shifts = models.PositiveIntegerField(_("shifts"))
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="certificate_until_after_since"
            )
        ]

    def __str__(self) -> str:
        return self.spaced_code

    def get_absolute_url(self) -> str:
        return reverse("volunteers:verify", args=[self.code])

    @property
    def spaced_code(self) -> str:
        """In groups of four, as it is printed and typed."""
        return "-".join(self.code[at : at + 4] for at in range(0, LENGTH, 4))

    @property
    def public_name(self) -> str:
        if self.shows_name or not self.name:
            return self.name
        return self.name[:1] + "*" * max(1, len(self.name) - 1)

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None
