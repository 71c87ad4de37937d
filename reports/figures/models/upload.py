"""Tables that staff send, and the names they have taught the portal on the way."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.models import Library

from .batch import Batch
from .indicator import Indicator


class FigureUpload(models.Model):
    """A table between its arrival and its import; *layout* says what its columns are."""

    name = models.CharField(pgettext_lazy("import", "file"), max_length=255)
    path = models.CharField(max_length=255)
    sheet = models.CharField(max_length=60, blank=True)
    layout = models.JSONField(default=dict)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, related_name="+")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(pgettext_lazy("import", "sent"), auto_now_add=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("uploaded table of figures")
        verbose_name_plural = _("uploaded tables of figures")

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name for a library or an indicator, as it stands in somebody's tables."""

    text = models.CharField(_("name in tables"), max_length=80, unique=True)
    library = models.ForeignKey(
        Library,
        models.CASCADE,
        verbose_name=_("library"),
        null=True,
        blank=True,
        related_name="+",
    )
    indicator = models.ForeignKey(
        Indicator,
        models.CASCADE,
        verbose_name=pgettext_lazy("figure", "indicator"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["text"]
        verbose_name = _("name in tables")
        verbose_name_plural = _("names in tables")
        constraints = [
            models.CheckConstraint(
                condition=Q(library__isnull=False, indicator__isnull=True)
                | Q(library__isnull=True, indicator__isnull=False),
                name="an_alias_names_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def target(self) -> Any:
        return self.library or self.indicator
