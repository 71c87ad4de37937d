"""One shift: the list of the day, who is entered, moving, repeating, writing to all."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from wagtail.admin import messages

from community.volunteers import selectors, services
from community.volunteers.desk_forms import (
    AssignForm,
    NewShiftForm,
    ReasonForm,
    TimesForm,
    WeeksForm,
)
from community.volunteers.enums import SwapState
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Shift, SignUp, Swap
from community.volunteers.tokens import self_check_in_path
from events.places.errors import BusyError
from events.rosters.forms import MessageForm
from portal.core.spreadsheets import csv_response
from portal.notify.letters import site_url

from .base import DeskView, ShiftPage

Act = Callable[[HttpRequest, SignUp], None]
ACTS: dict[str, Act] = {
    "in": lambda request, row: services.check_in(row, by=request.user),
    "out": lambda request, row: services.check_out(row, by=request.user),
    "no_show": lambda request, row: services.mark_no_show(row, by=request.user),
    "undo": lambda request, row: services.undo(row, by=request.user),
    "off": lambda request, row: services.take_off(row, note=request.POST.get("note", "")[:200]),
    "correct": lambda request, row: services.correct(
        row,
        _minutes(request.POST.get("hours", "")),
        reason=request.POST.get("reason", ""),
        by=request.user,
    ),
}


def _minutes(text: str) -> int:
    try:
        return round(float(text) * 60)
    except (ValueError, OverflowError) as error:
        raise VolunteerError(_("Give the hours as a number, such as 1.5.")) from error


class ShiftView(ShiftPage):
    """The list of the day with big targets; each tap is a plain form."""

    page_title = gettext_lazy("Shift")
    template_name = "volunteers/admin/shift.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._page(AssignForm(self.shift))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AssignForm(self.shift)
        try:
            if "assign" in request.POST:
                form = AssignForm(self.shift, request.POST)
                if not form.is_valid():
                    return self._page(form)
                self._assign(form)
            elif "close" in request.POST:
                self._close(request)
            elif "veto" in request.POST:
                self._veto(request)
            else:
                self._act(request)
        except (VolunteerError, BusyError) as error:
            messages.error(request, str(error))
        return redirect(self.shift_url)

    def _page(self, form: AssignForm) -> HttpResponse:
        rows = selectors.signups_of(self.shift)
        swaps = Swap.objects.filter(signup__pool=self.shift).select_related(
            "signup__volunteer", "taken_by__volunteer"
        )
        return self.answer(
            confirmed=[row for row in rows if row.status == "confirmed"],
            offered=[row for row in rows if row.status == "offered"],
            waiting=[row for row in rows if row.status == "waiting"],
            left=[row for row in rows if not row.is_active],
            swaps=swaps.filter(state__in=[SwapState.OPEN, SwapState.TAKEN]),
            form=form,
        )

    def _act(self, request: HttpRequest) -> None:
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        rows = SignUp.objects.filter(pool=self.shift).detailed()
        act(request, get_object_or_404(rows, pk=_number(request.POST.get("signup", ""))))

    def _assign(self, form: AssignForm) -> None:
        data = form.cleaned_data
        if self.shift.has_begun:
            services.add_helper(self.shift, data["volunteer"])
        else:
            services.assign(self.shift, data["volunteer"], with_parent=data["with_parent"])

    def _close(self, request: HttpRequest) -> None:
        absent = services.close(self.shift, by=request.user)
        text = ngettext("%(n)d stayed away.", "%(n)d stayed away.", absent) % {"n": absent}
        messages.success(request, f"{_('The list is closed.')} {text}")

    def _veto(self, request: HttpRequest) -> None:
        rows = Swap.objects.filter(signup__pool=self.shift)
        swap = get_object_or_404(rows, pk=_number(request.POST["veto"]))
        services.veto(swap, note=request.POST.get("note", "")[:200])


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 15):
        raise Http404
    return int(text)


class NewShiftView(DeskView):
    page_title = gettext_lazy("New shift")
    header_icon = "plus"
    template_name = "volunteers/admin/form.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.answer(form=NewShiftForm(user=request.user), submit=_("Plan it"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewShiftForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                shift = self._plan(form)
            except VolunteerError as error:
                field = error.field if error.field in form.fields else None
                form.add_error(field, str(error))
            else:
                return redirect("volunteer_desk:shift", shift.uid)
        return self.answer(form=form, submit=_("Plan it"))

    def _plan(self, form: NewShiftForm) -> Shift:
        data = form.cleaned_data
        if data["occurrence"]:
            return services.plan_for_date(
                data["opportunity"],
                data["occurrence"],
                capacity=data["capacity"],
                minutes_before=data["minutes_before"] or 0,
                minutes_after=data["minutes_after"] or 0,
            )
        texts = {name: data[name] for name in ("capacity", "note", "note_en")}
        return services.plan(data["opportunity"], **form.moments(), **texts)


class MoveView(ShiftPage):
    """Another time, another number of places."""

    page_title = gettext_lazy("Time and places")
    template_name = "volunteers/admin/form.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._page(TimesForm(initial=TimesForm.times_of(self.shift)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = TimesForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            services.move(self.shift, **form.moments())
            if form.cleaned_data["capacity"] != self.shift.capacity:
                services.set_capacity(self.shift, form.cleaned_data["capacity"])
        except (VolunteerError, BusyError) as error:
            form.add_error(None, str(error))
            return self._page(form)
        messages.success(request, _("Changed. Who has signed up is told of a new time."))
        return redirect(self.shift_url)

    def _page(self, form: TimesForm) -> HttpResponse:
        return self.answer(form=form, submit=_("Change it"), back=self.shift_url)


class CancelView(ShiftPage):
    page_title = gettext_lazy("Cancel the shift")
    template_name = "volunteers/admin/form.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer(form=ReasonForm(), submit=_("Cancel the shift"), back=self.shift_url)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        services.cancel(self.shift, reason=request.POST.get("reason", "").strip())
        messages.success(request, _("Cancelled. Everybody is told."))
        return redirect(self.shift_url)


class RepeatView(ShiftPage):
    """The same shift in the weeks to come: looked at first, then planned."""

    page_title = gettext_lazy("Repeat weekly")
    template_name = "volunteers/admin/repeat.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer(form=WeeksForm(), back=self.shift_url)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = WeeksForm(request.POST)
        if not form.is_valid():
            return self.answer(form=form, back=self.shift_url)
        rows = services.drafts(self.shift, weeks=form.cleaned_data["weeks"])
        if "plan" not in request.POST:
            return self.answer(form=form, drafts=rows, back=self.shift_url)
        made = len(services.plan_many(self.shift, rows))
        text = ngettext("%(n)d shift is planned.", "%(n)d shifts are planned.", made)
        messages.success(request, text % {"n": made})
        return redirect("volunteer_desk:planner")


class MessageView(ShiftPage):
    """A letter to all of a shift: written, looked at, sent once."""

    page_title = gettext_lazy("Write to all")
    template_name = "volunteers/admin/message.html"
    header_icon = "mail"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer(form=MessageForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = MessageForm(request.POST)
        if not form.is_valid() or "change" in request.POST:
            return self.answer(form=form)
        data = form.cleaned_data
        if "send" not in request.POST:
            reached = services.recipients(self.shift, with_waiting=data["with_waiting"]).count()
            return self.answer(form=form, letters=reached, is_preview=True)
        number = services.write_to_shift(
            self.shift, form.texts(), with_waiting=data["with_waiting"], key=data["key"]
        )
        text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", number)
        messages.success(request, text % {"n": number})
        return redirect(self.shift_url)


class PosterView(ShiftPage):
    """A code for the wall: volunteers tick themselves."""

    template_name = "volunteers/admin/poster.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer(url=site_url(self_check_in_path(self.shift)), back=self.shift_url)


class ExportView(ShiftPage):
    """The list as a spreadsheet; by POST, so that no link takes it out by accident."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        head = [
            pgettext("person", "Name"),
            _("Telephone"),
            _("State"),
            _("Attendance"),
            _("Minutes"),
            _("A parent comes along"),
            _("In an emergency"),
        ]
        rows = [_row(row) for row in selectors.signups_of(self.shift) if row.is_active]
        name = f"shift-{self.shift.local_date:%Y-%m-%d}.csv"
        return csv_response([head, *rows], filename=name)


def _row(row: SignUp) -> list[Any]:
    person = row.volunteer
    return [
        person.name if person else "",
        person.phone if person else "",
        row.get_status_display(),
        row.get_mark_display() if row.mark else "",
        row.minutes,
        _("yes") if row.with_parent else "",
        f"{person.emergency_name} {person.emergency_phone}".strip() if person else "",
    ]
