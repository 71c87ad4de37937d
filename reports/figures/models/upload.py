"""Tables that staff send, and the names they have taught the portal on the way."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.models import Library
from reports.figures.enums import UploadState

from .batch import Batch
from .indicator import Indicator


class FigureUpload(models.Model):
    """A table between its arrival and its import; *layout* says what its columns are."""

    name = models.CharField(pgettext_lazy("import", "file"), max_length=255)
    path = models.CharField(max_length=255)
    sheet = models.CharField(max_length=60, blank=True)
    layout = models.JSONField(default=dict)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    # How far the import of a long table has come.
    state = models.CharField(
        pgettext_lazy("import", "status"),
        max_length=8,
        choices=UploadState.choices,
        default=UploadState.OPEN,
    )
    is_partial = models.BooleanField(default=False)  # cells with errors are left out
    checked = models.PositiveIntegerField(default=0)  # rows
    numbers = models.PositiveIntegerField(default=0)  # that the rows hold
    written = models.PositiveIntegerField(default=0)  # of them
    error = models.TextField(blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(auto_now=True)  # when the import last gave a sign
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

    @property
    def is_under_way(self) -> bool:
        return self.state in (UploadState.WAITING, UploadState.CHECKING, UploadState.WRITING)

    @property
    def percent(self) -> int:
        """Checking is the first third: it takes about half as long as writing."""
        if self.state == UploadState.DONE:
            return 100
        checked = self.checked / self.rows if self.rows else 0
        written = self.written / self.numbers if self.numbers else 0
        return min(99, round(33 * min(checked, 1) + 66 * min(written, 1)))


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
