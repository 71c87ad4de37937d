"""A series from a template: at one library, or at many at once."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from events.models import EventTemplate
from events.schedule.repeats import Repeats, rule_from
from events.services.rollout import Plan
from portal.core.models import Library
from portal.core.permissions import scope_of

# Which fields of a row a template may have fixed, under the names of the page.
FIXABLE = {"start_time": "start_time", "repeats": "rule", "presenter": "presenter"}


def own_libraries(user: Any) -> Any:
    scope = scope_of(user)
    rows = Library.objects.order_by("position", "pk").select_related("parent")
    return rows if scope is None else rows.filter(pk__in=scope.libraries)


class SeriesFromTemplateForm(forms.Form):
    """The rest is written in the editor."""

    template = forms.ModelChoiceField(
        label=_("Template"), queryset=EventTemplate.objects.filter(is_archived=False)
    )
    library = forms.ModelChoiceField(
        label=_("Library"),
        queryset=Library.objects.none(),
        required=False,
        empty_label=_("the whole network"),
    )
    start_date = forms.DateField(
        label=_("First date"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave empty for the next date the template’s rule gives."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(user)
        field = self.fields["library"]
        field.queryset = own_libraries(user)
        if scope is not None:
            field.required, field.initial = True, scope.default


class RollOutForm(forms.Form):
    """What holds for all libraries of a roll-out."""

    ends_on = forms.DateField(
        label=_("Last date"),
        required=False,
        widget=AdminDateInput,
        help_text=_("For all libraries; leave empty if the template says how many sessions."),
    )


class RollOutRowForm(forms.Form):
    """One library of a roll-out; a row that is not ticked may hold anything."""

    chosen = forms.BooleanField(required=False)
    start_date = forms.DateField(label=_("First date"), required=False, widget=AdminDateInput)
    start_time = forms.TimeField(label=_("Starts at"), required=False, widget=AdminTimeInput)
    repeats = forms.ChoiceField(label=_("Repeats"), choices=Repeats.choices)
    space = forms.CharField(label=_("Room or place"), required=False, max_length=80)
    presenter = forms.CharField(label=_("Led by"), required=False, max_length=80)

    def __init__(
        self, *args: Any, template: EventTemplate, fixed: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        for name, page_field in FIXABLE.items():
            self.fields[name].disabled = page_field in fixed
        if template.all_day:
            del self.fields["start_time"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("chosen") and not data.get("start_date") and "start_date" not in self.errors:
            self.add_error("start_date", _("Give the first date."))
        return data

    @property
    def is_chosen(self) -> bool:
        """Whether the row is ticked, whatever else is wrong with it."""
        return bool(self["chosen"].value())

    def plan(self, library: Library, ends_on: Any) -> Plan:
        data = self.cleaned_data
        rule = rule_from(data["repeats"], data["start_date"], self.template.parsed_rule)
        return Plan(
            library=library,
            start_date=data["start_date"],
            start_time=data.get("start_time"),
            rule=rule,
            ends_on=ends_on if rule else None,
            space=data["space"],
            presenter=data["presenter"],
        )
