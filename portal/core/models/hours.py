"""When libraries are open: weekly hours, exceptional days and the holiday calendar."""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel

from portal.core.bilingual import localized
from portal.core.hours import HORIZON_DAYS, MIDNIGHT

# Midnight as closing time is the end of the day.
_CLOSES_AFTER_OPENING = models.Q(closes__gt=models.F("opens")) | models.Q(closes=MIDNIGHT)


def _check_order(opens: dt.time | None, closes: dt.time | None) -> None:
    if opens is None or closes is None or closes == MIDNIGHT:
        return
    if closes <= opens:
        raise ValidationError({"closes": _("Closing time must be after opening time.")})


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

    library = ParentalKey("core.Library", on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("0:00 is midnight, the end of the day."))

    panels = [FieldRowPanel(["weekday", "opens", "closes"])]

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("weekly opening")
        verbose_name_plural = _("weekly openings")
        constraints = [
            models.UniqueConstraint(fields=["library", "weekday", "opens"], name="one_opening"),
            models.CheckConstraint(condition=_CLOSES_AFTER_OPENING, name="closes_after_opens"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        _check_order(self.opens, self.closes)


class ExceptionalDay(models.Model):
    """A day on which one library closes, or keeps other hours than its weekly ones."""

    library = ParentalKey("core.Library", on_delete=models.CASCADE, related_name="exceptional_days")
    date = models.DateField(_("date"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=80)
    reason_en = models.CharField(_("reason in English"), max_length=120, blank=True)

    panels = [FieldRowPanel(["date", "opens", "closes"]), FieldRowPanel(["reason", "reason_en"])]

    class Meta:
        ordering = ["date", "opens"]
        verbose_name = _("exceptional day")
        verbose_name_plural = _("exceptional days")
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
                | models.Q(opens__isnull=False, closes__isnull=False) & _CLOSES_AFTER_OPENING,
                name="exception_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"

    @property
    def reason_label(self) -> str:
        return localized(self, "reason")

    def clean(self) -> None:
        if (self.opens is None) != (self.closes is None):
            raise ValidationError(
                {"closes": _("Give both times, or none if the library stays closed.")}
            )
        _check_order(self.opens, self.closes)


class ClosureDayQuerySet(models.QuerySet["ClosureDay"]):
    def ahead_of(self, moment: dt.datetime) -> Self:
        """From that day on as far ahead as opening times are worked out."""
        today = timezone.localdate(moment)
        return self.filter(date__range=(today, today + dt.timedelta(days=HORIZON_DAYS)))


class ClosureDay(models.Model):
    """A public holiday, a make-up working day or a day on which every library closes."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("public holiday")
        MAKEUP = "makeup", _("make-up working day")
        CLOSED = "closed", _("all libraries closed")
        # Says that somebody has looked at a day the lists of holidays disagree about.
        ORDINARY = "ordinary", _("ordinary day, checked")

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)

    objects = ClosureDayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        verbose_name = _("holiday or closure")
        verbose_name_plural = _("holidays and closures")

    def __str__(self) -> str:
        return f"{self.date} {self.label}"

    @property
    def label(self) -> str:
        return localized(self, "name")
