"""The library network: main libraries, branches and reading rooms, three levels deep."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from portal.core.bilingual import localized
from portal.core.hours import OpenStatus, Timetable

from .hours import ClosureDay
from .vocabulary import VocabularyTerm, slug_validator


class Facility(VocabularyTerm):
    """Something a library has, such as a café or a lift; accessibility features are told apart."""

    icon = models.CharField(_("icon"), max_length=30, default="check")
    is_accessibility = models.BooleanField(_("accessibility feature"), default=False)

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")


class Library(ClusterableModel):
    """One place of the network; the row all languages share. Its page tells its story."""

    class Level(models.IntegerChoices):
        MAIN = 1, _("main library")
        BRANCH = 2, _("branch library")
        ROOM = 3, _("reading room")

    code = models.CharField(
        _("code"), max_length=16, unique=True, help_text=_("The location code used by the ILS.")
    )
    slug = models.CharField(
        _("code in addresses"), max_length=40, unique=True, validators=[slug_validator]
    )
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    short_name = models.CharField(_("short name"), max_length=20)
    short_name_en = models.CharField(_("short name in English"), max_length=60, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    address = models.CharField(_("address"), max_length=120)
    address_en = models.CharField(_("address in English"), max_length=160, blank=True)
    directions = models.TextField(_("how to get there"), blank=True)
    directions_en = models.TextField(_("how to get there, in English"), blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    facilities = ParentalManyToManyField(
        Facility, verbose_name=_("facilities"), blank=True, related_name="+"
    )
    closes_on_holidays = models.BooleanField(
        _("closed on public holidays"),
        default=False,
        help_text=_("Days of the holiday calendar; exceptional days below go before it."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    # Attached by `selectors.with_status`.
    timetable_now: Timetable
    status: OpenStatus

    class Meta:
        ordering = ["level", "position", "pk"]
        verbose_name = _("library")
        verbose_name_plural = _("libraries")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=1, parent__isnull=True)
                | models.Q(level__gt=1, parent__isnull=False),
                name="library_parent_by_level",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return localized(self, "name")

    @property
    def address_label(self) -> str:
        return localized(self, "address")

    @property
    def directions_label(self) -> str:
        return localized(self, "directions")

    @property
    def short_label(self) -> str:
        return localized(self, "short_name")

    def timetable(self, closure_days: Iterable[ClosureDay]) -> Timetable:
        """What decides about opening times, from the library's rows and the holiday calendar."""
        closing = {ClosureDay.Kind.CLOSED}
        if self.closes_on_holidays:
            closing.add(ClosureDay.Kind.HOLIDAY)
        return Timetable.of(
            self.opening_hours.all(),
            self.exceptional_days.all(),
            {day.date: day.label for day in closure_days if day.kind in closing},
        )

    def status_at(
        self, moment: dt.datetime, closure_days: Iterable[ClosureDay] | None = None
    ) -> OpenStatus:
        """Open or not; without *closure_days* asks for the coming ones (lists: `with_status`)."""
        if closure_days is None:
            closure_days = ClosureDay.objects.ahead_of(moment)
        return self.timetable(closure_days).status_at(moment)

    def clean(self) -> None:
        if self.level == self.Level.MAIN:
            if self.parent_id:
                raise ValidationError({"parent": _("A main library belongs to no other library.")})
        elif self.parent is None or self.parent.level != self.level - 1:
            raise ValidationError({"parent": _("Choose the library one level above this one.")})


class LibraryStaff(models.Model):
    """Whose work belongs to which library. Staff without a row work for the whole network."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="library_posts"
    )
    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="staff")

    class Meta:
        verbose_name = _("library post")
        verbose_name_plural = _("library posts")
        constraints = [
            models.UniqueConstraint(fields=["user", "library"], name="one_post_per_library")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.library}"
