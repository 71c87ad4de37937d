"""What a desk does for the reader who stands there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages

from catalog.circulation import logbook, services
from catalog.circulation.errors import RefusedError
from catalog.circulation.forms import BarcodeForm

from .cards import PatronView

MOST_DIGITS = 18  # what the key of a row can have


def _number(request: HttpRequest, name: str) -> int:
    """What a row's button sends; 0, which no row has, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


class LendView(PatronView):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = BarcodeForm(request.POST)
        if not form.is_valid():
            return self.answer(barcode=form)
        barcode = form.cleaned_data["barcode"].strip()
        try:
            loan = services.check_out(self.patron, barcode, at=self.library)
        except RefusedError as refused:
            self.say_refused(refused)
        else:
            words = {"title": loan.record.full_title, "day": date_format(loan.due)}
            messages.success(request, _("“%(title)s” is lent until %(day)s.") % words)
        return redirect(self.patron_url(self.patron))


class RenewView(PatronView):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        loan = get_object_or_404(self.patron.loans.running(), pk=_number(request, "loan"))
        try:
            renewed = services.renew(loan)
        except RefusedError as refused:
            self.say_refused(refused)
        else:
            words = {"day": date_format(renewed.due)}
            messages.success(request, _("Renewed until %(day)s.") % words)
        return redirect(self.patron_url(self.patron))


class CancelHoldView(PatronView):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        hold = get_object_or_404(self.patron.holds.active(), pk=_number(request, "hold"))
        services.cancel_hold(hold)
        logbook.note(self.patron, "cancel_hold", by=request.user)
        messages.success(request, _("The hold is cancelled."))
        return redirect(self.patron_url(self.patron))
