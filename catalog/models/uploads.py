"""A MARC file that staff have sent in the admin, on its way into the catalogue."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import UploadState

from .imports import ImportRun


class MarcUpload(models.Model):
    """*path* is where the file lies until it has been read; *run* what came of it."""

    name = models.CharField(pgettext_lazy("import", "file"), max_length=255)
    path = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(pgettext_lazy("import", "size"), default=0)
    encoding = models.CharField(_("character set"), max_length=20, blank=True)
    profile = models.CharField(_("holdings profile"), max_length=20)
    state = models.CharField(
        pgettext_lazy("import", "status"),
        max_length=8,
        choices=UploadState.choices,
        default=UploadState.WAITING,
    )
    bytes_read = models.PositiveBigIntegerField(default=0)
    error = models.TextField(blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="uploads")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(pgettext_lazy("import", "sent"), auto_now_add=True)
    seen_at = models.DateTimeField(auto_now=True)  # when the reading last gave a sign

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("uploaded MARC file")
        verbose_name_plural = _("uploaded MARC files")

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        return min(100, self.bytes_read * 100 // self.size) if self.size else 0
