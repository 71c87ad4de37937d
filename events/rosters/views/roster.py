"""The roster of one date, and what staff do with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from events.places.errors import BusyError
from events.registration import services
from events.registration.errors import RegistrationError
from events.registration.models import Pause
from events.registration.selectors import opinion_of
from events.rosters.forms import (
    CancelForm,
    CapacityForm,
    HeadCountForm,
    OnBehalfForm,
    ReasonForm,
    WalkInForm,
)
from events.rosters.logbook import note
from events.rosters.selectors import Roster, roster, ticks

from .base import DateView

REFUSALS = (RegistrationError, BusyError)


class RosterView(DateView):
    """Who comes, who waits, and the small forms beside them."""

    page_title = gettext_lazy("Registrations")
    template_name = "rosters/roster.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Search: names are sent so that they stand in no address and in no log."""
        return self.answer()

    def answer(self, **forms: Any) -> HttpResponse:
        words = self.request.POST.get("q", "").strip()[:60]
        everybody = roster(self.occurrence)
        shown = everybody.narrowed(words) if words else everybody
        context = {"q": words, "roster": everybody, "shown": shown, **self._forms(everybody)}
        return self.render_to_response(self.get_context_data(**{**context, **forms}))

    def _forms(self, shown: Roster) -> dict[str, Any]:
        pool = shown.pool
        return {
            "walk_in": WalkInForm() if pool else None,
            "capacity": CapacityForm(pool, initial={"capacity": pool.own_capacity})
            if pool
            else None,
            "heads": HeadCountForm(instance=shown.head_count),
            "ticked": ticks(self.occurrence),
            "opinion": opinion_of(self.occurrence) if self.occurrence.is_over else None,
        }


class WalkInView(RosterView):
    """Let somebody in who stands at the door."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = WalkInForm(request.POST)
        if not form.is_valid():
            return self.answer(walk_in=form)
        try:
            services.walk_in(self.occurrence, by=request.user, **form.party())
        except REFUSALS as error:
            form.add_error(None, str(error))
            return self.answer(walk_in=form)
        note(self.occurrence, "walk_in", by=request.user)
        messages.success(request, _("They are in."))
        name = form.cleaned_data["back"] or "roster"
        return redirect(f"{reverse(f'rosters:{name}', args=[self.occurrence.uid])}#walk-in")


class CapacityView(RosterView):
    """Another number of places for this one date."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pool = self.pool()
        form = CapacityForm(pool, request.POST)
        if form.is_valid():
            number = form.cleaned_data["capacity"]
            try:
                services.set_capacity(pool, number)
            except REFUSALS as error:
                form.add_error("capacity", str(error))
            else:
                note(self.occurrence, "capacity", by=request.user, places=number)
                messages.success(request, _("The number of places is changed."))
                return redirect(self.roster_url)
        return self.answer(capacity=form)


class HeadCountView(RosterView):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = HeadCountForm(request.POST)
        if not form.is_valid():
            return self.answer(heads=form)
        count_heads(self, form)
        messages.success(request, _("The head-count is entered."))
        return redirect(self.roster_url)


def count_heads(view: DateView, form: HeadCountForm) -> None:
    numbers = {name: form.cleaned_data[name] for name in ("children", "adults")}
    services.count_heads(view.occurrence, by=view.request.user, **numbers)
    note(view.occurrence, "count", by=view.request.user, **numbers)


