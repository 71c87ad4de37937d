"""What was borrowed most in a period, as the library system counted it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PERIODS = (7, 30, 90, 365)  # days


class LoanCount(models.Model):
    """One row for each period, written by a job: no page waits for a count.

    *counts* are pairs of control number and loans, most first; *source* is the catalogue of the
    numbers, *system* who counted.
    """

    days = models.PositiveSmallIntegerField(primary_key=True)
    start = models.DateField()
    end = models.DateField()
    system = models.CharField(max_length=60)
    source = models.CharField(max_length=20)
    counts = models.JSONField(default=list)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("count of loans")
        verbose_name_plural = _("counts of loans")

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
