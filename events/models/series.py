"""The published series: one row for all translations of its page (design, D1)."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.schedule.slots import Timetable
from portal.core.models import Audience, Library, Topic

from .particulars import particulars_constraints
from .provision import Provision
from .schedule import ExtraDay, Schedule, SkippedDay
from .terms import PriorityGroup, Terms, terms_constraints


def default_zone() -> str:
    return settings.TIME_ZONE


class EventSeriesQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What `EventSeries.is_public` says of each."""
        return self.filter(live=True, is_private=False, staff_only=False)

    def in_force(self) -> Self:
        """Parts that have dates to come: those before a split only until they have ended."""
        return self.filter(Q(is_current=True) | Q(ends_on__gte=timezone.localdate()))

    def parts(self, translation_key: uuid.UUID) -> Self:
        """All parts of one series, in the order of their days."""
        rows = self.filter(translation_key=translation_key)
        return rows.order_by(F("split_on").asc(nulls_first=True), "pk")


class EventSeries(Terms, Schedule):
    """What a page's schedule was when it was last published.

    Only `services.publish_schedule` and `services.split` write it. Translations of the page meet in
    `translation_key`. A series that was split has several rows with one key: each part answers for
    the days from `split_on` to `ends_on`, and the part with `is_current` follows the page.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    translation_key = models.UUIDField(db_index=True, editable=False)
    is_current = models.BooleanField(default=True, editable=False)
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    split_on = models.DateField(null=True, blank=True, editable=False)
    live = models.BooleanField(default=True, editable=False)
    # The page may be seen by some people only (Wagtail's privacy setting).
    is_private = models.BooleanField(default=False, editable=False)
    tz = models.CharField(max_length=64, default=default_zone)
    library = models.ForeignKey(
        Library, on_delete=models.PROTECT, null=True, blank=True, related_name="event_series"
    )
    audiences = models.ManyToManyField(Audience, blank=True, related_name="event_series")
    topics = models.ManyToManyField(Topic, blank=True, related_name="event_series")
    provisions = models.ManyToManyField(Provision, blank=True, related_name="event_series")
    priority_groups = models.ManyToManyField(PriorityGroup, blank=True, related_name="+")
    # What is asked of people who register (`terms.Question.as_data`).
    questions = models.JSONField(default=list, editable=False)
    # {"zh-hans": {"title": …, "summary": …, "registration_note": …}, …} of the published pages.
    texts = models.JSONField(default=dict, editable=False)
    # All of that and more as one text, to search in.
    words = models.TextField(default="", editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    ical_modified = models.DateTimeField(default=timezone.now, editable=False)
    materialised_until = models.DateField(null=True, blank=True, editable=False)

    objects = EventSeriesQuerySet.as_manager()

    # What publishing takes over from the page as it is.
    COPIED = [
        *(field.name for field in (*Schedule._meta.fields, *Terms._meta.fields)),
        "library_id",
    ]

    class Meta:
        ordering = ["start_date", "pk"]
        verbose_name = _("event series")
        verbose_name_plural = _("event series")
        constraints = [
            *particulars_constraints("series"),
            *terms_constraints("series"),
            models.UniqueConstraint(
                fields=["translation_key"],
                condition=models.Q(is_current=True),
                name="one_current_series",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def timetable(
        self, skipped: Iterable[SkippedDay] = (), extra: Iterable[ExtraDay] = ()
    ) -> Timetable:
        return replace(super().timetable(skipped, extra), since=self.split_on)

    def text(self, name: str, language: str | None = None) -> str:
        """A text of the published page in *language*, or else in a language there is."""
        for code in (language or get_language() or "", settings.LANGUAGE_CODE, *self.texts):
            if code in self.texts:
                return self.texts[code].get(name, "")
        return ""

    @property
    def is_public(self) -> bool:
        return self.live and not self.is_private and not self.staff_only

    @property
    def title(self) -> str:
        return self.text("title")


class SeriesSkip(SkippedDay):
    series = models.ForeignKey(EventSeries, on_delete=models.CASCADE, related_name="skips")

    class Meta(SkippedDay.Meta):
        constraints = [models.UniqueConstraint(fields=["series", "date"], name="one_skip_per_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"


class SeriesExtra(ExtraDay):
    series = models.ForeignKey(EventSeries, on_delete=models.CASCADE, related_name="extras")

    class Meta(ExtraDay.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["series", "date", "start_time"], name="one_extra_per_time"
            ),
            models.UniqueConstraint(
                fields=["series", "date"],
                condition=models.Q(start_time__isnull=True),
                name="one_extra_without_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"
