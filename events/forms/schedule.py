"""What the rule editor sends while somebody types, and changes to a single date."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from events import services
from events.admin_forms import LengthField
from events.enums import HolidayPolicy, Kind, State
from events.errors import EventError
from events.models import EventSeries, Occurrence
from events.rule_field import RuleFormField
from portal.core.admin_forms import LibraryModelForm
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

    def schedule(self) -> EventSeries:
        """An unsaved series with what was sent."""
        return EventSeries(
            **{**self.cleaned_data, "kind": self.cleaned_data["kind"] or Kind.SERIES}
        )


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


class SessionForm(LibraryModelForm):
    """One date, changed through the services that see to calendars and people."""

    KEEP, CANCEL, REINSTATE, CONFIRM = "", "cancel", "reinstate", "keep"
    CHANGED = ("start", "end", "library", "space", "space_en", "presenter", "presenter_en")
    NOTES = ("note", "note_en")

    decision = forms.ChoiceField(label=_("decision"), required=False)

    class Meta:
        model = Occurrence
        fields = (
            "start",
            "end",
            "library",
            "space",
            "space_en",
            "presenter",
            "presenter_en",
            "note",
            "note_en",
        )
        widgets = {"start": AdminDateTimeInput, "end": AdminDateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = self._decisions()
        for name in self.NOTES:
            self.fields[name].help_text = _("Shown to readers and in their calendars.")

    def _decisions(self) -> list[tuple[str, Any]]:
        choices = [(self.KEEP, _("leave it as it is"))]
        if self.instance.state == State.CANCELLED:
            choices.append((self.REINSTATE, _("let it take place after all")))
        else:
            choices.append((self.CANCEL, _("cancel it")))
        if self.instance.state == State.UNDECIDED:
            choices.append((self.CONFIRM, _("let it take place although the rule has changed")))
        return choices

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The session must end after it starts."))
        if self.instance.state == State.WITHDRAWN:
            raise ValidationError(_("This date was withdrawn; add an extra date instead."))
        if data.get("decision") == self.REINSTATE and not self.instance.series.live:
            self.add_error("decision", _("The page is not published; publish it first."))
        return data

    def save(self, commit: bool = True) -> Occurrence:
        """*commit* is there for Wagtail; the services always write."""
        row: Occurrence = Occurrence.objects.select_related("series").get(pk=self.instance.pk)
        data = self.cleaned_data
        values = {n: data[n] for n in self.changed_data if n in (*self.CHANGED, *self.NOTES)}
        notes = {name: data[name] for name in self.NOTES}
        try:
            if moved := {name: value for name, value in values.items() if name in self.CHANGED}:
                row = services.change(row, **moved)
            if data["decision"] == self.CANCEL:
                row = services.cancel(row, **notes)
            elif data["decision"] == self.REINSTATE:
                row = services.reinstate(row)
            elif data["decision"] == self.CONFIRM:
                row = services.keep(row)
            if data["decision"] not in (self.CANCEL, self.REINSTATE) and set(values) & set(notes):
                row = services.change(row, **notes)
        except EventError as error:
            raise ValidationError(str(error)) from error
        return row
