"""What a reader fills in to book a room, or to give a booking another time."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Record
from events.schedule.dates import span_label
from events.spaces.enums import BookableBy, TimeMode
from events.spaces.errors import BookingError
from events.spaces.models import Seat
from events.spaces.selectors import Calendar
from events.spaces.selectors.terms import length
from events.spaces.services import Wish
from events.spaces.slots import Slot, read_key


class MomentField(forms.CharField):
    """A starting time by its key; one that is gone meanwhile is still understood."""

    widget = forms.Select
    default_error_messages = {"invalid": _("Choose one of the times on offer.")}

    def to_python(self, value: Any) -> dt.datetime | None:
        text = super().to_python(value)
        if not text:
            return None
        moment = read_key(text)
        if moment is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class TimesForm(forms.Form):
    """When: a starting time of the day that *calendar* shows, perhaps a length, perhaps a seat."""

    start = MomentField(label=_("Time"))
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int)
    seat = forms.ModelChoiceField(
        Seat.objects.none(), label=_("Seat"), required=False, empty_label=_("any free seat")
    )

    def __init__(self, *args: Any, calendar: Calendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar, self.space = calendar, calendar.space
        self.slots = calendar.slots
        self.fields["start"].widget.choices = [
            (slot.key, self._label(slot)) for slot in self.slots if slot.is_free
        ]
        if self.space.rules.mode == TimeMode.FREE:
            self.fields["minutes"].choices = self._lengths()
        else:
            del self.fields["minutes"]
        if self.space.has_seats:
            self.fields["seat"].queryset = self._seats()
            self.fields["seat"].label_from_instance = _seat_label
        else:
            del self.fields["seat"]

    def _label(self, slot: Slot) -> str:
        if self.space.rules.mode == TimeMode.FREE:
            return f"{slot.local_start:%H:%M}"
        label = span_label(slot.local_start, slot.local_end)
        if slot.left is None:
            return label
        return _("%(times)s, %(n)s free") % {"times": label, "n": slot.left}

    def _lengths(self) -> list[tuple[int, str]]:
        rules = self.space.rules
        steps = range(rules.min_minutes, rules.max_minutes + 1, rules.slot_minutes)
        return [(minutes, length(minutes)) for minutes in steps]

    def _seats(self) -> Any:
        """Those free at the time that was chosen; all of them as long as none was."""
        seats = self.space.seats.get_queryset().filter(is_active=True)
        start = read_key(str(self["start"].value() or ""))
        slot = next((slot for slot in self.slots if slot.start == start), None)
        if slot is None or self.is_bound:
            return seats
        free = self.calendar.free_seats(slot.start, slot.end)
        return seats.filter(pk__in=[seat.pk for seat in free])

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """What was chosen. A time that is no slot gets a slot's length: the rules will speak."""
        start = self.cleaned_data["start"]
        if minutes := self.cleaned_data.get("minutes"):
            return start, start + dt.timedelta(minutes=minutes)
        found = next((slot for slot in self.slots if slot.start == start), None)
        spare = start + dt.timedelta(minutes=self.space.rules.slot_minutes)
        return start, found.end if found else spare

    def add_problems(self, error: BookingError) -> None:
        """Show each problem at its field."""
        for name, text in error.problems.items():
            self.add_error(name if name in self.fields else None, text)


class BookingForm(TimesForm):
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=999)
    group = forms.CharField(
        label=_("Your group"), max_length=80, required=False, help_text=_("If you come as one.")
    )
    purpose = forms.CharField(
        label=_("What you want to do there"),
        max_length=200,
        required=False,
        help_text=_("Only the librarians read it."),
    )
    is_book_club = forms.BooleanField(label=_("We are a book club"), required=False)
    book = forms.CharField(
        label=_("The book you read"),
        max_length=160,
        required=False,
        help_text=_("We lay copies out for you, if the libraries have enough."),
    )
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=60, required=False)
    record = forms.ModelChoiceField(Record.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.space.has_seats:
            self._drop("people", "group", "purpose")
        else:
            self.fields["people"].widget.attrs["max"] = self.space.most_people
            self.fields["people"].initial = max(self.space.rules.min_people, 1)
        self.is_for_groups = self.space.bookable_by == BookableBy.GROUPS
        if self.is_for_groups:
            self.fields["group"].required = True
            self.fields["group"].help_text = ""
        if not self.space.takes_book_clubs or self.space.has_seats:
            self._drop("is_book_club", "book", "copies", "record")

    def _drop(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)

    def wish(self) -> Wish:
        data = self.cleaned_data
        start, end = self.span
        return Wish(
            start=start,
            end=end,
            seat=data.get("seat"),
            people=data.get("people") or 1,
            group=data.get("group", ""),
            purpose=data.get("purpose", ""),
            is_book_club=data.get("is_book_club", False),
            book=data.get("book", ""),
            record=data.get("record"),
            copies=data.get("copies") or 0,
        )


class DayForm(forms.Form):
    """The day whose times are shown."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, last: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["day"].widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}


def _seat_label(seat: Seat) -> str:
    return f"{seat.label} · {seat.note_label}" if seat.note_label else seat.label
