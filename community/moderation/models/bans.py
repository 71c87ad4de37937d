"""Readers who may not write for a time."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Reader


class BanQuerySet(models.QuerySet["Ban"]):
    def active(self) -> Self:
        return self.filter(until__gt=timezone.now())


class Ban(models.Model):
    """Always with a term and a reason that the reader sees. It ends early by an earlier term."""

    reader = models.ForeignKey(
        Reader, verbose_name=_("reader"), on_delete=models.CASCADE, related_name="bans"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"))
    reason = models.CharField(
        _("reason"), max_length=200, help_text=_("The reader is shown this text.")
    )
    reason_en = models.CharField(_("reason in English"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-until"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="ban_has_term"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader} – {timezone.localtime(self.until):%Y-%m-%d}"

    def clean(self) -> None:
        if self.until and self.since and self.until <= self.since:
            raise ValidationError({"until": _("The term ends before it begins.")})
