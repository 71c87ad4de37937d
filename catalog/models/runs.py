"""What happened when records came in; an interrupted run is taken up again from its row."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import ImportStatus


class Run(models.Model):
    """What an import of a file and a harvest have in common: counts, report and how they ended."""

    source = models.CharField(_("catalogue"), max_length=20, default="local")
    status = models.CharField(
        pgettext_lazy("import", "status"),
        max_length=8,
        choices=ImportStatus.choices,
        default=ImportStatus.RUNNING,
    )
    # Rows that are committed but perhaps not yet in the search index.
    unindexed = models.JSONField(default=list)
    read = models.PositiveIntegerField(pgettext_lazy("import", "read"), default=0)
    created = models.PositiveIntegerField(pgettext_lazy("import", "new"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("import", "updated"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("import", "unchanged"), default=0)
    withdrawn = models.PositiveIntegerField(pgettext_lazy("import", "withdrawn"), default=0)
    rejected = models.PositiveIntegerField(pgettext_lazy("import", "rejected"), default=0)
    unknown_libraries = models.JSONField(_("unknown library codes"), default=dict)
    report = models.CharField(pgettext_lazy("import", "report"), max_length=255, blank=True)
    started_at = models.DateTimeField(pgettext_lazy("import", "started"), auto_now_add=True)
    finished_at = models.DateTimeField(pgettext_lazy("import", "finished"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-started_at", "-pk"]

    @property
    def taken(self) -> int:
        """Records that came and are now in the catalogue."""
        return self.created + self.updated + self.unchanged

    @property
    def has_changed(self) -> bool:
        """Whether pages that were made before are stale."""
        return bool(self.created or self.updated or self.withdrawn)
