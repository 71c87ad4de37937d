"""Forms of the admin: rooms with their seats, bookings made and changed through the services."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from events.spaces import services
from events.spaces.enums import BookingKind, Status
from events.spaces.errors import BookingError
from events.spaces.models import Booking, Seat, Space, SpaceRules
from events.spaces.services import Wish
from portal.accounts.models import Reader
from portal.core.admin_forms import LibraryModelForm
from portal.core.permissions import scope_of
from portal.core.slugs import pinyin_slug


class SpaceForm(LibraryModelForm):
    """A room. Rules of other libraries are not offered; seats with bookings are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        scope = scope_of(self.for_user) if self.for_user else None
        if scope is not None:
            rules = SpaceRules.objects.filter(library__in=scope.libraries)
            self.fields["rules"].queryset = rules | SpaceRules.objects.filter(library=None)

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or pinyin_slug(self.cleaned_data.get("name", ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        seats = self.formsets.get("seats")
        gone = [form.instance for form in seats.forms if form["DELETE"].value()] if seats else []
        if kept := Seat.objects.filter(pk__in=[s.pk for s in gone], bookings__isnull=False):
            labels = ", ".join(sorted({seat.label for seat in kept}))
            raise ValidationError(
                _("Seats %(labels)s have bookings; switch them off instead of deleting them.")
                % {"labels": labels}
            )
        return data


class ThroughServices(WagtailAdminModelForm):
    """A form whose `save` calls services; what stands against it is shown at its field."""

    def own_spaces(self) -> Any:
        scope = scope_of(self.for_user) if self.for_user else None
        spaces = Space.objects.select_related("library")
        return spaces if scope is None else spaces.filter(library__in=scope.libraries)

    def add_problems(self, error: BookingError) -> None:
        for name, text in error.problems.items():
            self.add_error(name if name in self.fields else None, text)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        start, end = data.get("start"), data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The end must be after the start."))
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """The services write the row, and the database has its say then."""
        return {*super()._get_validation_exclusions(), "blocked_from", "blocked_until"}

    def validate_constraints(self) -> None:
        return


class NewBookingForm(ThroughServices):
    """On somebody's behalf, or a room that is closed for a time."""

    kind = forms.ChoiceField(
        label=_("what for"),
        choices=[
            (BookingKind.ROOM, _("somebody books it")),
            (BookingKind.BOOK_CLUB, _("a book club")),
            (BookingKind.BLOCK, _("closed, for repairs for instance")),
        ],
    )
    seat_label = forms.CharField(
        label=_("seat"),
        max_length=12,
        required=False,
        help_text=_("In a study room: the label of the seat, or leave it empty for any free one."),
    )
    email = forms.EmailField(
        label=_("e-mail address of the reader"),
        required=False,
        help_text=_("Who has an account gets letters and sees the booking in “My library”."),
    )
    book = forms.CharField(label=_("book"), max_length=160, required=False)
    copies = forms.IntegerField(label=_("copies"), min_value=1, max_value=60, required=False)

    class Meta:
        model = Booking
        fields = ("space", "start", "end", "people", "holder", "phone", "group", "purpose")
        widgets = {"start": AdminDateTimeInput, "end": AdminDateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = self.own_spaces()

    def clean_email(self) -> Reader | None:
        address = self.cleaned_data["email"]
        if not address:
            return None
        found = EmailAddress.objects.filter(email__iexact=address, verified=True).first()
        reader = Reader.objects.filter(user=found.user_id).first() if found else None
        if reader is None:
            raise ValidationError(_("No reader has this address."))
        return reader

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["seat"] = None
        if (label := data.get("seat_label")) and (space := data.get("space")):
            data["seat"] = space.seats.get_queryset().filter(label=label).first()
            if data["seat"] is None:
                self.add_error("seat_label", _("This room has no such seat."))
        return data

    def save(self, commit: bool = True) -> Booking:
        """*commit* is there for Wagtail; the services always write."""
        self.instance = self._booked(self.cleaned_data)
        return self.instance

    def _booked(self, data: dict[str, Any]) -> Booking:
        if data["kind"] == BookingKind.BLOCK:
            return services.block(
                data["space"],
                staff=self.for_user,
                start=data["start"],
                end=data["end"],
                seat=data["seat"],
                reason=data["purpose"],
            )
        wish = Wish(
            **{name: data[name] for name in ("start", "end", "people", "seat", "group", "purpose")},
            is_book_club=data["kind"] == BookingKind.BOOK_CLUB,
            book=data["book"],
            copies=data["copies"] or 0,
        )
        return services.book_for(
            data["space"],
            staff=self.for_user,
            wish=wish,
            holder=data["holder"],
            phone=data["phone"],
            reader=data["email"],
        )


class BookingDecisionForm(ThroughServices):
    """One booking: decided, called off, given another time."""

    NOTHING, APPROVE, DECLINE, CALL_OFF, NO_SHOW = "", "approve", "decline", "call_off", "no_show"

    decision = forms.ChoiceField(label=_("decision"), required=False)
    copies_ready = forms.BooleanField(label=_("the copies lie ready"), required=False)

    class Meta:
        model = Booking
        fields = ("start", "end", "reason", "reason_en")
        widgets = {"start": AdminDateTimeInput, "end": AdminDateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = self._decisions()
        sets = self.instance.copy_sets.all()
        self.fields["copies_ready"].initial = bool(sets) and all(row.is_ready for row in sets)

    def _decisions(self) -> list[tuple[str, Any]]:
        choices: list[tuple[str, Any]] = [(self.NOTHING, _("leave it as it is"))]
        if self.instance.status == Status.REQUESTED:
            choices += [(self.APPROVE, _("say yes")), (self.DECLINE, _("say no"))]
        elif self.instance.status == Status.APPROVED:
            choices += [(self.CALL_OFF, _("cancel it")), (self.NO_SHOW, _("nobody came"))]
        return choices

    def save(self, commit: bool = True) -> Booking:
        """*commit* is there for Wagtail; the services always write."""
        data, row = self.cleaned_data, Booking.objects.get(pk=self.instance.pk)
        if {"start", "end"} & set(self.changed_data):
            row = services.move(row, start=data["start"], end=data["end"], staff=self.for_user)
        if "copies_ready" in self.changed_data:
            services.set_copies_ready(row, is_ready=data["copies_ready"])
        reasons = {name: data[name] for name in ("reason", "reason_en")}
        if data["decision"] == self.APPROVE:
            return services.approve(row, staff=self.for_user)
        if data["decision"] == self.DECLINE:
            return services.decline(row, staff=self.for_user, **reasons)
        if data["decision"] == self.CALL_OFF:
            return services.call_off(row, staff=self.for_user, **reasons)
        if data["decision"] == self.NO_SHOW:
            return services.note_no_show(row, staff=self.for_user)
        return row
