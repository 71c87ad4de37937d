"""Books that editors keep out of recommendations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .record import Record


class HiddenRecord(models.Model):
    """A row beside the record, which the import writes anew; found and lent like any other book."""

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, primary_key=True, related_name="hidden"
    )
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    hidden_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("book hidden from recommendations")
        verbose_name_plural = _("books hidden from recommendations")

    def __str__(self) -> str:
        return str(self.record)
