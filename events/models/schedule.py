"""When and where: the fields of both the page that editors write and the published series."""

import datetime as dt
from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import HolidayPolicy, Kind
from events.rule_field import RuleField
from events.schedule.recurrence import Rule
from events.schedule.slots import Timetable
from portal.core.bilingual import localized

from .particulars import Particulars


class Pattern(Particulars):
    """What kind of event it is and how it recurs, whenever it begins; templates have that too."""

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind.choices,
        default=Kind.SERIES,
        help_text=_("A single event has one page; each date of a series has one of its own."),
    )
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("For exhibitions and whole days.")
    )
    start_time = models.TimeField(_("starts at"), null=True, blank=True)
    duration = models.DurationField(_("lasts"), default=dt.timedelta(hours=1))
    rule = RuleField(verbose_name=_("repeats"), blank=True, default="")
    session_limit = models.PositiveSmallIntegerField(
        _("number of sessions"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text=_("Counts the sessions that take place: a skipped holiday is made up for."),
    )
    holiday_policy = models.CharField(
        _("on holidays"), max_length=12, choices=HolidayPolicy.choices, default=HolidayPolicy.SKIP
    )

    class Meta:
        abstract = True

    @property
    def parsed_rule(self) -> Rule | None:
        return Rule.parse(str(self.rule)) if self.rule else None


class Schedule(Pattern):
    """A first date, perhaps a rule by which it recurs, and the particulars.

    Times are the library's wall clock; the zone is a matter of the series.
    """

    start_date = models.DateField(
        _("first date"), help_text=_("With a rule: the day from which the rule counts.")
    )
    ends_on = models.DateField(
        _("last date"), null=True, blank=True, help_text=_("This day is included.")
    )
    event_template = models.ForeignKey(
        "events.EventTemplate",
        verbose_name=_("template"),
        on_delete=models.PROTECT,  # what ran by a template is counted by it; archive it instead
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    def timetable(
        self, skipped: Iterable["SkippedDay"] = (), extra: Iterable["ExtraDay"] = ()
    ) -> Timetable:
        return Timetable(
            start=self.start_date,
            time=self.start_time,
            all_day=self.all_day,
            rule=self.parsed_rule,
            ends_on=self.ends_on,
            session_limit=self.session_limit,
            skips=frozenset(day.date for day in skipped),
            extras=tuple((day.date, day.start_time) for day in extra),
        )


class SkippedDay(models.Model):
    """A day taken out of the rule by hand. A date, never an instant."""

    date = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=80, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["date", "pk"]

    @property
    def reason_label(self) -> str:
        return localized(self, "reason")


class ExtraDay(models.Model):
    """A session besides those of the rule; without a time of its own it has that of the series."""

    date = models.DateField(_("date"))
    start_time = models.TimeField(_("starts at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=80, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["date", "start_time", "pk"]

    @property
    def reason_label(self) -> str:
        return localized(self, "reason")
