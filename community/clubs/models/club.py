"""A book club: where it meets, who leads it, what it reads and how one joins."""

import datetime as dt
import uuid
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.search import index

from catalog.models import Record
from community.clubs.enums import Joining, State
from events.models import EventSeriesPage
from events.models.particulars import ages_label
from events.spaces.models import Space
from portal.core.bilingual import localized
from portal.core.models import Audience, Library
from portal.core.models.vocabulary import slug_validator

from .lead import LeadReader

# Addresses below /clubs/ that are something else.
RESERVED = {"leads"}
ADULT = 18


class ClubQuerySet(models.QuerySet["Club"]):
    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def detailed(self) -> Self:
        """With all that a card shows but books and meetings (`selectors.with_cards`)."""
        rows = self.select_related("library", "circle", "picture").prefetch_related("audiences")
        return rows.annotate(meetings_key=F("series__translation_key"))


class Club(index.Indexed, ClusterableModel):
    """Its meetings are the dates of one series of events; its members are claims on its circle."""

    # A club belongs to its house.
    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="book_clubs"
    )
    slug = models.CharField(
        _("code in addresses"), max_length=60, unique=True, validators=[slug_validator]
    )
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=120, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=200, blank=True)
    introduction = models.TextField(
        pgettext_lazy("club", "introduction"),
        blank=True,
        help_text=_("A blank line begins a new paragraph."),
    )
    introduction_en = models.TextField(pgettext_lazy("club", "introduction in English"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    space = models.ForeignKey(
        Space,
        verbose_name=_("room"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="book_clubs",
        help_text=_("Where it mostly meets. The series of its meetings books the room."),
    )
    times = models.CharField(
        _("when"), max_length=60, blank=True, help_text=_("For example “first Sunday, 14:00”.")
    )
    times_en = models.CharField(_("when, in English"), max_length=80, blank=True)
    leads = ParentalManyToManyField(
        LeadReader, verbose_name=_("lead readers"), blank=True, related_name="clubs"
    )
    audiences = ParentalManyToManyField(
        Audience, verbose_name=_("for whom"), blank=True, related_name="book_clubs"
    )
    min_age = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    max_age = models.PositiveSmallIntegerField(
        _("to age"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("In years; this age is included."),
    )
    series = models.ForeignKey(
        EventSeriesPage,
        verbose_name=_("series of its meetings"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="book_clubs",
        help_text=_("Its dates are the meetings; its terms say how places are booked."),
    )
    joining = models.CharField(
        _("how to join"), max_length=8, choices=Joining.choices, default=Joining.OPEN
    )
    contact = models.CharField(
        _("contact post"),
        max_length=60,
        blank=True,
        help_text=_("A post or a desk, no private name."),
    )
    contact_en = models.CharField(_("contact post in English"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)

    # Attached by `detailed()` and `selectors.with_cards`.
    meetings_key: uuid.UUID | None
    current: "ClubBook | None"
    next_meeting: Any

    objects = ClubQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.SearchField("name_en", boost=3),
        index.SearchField("summary"),
        index.SearchField("summary_en"),
        index.SearchField("introduction"),
        index.SearchField("introduction_en"),
        index.RelatedFields("leads", [index.SearchField("name"), index.SearchField("name_en")]),
        index.FilterField("state"),
    ]

    class Meta:
        verbose_name = _("book club")
        verbose_name_plural = _("book clubs")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_age__isnull=True)
                | Q(max_age__isnull=True)
                | Q(max_age__gte=F("min_age")),
                name="club_ages",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.library.short_label}"

    def get_absolute_url(self) -> str:
        return reverse("clubs:club", args=[self.slug])

    def clean(self) -> None:
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("This code is taken by another page.")})
        if self.min_age is not None and self.max_age is not None and self.max_age < self.min_age:
            raise ValidationError({"max_age": _("This age must not be below the first one.")})
        if self.space and self.series and not _meets_in(self.series, self.space):
            words = _(
                "The series of its meetings takes place elsewhere: %(place)s. Choose that room, "
                "leave the room empty, or change the series."
            )
            raise ValidationError({"space": words % {"place": _place_of(self.series)}})

    @property
    def label(self) -> str:
        return localized(self, "name")

    @property
    def summary_label(self) -> str:
        return localized(self, "summary")

    @property
    def introduction_label(self) -> str:
        return localized(self, "introduction")

    @property
    def times_label(self) -> str:
        return localized(self, "times")

    @property
    def contact_label(self) -> str:
        return localized(self, "contact")

    @property
    def ages_label(self) -> str:
        return ages_label(self.min_age, self.max_age)

    @property
    def how(self) -> Joining:
        return Joining(self.joining)

    @property
    def has_members(self) -> bool:
        return self.joining == Joining.MEMBERS

    @property
    def is_for_minors(self) -> bool:
        """Whether grown-ups come as companions only."""
        return self.max_age is not None and self.max_age < ADULT


def _meets_in(series: EventSeriesPage, room: Space) -> bool:
    """Whether the two agree, as far as the series says where; it tells rooms by their name."""
    is_same_house = series.library_id in (None, room.library_id)
    return is_same_house and series.space in ("", room.name)


def _place_of(series: EventSeriesPage) -> str:
    house = series.library.short_label if series.library else ""
    return " · ".join(part for part in (house, series.space_label) if part)


def first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


class ClubBookQuerySet(models.QuerySet["ClubBook"]):
    def begun(self) -> Self:
        """What is read this month or was before, the latest first."""
        return self.filter(month__lte=timezone.localdate()).order_by("-month", "pk")

    def ahead(self) -> Self:
        return self.filter(month__gt=timezone.localdate()).order_by("month", "pk")


class ClubBook(models.Model):
    """What a club reads in a month, and how many copies wait for those who read it."""

    # The list of books is a part of the club.
    club = ParentalKey(Club, on_delete=models.CASCADE, related_name="books")
    # A record that a club has read may not vanish unnoticed; its work ties the editions together.
    record = models.ForeignKey(
        Record, verbose_name=_("book"), on_delete=models.PROTECT, related_name="club_books"
    )
    month = models.DateField(_("month"), help_text=_("Any day of the month."))
    copies = models.PositiveSmallIntegerField(
        _("set of copies"),
        default=0,
        help_text=_(
            "How many lie ready for the club; they are laid out in the room it has booked."
        ),
    )
    note = models.CharField(_("note"), max_length=120, blank=True)
    note_en = models.CharField(_("note in English"), max_length=160, blank=True)

    objects = ClubBookQuerySet.as_manager()

    class Meta:
        verbose_name = _("book of a club")
        verbose_name_plural = _("books of a club")
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "record", "month"], name="club_book_once")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.record}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.month = first_of_month(self.month)
        super().save(*args, **kwargs)

    @property
    def note_label(self) -> str:
        return localized(self, "note")

    @property
    def is_current(self) -> bool:
        return self.month <= timezone.localdate()
