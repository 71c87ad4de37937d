"""The log of an action: entries are added and never changed or taken away."""

from typing import Any, Never

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.bilingual import localized
from reports.plan.enums import State

from .action import Action


class UpdateQuerySet(models.QuerySet["Update"]):
    def update(self, **kwargs: Any) -> Never:
        raise TypeError("Entries of the log are never changed.")

    def delete(self) -> Never:
        raise TypeError("Entries of the log are never deleted.")


class Update(models.Model):
    """What was said of an action on a day, by which post, and how it stood then."""

    # An action with a log is dropped in its state, not deleted.
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    on = models.DateField(pgettext_lazy("plan", "day"))
    state = models.CharField(pgettext_lazy("action", "state"), max_length=9, choices=State.choices)
    by = models.CharField(
        pgettext_lazy("plan", "by"),
        max_length=60,
        help_text=_("A library, department or post, no person's name."),
    )
    by_en = models.CharField(_("by, in English"), max_length=100, blank=True)
    text = models.TextField(pgettext_lazy("plan", "what is new"), max_length=600)
    text_en = models.TextField(_("what is new, in English"), max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")

    def __str__(self) -> str:
        return f"{self.on}: {self.text[:40]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Entries of the log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("Entries of the log are never deleted.")

    @property
    def status(self) -> State:
        return State(self.state)

    @property
    def by_label(self) -> str:
        return localized(self, "by")

    @property
    def text_label(self) -> str:
        return localized(self, "text")
