"""Rooms that can be booked, what is in them and on what terms."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from events.spaces.enums import BookableBy, SpaceKind, TimeMode
from portal.core.bilingual import localized
from portal.core.hours import MIDNIGHT
from portal.core.models import Facility, Library, OpeningHours
from portal.core.models.vocabulary import VocabularyTerm, slug_validator


class Equipment(VocabularyTerm):
    """Something in a room: a screen, a piano, a whiteboard."""

    icon = models.CharField(_("icon"), max_length=30, default="check")

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")


def _minutes(label: str, **options: object) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, validators=[MinValueValidator(5), MaxValueValidator(24 * 60)], **options
    )


class SpaceRules(models.Model):
    """The terms of some rooms. Limits for a reader count over all rooms with the same rules."""

    library = models.ForeignKey(
        Library,
        verbose_name=_("library"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whose rules these are. Empty: rules of the whole network."),
    )
    name = models.CharField(_("name"), max_length=60, help_text=_("Seen by staff only."))
    mode = models.CharField(
        _("times"), max_length=8, choices=TimeMode.choices, default=TimeMode.SLOTS
    )
    slot_minutes = _minutes(
        _("length of a slot in minutes"),
        default=60,
        help_text=_("With free lengths: the distance between two starting times."),
    )
    min_minutes = _minutes(_("shortest booking in minutes"), default=60)
    max_minutes = _minutes(_("longest booking in minutes"), default=180)
    per_day = models.PositiveSmallIntegerField(_("bookings per day"), null=True, blank=True)
    per_week = models.PositiveSmallIntegerField(_("bookings per week"), null=True, blank=True)
    per_month = models.PositiveSmallIntegerField(_("bookings per month"), null=True, blank=True)
    horizon_days = models.PositiveSmallIntegerField(
        _("how many days ahead"),
        default=30,
        validators=[MaxValueValidator(366)],
    )
    lead_hours = models.PositiveSmallIntegerField(
        _("at least so many hours before"), default=2, validators=[MaxValueValidator(24 * 60)]
    )
    padding_before = models.PositiveSmallIntegerField(
        _("minutes kept free before"), default=0, validators=[MaxValueValidator(240)]
    )
    padding_after = models.PositiveSmallIntegerField(
        _("minutes kept free after"), default=0, validators=[MaxValueValidator(240)]
    )
    needs_approval = models.BooleanField(
        _("needs approval"),
        default=False,
        help_text=_("A request holds its time until a colleague has decided."),
    )
    cancel_hours = models.PositiveSmallIntegerField(
        _("can be cancelled until so many hours before"),
        default=0,
        validators=[MaxValueValidator(24 * 60)],
    )
    min_people = models.PositiveSmallIntegerField(_("at least so many people"), default=1)
    max_people = models.PositiveSmallIntegerField(
        _("at most so many people"),
        null=True,
        blank=True,
        help_text=_("Empty: as many as the room holds."),
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("booking rules")
        verbose_name_plural = _("booking rules")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(max_minutes__gte=models.F("min_minutes")),
                name="space_rules_lengths",
            ),
            models.CheckConstraint(
                condition=models.Q(max_people__isnull=True)
                | models.Q(max_people__gte=models.F("min_people")),
                name="space_rules_people",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.min_minutes and self.max_minutes and self.max_minutes < self.min_minutes:
            raise ValidationError({"max_minutes": _("The longest is below the shortest.")})
        if self.max_people is not None and self.max_people < (self.min_people or 0):
            raise ValidationError({"max_people": _("The most is below the least.")})


class SpaceQuerySet(models.QuerySet["Space"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def detailed(self) -> Self:
        """With library, rules, pictures and what is in the room: five queries."""
        return self.select_related("library", "rules").prefetch_related(
            "equipment", "accessibility", "photos__image__renditions"
        )


class Space(ClusterableModel):
    """A room of a library: what it is, what is in it, who may book it."""

    # A room belongs to its house; a library with rooms cannot be deleted by mistake.
    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="spaces"
    )
    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("Events whose room or place is called so are booked in it by themselves."),
    )
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    slug = models.CharField(_("code in addresses"), max_length=60, validators=[slug_validator])
    kind = models.CharField(
        _("kind"), max_length=8, choices=SpaceKind.choices, default=SpaceKind.MEETING
    )
    summary = models.CharField(_("in one sentence"), max_length=160, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=240, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    directions = models.CharField(_("where it is"), max_length=120, blank=True)
    directions_en = models.CharField(_("where it is, in English"), max_length=160, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("places"), validators=[MinValueValidator(1)], help_text=_("How many people it holds.")
    )
    equipment = ParentalManyToManyField(
        Equipment, verbose_name=_("equipment"), blank=True, related_name="+"
    )
    accessibility = ParentalManyToManyField(
        Facility,
        verbose_name=_("accessibility"),
        blank=True,
        related_name="+",
        limit_choices_to={"is_accessibility": True},
    )
    bookable_by = models.CharField(
        _("can be booked by"),
        max_length=8,
        choices=BookableBy.choices,
        default=BookableBy.READERS,
    )
    takes_book_clubs = models.BooleanField(
        _("for book clubs"),
        default=False,
        help_text=_("A book club may ask for copies of its book together with the room."),
    )
    # Rules are shared; they cannot go while a room stands on them.
    rules = models.ForeignKey(
        SpaceRules, verbose_name=_("rules"), on_delete=models.PROTECT, related_name="spaces"
    )
    is_active = models.BooleanField(_("shown to readers"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["library__level", "library__position", "position", "pk"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(fields=["library", "slug"], name="space_slug_once"),
            models.UniqueConstraint(
                fields=["library", "name"],
                name="space_name_once",
                violation_error_message=_("This library has a room of this name already."),
            ),
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="space_has_places"),
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.library.short_label}"

    def get_absolute_url(self) -> str:
        return reverse("spaces:space", args=[self.library.slug, self.slug])

    @property
    def label(self) -> str:
        return localized(self, "name")

    @property
    def summary_label(self) -> str:
        return localized(self, "summary")

    @property
    def description_label(self) -> str:
        return localized(self, "description")

    @property
    def directions_label(self) -> str:
        return localized(self, "directions")

    @property
    def icon(self) -> str:
        return SpaceKind(self.kind).icon

    @property
    def cover(self) -> models.Model | None:
        photos = self.photos.all()
        return photos[0].image if photos else None

    @property
    def has_seats(self) -> bool:
        """Study rooms are booked by the seat."""
        return self.kind == SpaceKind.STUDY

    @property
    def is_open_to_readers(self) -> bool:
        return self.is_active and self.bookable_by in (BookableBy.READERS, BookableBy.GROUPS)

    @property
    def most_people(self) -> int:
        if self.has_seats:
            return 1
        return min(self.capacity, self.rules.max_people or self.capacity)


class SpaceHours(models.Model):
    """Hours of a room of its own; without any, it opens with its library."""

    space = ParentalKey(Space, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=OpeningHours.Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("0:00 is midnight, the end of the day."))

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening of the room")
        verbose_name_plural = _("openings of the room")
        constraints = [
            models.UniqueConstraint(fields=["space", "weekday", "opens"], name="space_one_opening"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")) | models.Q(closes=MIDNIGHT),
                name="space_closes_after_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        if self.opens and self.closes and self.closes != MIDNIGHT and self.closes <= self.opens:
            raise ValidationError({"closes": _("Closing time must be after opening time.")})


class SpacePhoto(Orderable):
    """A picture of a room; what it shows is told with the picture itself."""

    space = ParentalKey(Space, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("picture of the room")
        verbose_name_plural = _("pictures of the room")

    def __str__(self) -> str:
        return str(self.image)


class Seat(Orderable):
    """A seat of a study room, by the label that stands on it."""

    space = ParentalKey(Space, on_delete=models.CASCADE, related_name="seats")
    label = models.CharField(pgettext_lazy("seat", "label"), max_length=12)
    note = models.CharField(_("what is special"), max_length=60, blank=True)
    note_en = models.CharField(_("what is special, in English"), max_length=80, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(Orderable.Meta):
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(fields=["space", "label"], name="seat_label_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def note_label(self) -> str:
        return localized(self, "note")
