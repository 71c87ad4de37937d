"""Who decided what, when and why: lines that are written once."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.moderation.enums import CHOICES, Act
from community.moderation.errors import ModerationError
from portal.core.bilingual import localized

from .contributions import Contribution, Version

# Letters leave after this time, so that a slip of the finger can be taken back unnoticed.
UNDO_WITHIN = dt.timedelta(minutes=5)


class Reason(models.Model):
    """Why something is not accepted: a word for staff, and what the author is told."""

    label = models.CharField(_("reason"), max_length=40)
    label_en = models.CharField(_("reason in English"), max_length=60, blank=True)
    text = models.TextField(
        _("text to the author"),
        max_length=400,
        help_text=_("Say what is wrong and how to mend it, kindly and in plain words."),
    )
    text_en = models.TextField(_("text to the author in English"), max_length=600, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("reason of moderators")
        verbose_name_plural = _("reasons of moderators")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return localized(self, "label")

    @property
    def words(self) -> str:
        return localized(self, "text")


class Decision(models.Model):
    """One line of the history of a contribution. It goes only with the contribution itself."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="decisions"
    )
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(_("what was done"), max_length=10, choices=Act.choices)
    # Staff or the author; empty where a rule did it.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    reason = models.ForeignKey(
        Reason,
        verbose_name=_("reason"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("note to the author"), max_length=600, blank=True)
    internal_note = models.TextField(_("note for colleagues"), max_length=600, blank=True)
    # How the contribution stood before, so that the decision can be taken back.
    before = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["by", "-at"], name="decision_by")]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.contribution_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ModerationError("A line of the history is not changed.")
        super().save(*args, **kwargs)

    @property
    def is_by_staff(self) -> bool:
        """Colleagues are named to each other; authors are not, they have a pen name."""
        return self.act in (*CHOICES, Act.UNDONE)
