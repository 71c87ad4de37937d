"""What happened when a MARC file was read; an interrupted run is taken up again from its row."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import Dialect, ImportStatus, MarcFormat


class ImportRun(models.Model):
    file_name = models.CharField(pgettext_lazy("import", "file"), max_length=255)
    file_hash = models.CharField(max_length=64, db_index=True)
    file_size = models.PositiveBigIntegerField(pgettext_lazy("import", "size"), default=0)
    source = models.CharField(_("catalogue"), max_length=20, default="local")
    profile = models.CharField(_("holdings profile"), max_length=20)
    format = models.CharField(
        pgettext_lazy("import", "format"), max_length=8, choices=MarcFormat.choices
    )
    dialect = models.CharField(_("dialect"), max_length=8, choices=Dialect.choices, blank=True)
    encoding = models.CharField(_("character set"), max_length=20)
    status = models.CharField(
        pgettext_lazy("import", "status"),
        max_length=8,
        choices=ImportStatus.choices,
        default=ImportStatus.RUNNING,
    )
    # Where the next record begins: bytes for ISO 2709, records for XML.
    position = models.PositiveBigIntegerField(default=0)
    # Rows that are committed but perhaps not yet in the search index.
    unindexed = models.JSONField(default=list)
    read = models.PositiveIntegerField(pgettext_lazy("import", "read"), default=0)
    created = models.PositiveIntegerField(pgettext_lazy("import", "new"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("import", "updated"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("import", "unchanged"), default=0)
    rejected = models.PositiveIntegerField(pgettext_lazy("import", "rejected"), default=0)
    unknown_libraries = models.JSONField(_("unknown library codes"), default=dict)
    report = models.CharField(pgettext_lazy("import", "report"), max_length=255, blank=True)
    started_at = models.DateTimeField(pgettext_lazy("import", "started"), auto_now_add=True)
    finished_at = models.DateTimeField(pgettext_lazy("import", "finished"), null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = pgettext_lazy("import", "import")
        verbose_name_plural = pgettext_lazy("import", "imports")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_status_display()})"

    @property
    def taken(self) -> int:
        """Records of the file that are now in the catalogue."""
        return self.created + self.updated + self.unchanged
