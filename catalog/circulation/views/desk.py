"""The desk: taking in, finding a card, the shelf of holds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from catalog.circulation import selectors, services
from catalog.circulation.enums import HoldState
from catalog.circulation.errors import RefusedError
from catalog.circulation.forms import BarcodeForm, CardForm
from catalog.circulation.models import Patron
from catalog.circulation.services import Returned

from .base import DeskPage


class DeskView(DeskPage):
    page_title = gettext_lazy("Lending desk")
    template_name = "circulation/desk.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer()

    def answer(self, **forms: Any) -> HttpResponse:
        context = {"barcode": BarcodeForm(), "card": CardForm(), **forms}
        return self.render_to_response(self.get_context_data(**context))


class TakeInView(DeskView):
    """A book comes over the desk: the next one is asked for at once."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = BarcodeForm(request.POST)
        if not form.is_valid():
            return self.answer(barcode=form)
        try:
            done = services.take_in(form.cleaned_data["barcode"].strip(), at=self.library)
        except RefusedError as refused:
            self.say_refused(refused)
        else:
            self._say(done)
        return redirect("circulation:desk")

    def _say(self, done: Returned) -> None:
        """Where the book goes from here, which is what the desk has to know."""
        words = {"title": done.record.full_title}
        if done.hold and done.hold.state == HoldState.READY:
            words["who"] = str(done.hold.patron)
            text = _("“%(title)s”: to the shelf of holds, for %(who)s.")
            messages.warning(self.request, text % words)
        elif done.hold:
            words["place"] = done.hold.pickup.short_label
            text = _("“%(title)s”: send it to %(place)s, somebody waits for it there.")
            messages.warning(self.request, text % words)
        elif done.home and done.home != self.library:
            words["place"] = done.home.short_label
            text = _("“%(title)s” is in; it belongs to %(place)s.")
            messages.success(self.request, text % words)
        else:
            messages.success(self.request, _("“%(title)s” is in; back to the shelf.") % words)


class FindView(DeskView):
    """A card by its number, exactly: no list of readers can be browsed."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = CardForm(request.POST)
        if form.is_valid():
            number = form.cleaned_data["number"]
            if patron := Patron.objects.with_number(number).first():
                return redirect(self.patron_url(patron))
            form.add_error("number", _("There is no card with this number."))
        return self.answer(card=form)


class ShelfView(DeskPage):
    page_title = gettext_lazy("Shelf of holds")
    template_name = "circulation/shelf.html"
    header_icon = "list-ul"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        context = {
            "kept": selectors.kept_at(self.library),
            "to_fetch": selectors.to_fetch(self.library),
        }
        return self.render_to_response(self.get_context_data(**context))