class OnBehalfView(DateView):
    """Enter somebody who rang or stands at the desk."""

    page_title = gettext_lazy("Register somebody")
    template_name = "rosters/on_behalf.html"
    header_icon = "plus"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._answer(OnBehalfForm(pool=self.pool()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pool = self.pool()
        form = OnBehalfForm(request.POST, pool=pool)
        if "find" in request.POST or not form.is_valid():
            return self._answer(form, is_search="find" in request.POST)
        try:
            registration = services.register_by_staff(pool, **form.party())
        except REFUSALS as error:
            field = getattr(error, "field", "")
            field = form.FIELDS.get(field, field)
            form.add_error(field if field in form.fields else None, str(error))
            return self._answer(form)
        registration.refresh_from_db(fields=["status"])
        note(self.occurrence, "register", by=request.user, registration=str(registration.uid))
        state = registration.get_status_display()
        messages.success(request, _("Registered: %(state)s.") % {"state": state})
        return redirect(self.roster_url)

    def _answer(self, form: OnBehalfForm, *, is_search: bool = False) -> HttpResponse:
        context = {"form": form, "is_search": is_search}
        return self.render_to_response(self.get_context_data(**context))


class CancelView(DateView):
    """End one registration for the reader, who is told why as far as staff say it."""

    page_title = gettext_lazy("Cancel a registration")
    template_name = "rosters/confirm.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._answer(CancelForm())

    def _party(self, pk: int) -> Any:
        rows = roster(self.occurrence).parties
        return next((party for party in rows if party.registration.pk == pk), None)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = CancelForm(request.POST)
        row = self.registration()
        if not form.is_valid():
            return self._answer(form)
        try:
            services.cancel_by_staff(row, **form.cleaned_data)
        except REFUSALS as error:
            messages.error(request, str(error))
        else:
            note(self.occurrence, "cancel", by=request.user, registration=str(row.uid))
            messages.success(request, _("The registration is cancelled."))
        return redirect(self.roster_url)

    def _answer(self, form: Any) -> HttpResponse:
        context = {
            "party": self._party(self.registration().pk),
            "question": _("Cancel this registration?"),
            "consequence": _(
                "The places go to who waits. Somebody with an account gets a letter; call others."
            ),
            "yes": _("Yes, cancel it"),
            "is_dangerous": True,
            "form": form,
        }
        return self.render_to_response(self.get_context_data(**context))


class PromoteView(CancelView):
    """Give a place to somebody before others who wait longer; only with a reason."""

    page_title = gettext_lazy("Give a place out of order")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._answer(ReasonForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        row = self.registration()
        if not form.is_valid():
            return self._answer(form)
        try:
            services.promote(row)
        except REFUSALS as error:
            form.add_error(None, str(error))
            return self._answer(form)
        reason = form.cleaned_data["reason"]
        note(
            self.occurrence,
            "promote",
            by=request.user,
            registration=str(row.uid),
            reason=reason,
        )
        messages.success(request, _("They have their place and are told."))
        return redirect(self.roster_url)

    def _answer(self, form: Any) -> HttpResponse:
        context = {
            "party": self._party(self.registration().pk),
            "question": _("Give this party a place before those who wait longer?"),
            "consequence": _("Readers are promised that nobody is overtaken. Say why it is right."),
            "yes": _("Give the place"),
            "form": form,
        }
        return self.render_to_response(self.get_context_data(**context))


class CloseView(DateView):
    """Say that who was not ticked stayed away."""

    page_title = gettext_lazy("Close the attendance")
    template_name = "rosters/confirm.html"
    header_icon = "check"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        people = roster(self.occurrence).unmarked
        context = {
            "question": ngettext(
                "Count %(n)d person without a tick as absent?",
                "Count %(n)d people without a tick as absent?",
                people,
            )
            % {"n": people},
            "consequence": self._consequence(),
            "yes": _("Close it"),
        }
        return self.render_to_response(self.get_context_data(**context))

    def _consequence(self) -> str:
        if not self.occurrence.series.no_show_rule:
            return _(
                "It has no consequences for readers: this series does not count who is absent."
            )
        return _(
            "Families of whom nobody came are counted, and cannot book “first come” for a while "
            "if it happens repeatedly. You can correct ticks and lift pauses afterwards."
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.occurrence.start > timezone.now():
            messages.error(request, _("It has not begun yet."))
            return redirect(self.roster_url)
        people = services.close(self.occurrence, by=request.user)
        note(self.occurrence, "close", by=request.user, absent=people)
        text = ngettext("Closed: %(n)d person absent.", "Closed: %(n)d people absent.", people)
        messages.success(request, text % {"n": people})
        return redirect(self.roster_url)


class LiftPauseView(DateView):
    """Let a reader of this date book again."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row = self.registration()
        pauses = Pause.objects.in_force().filter(reader__isnull=False, reader=row.reader_id)
        pause = get_object_or_404(pauses.order_by("-until")[:1])
        services.lift_pause(pause, by=request.user)
        note(self.occurrence, "lift_pause", by=request.user, registration=str(row.uid))
        messages.success(request, _("The pause is lifted: they can book again."))
        return redirect(self.roster_url)
