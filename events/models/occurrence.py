"""One date of a series: the row that places, registrations, feeds and figures hang from."""

import datetime as dt
import uuid
import zoneinfo
from functools import cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from events.enums import WITHOUT_PLACES, Kind, Origin, PlaceKind, State
from events.schedule.dates import clock_label, day_label
from events.schedule.slots import rid_date
from events.schedule.status import Status, status_of
from portal.core.bilingual import localized
from portal.core.models import Library

from .querysets import OccurrenceQuerySet
from .series import EventSeries


@cache
def _folder(language: str | None) -> str:
    """What the addresses of dates begin with; lists need dozens of them."""
    some_date = uuid.UUID(int=0)
    return reverse("events:occurrence", args=[some_date]).removesuffix(f"{some_date}/")


class Occurrence(models.Model):
    """Rows are never deleted and never change their `uid` (design, D2).

    `rid` is the wall-clock start the schedule gave it, as text: the RECURRENCE-ID of iCalendar.
    When the rule changes a row may get another `rid`; its `uid` stays. `start` and `end` are the
    real instants, also after somebody moved this one date by hand; the fields changed by hand are
    named in `pinned` and no later edit of the series touches them.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(EventSeries, on_delete=models.PROTECT, related_name="occurrences")
    rid = models.CharField(max_length=15)
    origin = models.CharField(max_length=5, choices=Origin.choices, default=Origin.RULE)
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.SCHEDULED
    )
    # Cancelled only because the whole series was taken off line; publishing it again revives it.
    cancelled_with_series = models.BooleanField(default=False)
    start = models.DateTimeField(_("starts"))
    end = models.DateTimeField(_("ends"))
    local_date = models.DateField(_("date"))
    last_date = models.DateField(_("last day"))
    pinned = models.JSONField(default=list, blank=True)
    library = models.ForeignKey(
        Library,
        verbose_name=_("library"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="occurrences",
    )
    space = models.CharField(_("room or place"), max_length=80, blank=True)
    space_en = models.CharField(_("room or place in English"), max_length=120, blank=True)
    presenter = models.CharField(_("led by"), max_length=80, blank=True)
    presenter_en = models.CharField(_("led by, in English"), max_length=120, blank=True)
    note = models.CharField(_("note to readers"), max_length=200, blank=True)
    note_en = models.CharField(_("note to readers in English"), max_length=300, blank=True)
    # Copied from the series, so that lists need not look it up for every date.
    series_is_public = models.BooleanField(default=True, editable=False)
    # How many people hold a place; kept by the registration service, read by the planner.
    people = models.PositiveIntegerField(default=0)
    # Something changed that the people with a place must be told; the notifier clears it.
    notice_due = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    ical_modified = models.DateTimeField(default=timezone.now)

    page: Page | None  # attached by selectors.with_pages
    number: Any  # the number within a course, attached by selectors.dates
    # Attached by registration.selectors.with_availability: what is told of the places, and they.
    availability: Any = None
    places: Any = None
    # Attached by selectors.dates: not where the page says that the series takes place.
    is_elsewhere = is_in_other_space = False

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = pgettext_lazy("event", "session")
        verbose_name_plural = pgettext_lazy("event", "sessions")
        constraints = [
            models.UniqueConstraint(fields=["series", "rid"], name="rid_once_per_series"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="occurrence_end_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(last_date__gte=models.F("local_date")),
                name="occurrence_last_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.WITHDRAWN) | models.Q(people=0),
                name="nobody_on_withdrawn_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_with_series=False) | models.Q(state=State.CANCELLED),
                name="cancelled_with_series_is_cancelled",
            ),
        ]
        indexes = [
            # Lists and months choose dates by nothing but this; the rows themselves are not read.
            models.Index(
                fields=[
                    *("local_date", "start", "id"),
                    *("last_date", "state", "series_is_public", "library", "series"),
                ],
                name="occurrence_day",
            ),
            models.Index(fields=["start", "end"], name="occurrence_start"),
            models.Index(fields=["series", "start"], name="occurrence_series"),
            models.Index(fields=["library", "local_date"], name="occurrence_library"),
            models.Index(
                fields=["last_date"],
                condition=models.Q(last_date__gt=models.F("local_date")),
                name="occurrence_several_days",
            ),
            models.Index(
                fields=["notice_due"],
                condition=models.Q(notice_due=True),
                name="occurrence_notice_due",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """A single event lives at its page; a date of a series has an address of its own."""
        page = getattr(self, "page", None)
        if page is not None and self.series.kind == Kind.SINGLE:
            return page.url or ""
        return f"{_folder(get_language())}{self.uid}/"

    @property
    def label(self) -> str:
        """Title, day and time, as staff tell dates apart."""
        words = f"{self.title} · {day_label(self.local_date, with_year=True)}"
        return words if self.all_day else f"{words} {clock_label(self.local_start)}"

    def touch(self, moment: dt.datetime) -> None:
        """Note a visible change: calendars take over an event only when its sequence rises."""
        self.sequence += 1
        self.ical_modified = moment

    def set_local_dates(self, tz: str) -> None:
        """Keep the first and last local day in step with the instants.

        Midnight ends a day, and what goes on after midnight still belongs to its evening.
        """
        zone = zoneinfo.ZoneInfo(tz)
        self.local_date = self.last_date = self.start.astimezone(zone).date()
        if self.end - self.start >= dt.timedelta(hours=20):
            self.last_date = (self.end - dt.timedelta(microseconds=1)).astimezone(zone).date()

    @property
    def rid_date(self) -> dt.date:
        """The day by the schedule, also after somebody moved the date."""
        return rid_date(self.rid)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.series.tz)

    @property
    def local_start(self) -> dt.datetime:
        return self.start.astimezone(self.zone)

    @property
    def local_end(self) -> dt.datetime:
        return self.end.astimezone(self.zone)

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_moved(self) -> bool:
        return "start" in self.pinned

    @property
    def title(self) -> str:
        return self.series.title

    @property
    def registration_note(self) -> str:
        return self.series.text("registration_note")

    @property
    def pigment(self) -> str:
        """The colour of the first audience."""
        audiences = self.series.audiences.all()
        return audiences[0].pigment if audiences else "ink"

    @property
    def all_day(self) -> bool:
        return self.series.all_day

    @property
    def is_several_days(self) -> bool:
        return self.last_date > self.local_date

    @property
    def is_extra(self) -> bool:
        return self.origin == Origin.EXTRA

    @property
    def status(self) -> Status | None:
        return status_of(self, timezone.now())

    @property
    def is_over(self) -> bool:
        return self.end <= timezone.now()

    @property
    def tells_places(self) -> bool:
        """Whether there is something to say of its places: people register for it here."""
        is_ahead = self.state == State.SCHEDULED and not self.is_over
        return is_ahead and self.series.registration not in WITHOUT_PLACES

    @property
    def has_library_of_its_own(self) -> bool:
        """Staff moved this one date to a library, wherever the others are."""
        return "library_id" in self.pinned and self.library_id is not None

    @property
    def venue(self) -> Library | None:
        """The library people go to, if it is one."""
        is_in_library = self.series.place_kind == PlaceKind.LIBRARY or self.has_library_of_its_own
        return self.library if is_in_library else None

    @property
    def is_online(self) -> bool:
        return self.series.is_online and not self.has_library_of_its_own

    @property
    def is_at_other_place(self) -> bool:
        return self.series.is_at_other_place and not self.has_library_of_its_own

    @property
    def address_label(self) -> str:
        """The address of another place than a library."""
        return self.series.address_label if self.is_at_other_place else ""

    @property
    def space_label(self) -> str:
        return localized(self, "space")

    @property
    def presenter_label(self) -> str:
        return localized(self, "presenter")

    @property
    def note_label(self) -> str:
        return localized(self, "note")
