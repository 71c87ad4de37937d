"""A harvest of what has changed in a catalogue elsewhere."""

import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import ImportStatus

from .runs import Run


class HarvestRunQuerySet(models.QuerySet["HarvestRun"]):
    def without_news(self, source: str) -> Self:
        """Ended without anything to tell: the clock makes many of them a day."""
        return self.filter(
            source=source,
            status=ImportStatus.FINISHED,
            created=0,
            updated=0,
            withdrawn=0,
            rejected=0,
        )


class HarvestRun(Run):
    """Goes from *since* to *last_stamp*, which is where the next one begins."""

    # Reads the whole catalogue and withdraws at the end what has not appeared.
    is_complete = models.BooleanField(_("complete"), default=False)
    since = models.DateTimeField(_("changes since"), null=True, blank=True)
    last_stamp = models.DateTimeField(_("latest change"), null=True, blank=True)
    # The part of the answer that was being read, in the driver's words, and its lines so far.
    position = models.TextField(blank=True)
    lines = models.PositiveIntegerField(default=0)
    error = models.TextField(pgettext_lazy("import", "stopped by"), blank=True)

    objects = HarvestRunQuerySet.as_manager()

    class Meta(Run.Meta):
        verbose_name = _("harvest")
        verbose_name_plural = _("harvests")

    def __str__(self) -> str:
        return f"{self.source} ({self.get_status_display()})"

    @classmethod
    def next_of(cls, source: str, *, is_complete: bool, overlap: datetime.timedelta) -> Self:
        """A run that begins where the last one ended, not saved yet; or at the beginning."""
        since = None
        if not is_complete:
            ended = cls.objects.filter(source=source, status=ImportStatus.FINISHED)
            since = ended.aggregate(stamp=models.Max("last_stamp"))["stamp"]
        return cls(
            source=source,
            is_complete=is_complete,
            since=since and since - overlap,
            last_stamp=since,
        )


class HarvestSeen(models.Model):
    """A record that a complete harvest has met; its rows go with the end of the harvest."""

    run = models.ForeignKey(HarvestRun, on_delete=models.CASCADE, related_name="+", db_index=False)
    record_id = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["run", "record_id"], name="seen_by_harvest")]

    def __str__(self) -> str:
        return self.record_id
