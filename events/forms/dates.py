"""Changes to dates: one, several, this and following."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from events import services
from events.admin_forms import LengthField
from events.enums import State
from events.models import Occurrence
from events.rule_field import RuleFormField
from portal.core.admin_forms import LibraryModelForm
from portal.core.models import Library
from portal.core.permissions import scope_of


class SessionForm(LibraryModelForm):
    """One date, changed through the services that see to calendars and people."""

    CHANGED = ("start", "end", "library", "space", "space_en", "presenter", "presenter_en")
    NOTES = ("note", "note_en")

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

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
        self.initial["seen"] = self.instance.sequence
        for name in self.NOTES:
            self.fields[name].help_text = _("Shown to readers and in their calendars.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The session must end after it starts."))
        if self.instance.state == State.WITHDRAWN:
            raise ValidationError(_("This date was withdrawn; add an extra date instead."))
        return data

    def save(self, commit: bool = True) -> Occurrence:
        """*commit* is there for Wagtail; the services always write. EventError says what is wrong.

        Saving an undecided date decides that it takes place.
        """
        row: Occurrence = Occurrence.objects.select_related("series").get(pk=self.instance.pk)
        data = self.cleaned_data
        values = {n: data[n] for n in self.changed_data if n in (*self.CHANGED, *self.NOTES)}
        if row.state == State.UNDECIDED:
            return services.keep(row, seen=data["seen"], **values)
        return services.change(row, seen=data["seen"], **values) if values else row


class PlainForm(forms.Form):
    """A form without a model, with labels that begin like those of one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label) if field.label else field.label


class ReasonForm(PlainForm):
    """Why a session does not take place: what readers are told."""

    note = forms.CharField(
        label=_("reason"),
        max_length=200,
        help_text=_("Shown to readers and in their calendars; whoever holds a place is told."),
    )
    note_en = forms.CharField(label=_("reason in English"), max_length=300, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> dict[int, int]:
        """Which sequence of which date was looked at: “12:3,13:1”."""
        pairs = [pair.partition(":") for pair in self.cleaned_data["seen"].split(",")]
        return {int(key): int(seq) for key, _colon, seq in pairs if key.isdigit() and seq.isdigit()}


class FollowingForm(PlainForm):
    """What changes from a date on. The fields no one touches stay as they are."""

    start_time = forms.TimeField(label=_("starts at"), required=False, widget=AdminTimeInput)
    duration = LengthField(label=_("lasts"))
    rule = RuleFormField(label=_("repeats"), required=False)
    ends_on = forms.DateField(
        label=_("last date"),
        required=False,
        widget=AdminDateInput,
        help_text=_("This day is included."),
    )
    session_limit = forms.IntegerField(
        label=_("number of sessions"),
        required=False,
        min_value=1,
        max_value=366,
        help_text=_("From this date on."),
    )
    library = forms.ModelChoiceField(Library.objects.all(), label=_("library"), required=False)
    space = forms.CharField(label=_("room or place"), max_length=80, required=False)
    space_en = forms.CharField(label=_("room or place in English"), max_length=120, required=False)
    presenter = forms.CharField(label=_("led by"), max_length=80, required=False)
    presenter_en = forms.CharField(label=_("led by, in English"), max_length=120, required=False)
    note = forms.CharField(
        label=_("reason"),
        max_length=200,
        required=False,
        help_text=_("Shown with each of these dates; whoever holds a place is told."),
    )
    note_en = forms.CharField(label=_("reason in English"), max_length=300, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(user)
        if scope is not None:
            field = self.fields["library"]
            field.queryset = field.queryset.filter(pk__in=scope.libraries)

    def changes(self) -> dict[str, Any]:
        """What was changed, as `services.split` takes it."""
        return {name: self.cleaned_data[name] for name in self.changed_data}
