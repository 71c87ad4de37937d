"""The places of one date, or of a whole course."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from events.models import EventSeries, Occurrence
from events.places import models as places


class PoolQuerySet(models.QuerySet):
    def of_series(self, series: EventSeries) -> Self:
        """Pools of all dates of *series*, whichever part they belong to, and of the course."""
        key = series.translation_key
        return self.filter(
            Q(occurrence__series__translation_key=key) | Q(series__translation_key=key)
        )

    def with_event(self) -> Self:
        return self.select_related("occurrence__series", "occurrence__library", "series__library")


class Pool(places.Pool):
    """Kept in step with its series by `services.sync`; `own_capacity` is what staff set by hand.

    The moments are those of the terms, computed for this date: jobs and lists look for them here.
    """

    occurrence = models.OneToOneField(
        Occurrence, on_delete=models.PROTECT, null=True, blank=True, related_name="pool"
    )
    # The first part of the series: later parts of a course share its places.
    series = models.OneToOneField(
        EventSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="course_pool"
    )
    own_capacity = models.PositiveIntegerField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField()
    draw_at = models.DateTimeField(null=True, blank=True)
    release_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    # When people were asked how it was.
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PoolQuerySet.as_manager()

    class Meta:
        constraints = [
            *places.Pool.Meta.constraints,
            models.CheckConstraint(
                condition=Q(occurrence__isnull=True) ^ Q(series__isnull=True),
                name="pool_of_date_or_course",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="pool_starts"),
            models.Index(fields=["draw_at"], condition=Q(draw_at__isnull=False), name="pool_draws"),
            models.Index(
                fields=["release_at"],
                condition=Q(reserved__gt=F("reserved_taken")),
                name="pool_releases",
            ),
            models.Index(
                fields=["remind_at"], condition=Q(remind_at__isnull=False), name="pool_reminds"
            ),
            models.Index(fields=["ends_at"], condition=Q(asked_at__isnull=True), name="pool_asks"),
        ]

    def __str__(self) -> str:
        return str(self.occurrence or self.series)

    @property
    def terms(self) -> EventSeries:
        """The part of the series whose terms hold here."""
        return self.occurrence.series if self.occurrence else self.series
