"""The small forms of the planner."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.volunteers.enums import OpportunityState
from community.volunteers.models import Shift
from community.volunteers.selectors import own_opportunities, who_could_help
from events.enums import State
from events.models import Occurrence
from portal.core.permissions import scope_of

AHEAD = dt.timedelta(days=90)
MOST_DATES = 300


def _date(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def _time(label: Any, **options: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **options)


class TimesForm(forms.Form):
    """A day, from when to when, and how many people."""

    date = _date(_("Day"))
    starts = _time(pgettext_lazy("time", "From"))
    ends = _time(_("Until"))
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=2)

    def moments(self) -> dict[str, dt.datetime]:
        data = self.cleaned_data
        return {
            f"{name}_at": timezone.make_aware(dt.datetime.combine(data["date"], data[name]))
            for name in ("starts", "ends")
        }

    @classmethod
    def times_of(cls, shift: Shift) -> dict[str, Any]:
        start, end = shift.local_start, shift.local_end
        return {
            "date": start.date(),
            "starts": start.time(),
            "ends": end.time(),
            "capacity": shift.capacity,
        }


class NewShiftForm(TimesForm):
    """A shift by itself, or of the date of an event: that gives the times."""

    date = _date(_("Day"), required=False)
    starts = _time(pgettext_lazy("time", "From"), required=False)
    ends = _time(_("Until"), required=False)
    opportunity = forms.ModelChoiceField(label=pgettext_lazy("volunteers", "Task"), queryset=None)
    occurrence = forms.ModelChoiceField(
        label=_("Date of an event"),
        queryset=None,
        required=False,
        help_text=_(
            "The shift follows it when it is moved or cancelled. Empty: give day and time."
        ),
    )
    minutes_before = forms.IntegerField(
        label=_("Minutes before the event"), min_value=0, max_value=480, initial=30, required=False
    )
    minutes_after = forms.IntegerField(
        label=_("Minutes after the event"), min_value=0, max_value=480, initial=15, required=False
    )
    note = forms.CharField(label=pgettext_lazy("shift", "Note"), max_length=120, required=False)
    note_en = forms.CharField(label=_("Note in English"), max_length=160, required=False)
    field_order = (
        *("opportunity", "occurrence", "minutes_before", "minutes_after"),
        *("date", "starts", "ends", "capacity", "note", "note_en"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tasks = own_opportunities(user).exclude(state=OpportunityState.ARCHIVED)
        self.fields["opportunity"].queryset = tasks
        self.fields["occurrence"].queryset = _dates(user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("occurrence"):
            for name in ("date", "starts", "ends"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Give day and time, or choose a date of an event."))
        return data


def _dates(user: Any) -> Any:
    now = timezone.now()
    rows = Occurrence.objects.filter(state=State.SCHEDULED, start__range=(now, now + AHEAD))
    scope = scope_of(user)
    if scope is not None:
        rows = rows.filter(library__in=scope.libraries)
    keys = list(rows.order_by("start").values_list("pk", flat=True)[:MOST_DATES])
    return Occurrence.objects.filter(pk__in=keys).select_related("series").order_by("start")


class AssignForm(forms.Form):
    """Somebody who may help here and has nothing else at that time."""

    volunteer = forms.ModelChoiceField(label=_("Volunteer"), queryset=None)
    with_parent = forms.BooleanField(label=_("A parent comes along and stays"), required=False)

    def __init__(self, shift: Shift, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].queryset = who_could_help(shift)


class WeeksForm(forms.Form):
    weeks = forms.IntegerField(label=_("For so many weeks"), min_value=1, max_value=52, initial=4)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Told to everybody who has signed up."),
    )


class PeriodForm(forms.Form):
    since = _date(pgettext_lazy("time", "From"))
    until = _date(_("Until"))
