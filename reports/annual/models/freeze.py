"""The numbers of a report as they were on a day; all languages of the report share them."""

from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class FreezeQuerySet(models.QuerySet["Freeze"]):
    def of(self, report: UUID, year: int) -> Self:
        """The latest first: it is the one that is shown."""
        return self.filter(report=report, year=year).order_by("-number")


class Freeze(models.Model):
    """Taken when a report is published first, and again only by an explicit act with a reason.

    Earlier ones are kept: what was public once can be looked up.
    """

    report = models.UUIDField(db_index=True)  # the key that translations of the page share
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    # What was published then; an old revision may be cleaned away, the numbers stay.
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    snapshot = models.JSONField()
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    taken_at = models.DateTimeField(auto_now_add=True)

    objects = FreezeQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("frozen numbers")
        verbose_name_plural = _("frozen numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "year", "number"], name="freeze_number_once_per_report"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.number}"
