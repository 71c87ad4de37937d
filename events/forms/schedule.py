"""What the rule editor sends while somebody types."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import formset_factory

from events.admin_forms import LengthField
from events.enums import HolidayPolicy, Kind
from events.models import EventSeries
from events.rule_field import RuleFormField
from events.selectors.series import keys_of_slug
from portal.core.models import Library


class ScheduleForm(forms.Form):
    """The schedule of a page that is being written. Half-filled is well filled."""

    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    start_date = forms.DateField()
    start_time = forms.TimeField(required=False)
    all_day = forms.BooleanField(required=False)
    duration = LengthField(required=False)
    rule = RuleFormField(required=False)
    ends_on = forms.DateField(required=False)
    session_limit = forms.IntegerField(required=False, min_value=1, max_value=366)
    holiday_policy = forms.ChoiceField(choices=HolidayPolicy.choices)
    library = forms.ModelChoiceField(Library.objects.all(), required=False)
    space = forms.CharField(required=False)
    presenter = forms.CharField(required=False)
    slug = forms.CharField(required=False)  # of the page: its own dates are no clash
    since = forms.DateField(required=False)

    def own_keys(self) -> QuerySet[Any, Any]:
        return keys_of_slug(self.cleaned_data["slug"])

    def schedule(self) -> EventSeries:
        """An unsaved series with what was sent."""
        data = {n: v for n, v in self.cleaned_data.items() if n not in ("slug", "since")}
        return EventSeries(**{**data, "kind": data["kind"] or Kind.SERIES})


class DayForm(forms.Form):
    date = forms.DateField(required=False)
    start_time = forms.TimeField(required=False)
    reason = forms.CharField(required=False)
    DELETE = forms.BooleanField(required=False)


DayFormSet = formset_factory(DayForm, extra=0, max_num=400, absolute_max=400)


def days_sent(data: Any, prefix: str) -> list[dict[str, Any]]:
    """The rows of an InlinePanel that have a date and are not deleted."""
    if f"{prefix}-TOTAL_FORMS" not in data:
        return []
    formset = DayFormSet(data, prefix=prefix)
    formset.is_valid()
    rows = [getattr(form, "cleaned_data", {}) for form in formset.forms]
    return [row for row in rows if row.get("date") and not row.get("DELETE")]
