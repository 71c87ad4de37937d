"""A MARC file that was read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import Dialect, MarcFormat

from .runs import Run


class ImportRun(Run):
    file_name = models.CharField(pgettext_lazy("import", "file"), max_length=255)
    file_hash = models.CharField(max_length=64, db_index=True)
    file_size = models.PositiveBigIntegerField(pgettext_lazy("import", "size"), default=0)
    profile = models.CharField(_("holdings profile"), max_length=20)
    format = models.CharField(
        pgettext_lazy("import", "format"), max_length=8, choices=MarcFormat.choices
    )
    dialect = models.CharField(_("dialect"), max_length=8, choices=Dialect.choices, blank=True)
    encoding = models.CharField(_("character set"), max_length=20)
    # Where the next record begins: bytes for ISO 2709, records for XML.
    position = models.PositiveBigIntegerField(default=0)

    class Meta(Run.Meta):
        verbose_name = pgettext_lazy("import", "import")
        verbose_name_plural = pgettext_lazy("import", "imports")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_status_display()})"
