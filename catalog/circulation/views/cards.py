"""One card: what is on it, and the few things a desk changes about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from catalog.borrowing.wording import explain_all
from catalog.circulation import logbook, selectors, services
from catalog.circulation.errors import CardTakenError
from catalog.circulation.forms import BarcodeForm, BlockForm, NewCardForm, PinForm
from catalog.ils.values import Block

from .base import DeskPage


class PatronView(DeskPage):
    page_title = gettext_lazy("Library card")
    template_name = "circulation/patron.html"
    header_icon = "user"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A new PIN, or a block and the date: one form each."""
        if "new_pin" in request.POST:
            form = PinForm(request.POST)
            if not form.is_valid():
                return self.answer(pin=form)
            services.set_pin(self.patron, form.cleaned_data["pin"])
            logbook.note(self.patron, "pin", by=request.user)
            messages.success(request, _("The card has a new PIN."))
        else:
            block = BlockForm(request.POST, instance=self.patron)
            if not block.is_valid():
                return self.answer(validity=block)
            block.save()
            logbook.note(self.patron, "validity", by=request.user)
            messages.success(request, _("Saved."))
        return redirect(self.patron_url(self.patron))

    def answer(self, **forms: Any) -> HttpResponse:
        now = selectors.standing(self.patron)
        refusals = selectors.patron_refusals(self.patron, now)
        context = {
            "patron": self.patron,
            "standing": now,
            "problems": explain_all(Block(code) for code in refusals),
            "loans": selectors.loans_of(self.patron),
            "holds": selectors.holds_of(self.patron),
            "today": timezone.localdate(),
            "barcode": BarcodeForm(),
            "pin": PinForm(),
            "validity": BlockForm(instance=self.patron),
            **forms,
        }
        return self.render_to_response(self.get_context_data(**context))


class NewCardView(DeskPage):
    page_title = gettext_lazy("New library card")
    template_name = "circulation/new_card.html"
    header_icon = "plus"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._answer(NewCardForm(library=self.library))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = NewCardForm(request.POST, library=self.library)
        if not form.is_valid():
            return self._answer(form)
        data = dict(form.cleaned_data)
        try:
            patron = services.register_patron(data.pop("number"), data.pop("pin"), **data)
        except CardTakenError:
            form.add_error("number", _("There is a card with this number already."))
            return self._answer(form)
        logbook.note(patron, "card", by=request.user)
        messages.success(request, _("The card is made. Tell the reader the PIN."))
        return redirect(self.patron_url(patron))

    def _answer(self, form: NewCardForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))
