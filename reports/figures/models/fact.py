"""The numbers: what holds now, what it has replaced, and the sums by month and year."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.models import Library
from reports.figures.enums import Span

from .batch import Batch
from .indicator import Indicator


def _value(**options: bool) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        pgettext_lazy("figure", "value"), max_digits=18, decimal_places=4, **options
    )


class Cell(models.Model):
    """One indicator at one library for one day, month or year, which begins with *start*."""

    # The unique key of each table begins with the indicator: one index serves all.
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    library = models.ForeignKey(Library, models.PROTECT, related_name="+", db_index=False)
    span = models.CharField(_("length of time"), max_length=5, choices=Span.choices)
    start = models.DateField(_("first day"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.indicator_id} · {self.library_id} · {self.span} {self.start}"


class Fact(Cell):
    """The number that holds now; without a value it was entered once and then taken back."""

    value = _value(null=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="facts")

    class Meta:
        verbose_name = pgettext_lazy("figure", "number")
        verbose_name_plural = pgettext_lazy("figure", "numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "library", "span", "start"], name="one_fact_per_cell"
            )
        ]


class FactRevision(Cell):
    """A number that no longer holds, who had written it, and what took its place."""

    value = _value(null=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+", db_index=False)
    # None: nothing took its place, for its batch was undone.
    replaced_by = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="replaced")
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = pgettext_lazy("figure", "earlier number")
        verbose_name_plural = pgettext_lazy("figure", "earlier numbers")
        indexes = [
            models.Index(
                fields=["indicator", "library", "span", "start"], name="figures_revision_cell"
            )
        ]


class Rollup(Cell):
    """The number of a month or year, made of facts by `services.rollups` and by nobody else.

    *months* says of how many months a year's number is made; 12 where the year itself was entered.
    A cell without numbers has no row: not entered is not 0.
    """

    value = _value()
    months = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = pgettext_lazy("figure", "sum")
        verbose_name_plural = pgettext_lazy("figure", "sums")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "library", "span", "start"], name="one_rollup_per_cell"
            ),
            models.CheckConstraint(
                condition=Q(span__in=[Span.MONTH, Span.YEAR]), name="rollup_of_month_or_year"
            ),
        ]
        # A page asks for all libraries and indicators of a year at once.
        indexes = [models.Index(fields=["span", "start"], name="figures_rollup_time")]
