"""The monthly return of a library: its draft, and when it was sent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import Library

from .batch import Batch


class MonthlyReturn(models.Model):
    """*draft* keeps what is typed until it is sent; what was sent are facts, as everything else."""

    library = models.ForeignKey(Library, models.CASCADE, related_name="+")
    month = models.DateField(_("month"))
    draft = models.JSONField(default=dict, blank=True)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("monthly return")
        verbose_name_plural = _("monthly returns")
        constraints = [
            models.UniqueConstraint(fields=["library", "month"], name="one_return_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.library_id} · {self.month:%Y-%m}"
