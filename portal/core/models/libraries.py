"""The library network: main libraries, branches and reading rooms, three levels deep."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from portal.core.bilingual import localized

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
    def short_label(self) -> str:
        return localized(self, "short_name")

    def clean(self) -> None:
        if self.level == self.Level.MAIN:
            if self.parent_id:
                raise ValidationError({"parent": _("A main library belongs to no other library.")})
        elif self.parent is None or self.parent.level != self.level - 1:
            raise ValidationError({"parent": _("Choose the library one level above this one.")})


class OpeningHours(models.Model):
    """Weekly hours; two rows on one weekday make a lunch break, none a day without opening."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    library = ParentalKey(Library, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["library", "weekday", "opens"], name="one_opening"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="closes_after_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("Closing time must be after opening time.")})


class ExceptionalDay(models.Model):
    """A day on which one library closes, or keeps other hours than its weekly ones."""

    library = ParentalKey(Library, on_delete=models.CASCADE, related_name="exceptional_days")
    date = models.DateField(_("date"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=80)
    reason_en = models.CharField(_("reason in English"), max_length=120, blank=True)

    class Meta:
        ordering = ["date", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["library", "date", "opens"], name="one_exception"),
            # SQLite cannot say that two NULLs are alike.
            models.UniqueConstraint(
                fields=["library", "date"],
                condition=models.Q(opens__isnull=True),
                name="one_closed_exception",
            ),
            models.CheckConstraint(
                condition=models.Q(opens__isnull=True, closes__isnull=True)
                | models.Q(closes__gt=models.F("opens")),
                name="exception_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"

    @property
    def reason_label(self) -> str:
        return localized(self, "reason")

    def clean(self) -> None:
        if bool(self.opens) != bool(self.closes):
            raise ValidationError(
                {"closes": _("Give both times, or none if the library stays closed.")}
            )
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("Closing time must be after opening time.")})


class ClosureDay(models.Model):
    """A public holiday, a make-up working day or a day on which every library closes."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("public holiday")
        MAKEUP = "makeup", _("make-up working day")
        CLOSED = "closed", _("all libraries closed")

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)

    class Meta:
        ordering = ["date"]
        verbose_name = _("holiday or closure")
        verbose_name_plural = _("holidays and closures")

    def __str__(self) -> str:
        return f"{self.date} {self.label}"

    @property
    def label(self) -> str:
        return localized(self, "name")


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
