"""A copy of a record in one library."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import HoldingStatus
from portal.core.models import Library

from .record import Record


class Holding(models.Model):
    """Rows follow their record: the import replaces all copies of a record that has changed."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="holdings")
    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="holdings"
    )
    call_number = models.CharField(_("call number"), max_length=80, blank=True)
    area = models.CharField(pgettext_lazy("book", "area"), max_length=80, blank=True)
    shelf = models.CharField(_("shelf code"), max_length=40, blank=True)
    barcode = models.CharField(_("barcode"), max_length=40, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=HoldingStatus.choices, default=HoldingStatus.UNKNOWN
    )

    class Meta:
        ordering = ["library__level", "library__position", "call_number", "pk"]
        verbose_name = pgettext_lazy("book", "copy")
        verbose_name_plural = pgettext_lazy("book", "copies")
        indexes = [models.Index(fields=["barcode"], name="holding_by_barcode")]

    def __str__(self) -> str:
        return f"{self.barcode} · {self.library}"

    @property
    def is_on_shelf(self) -> bool:
        return self.status == HoldingStatus.AVAILABLE
