"""A letter to all who are registered: written, looked at, sent once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from events.rosters import services
from events.rosters.forms import MessageForm

from .base import DateView


class MessageView(DateView):
    page_title = gettext_lazy("Write to all")
    template_name = "rosters/message.html"
    header_icon = "mail"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._answer(MessageForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = MessageForm(request.POST)
        if not form.is_valid() or "change" in request.POST:
            return self._answer(form)
        data = form.cleaned_data
        if "send" not in request.POST:
            return self._answer(form, preview=self._preview(data["with_waiting"]))
        number = services.write_to_all(
            self.occurrence,
            form.texts(),
            with_waiting=data["with_waiting"],
            key=data["key"],
            by=request.user,
        )
        text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", number)
        messages.success(request, text % {"n": number})
        return redirect(self.roster_url)

    def _preview(self, with_waiting: bool) -> dict[str, int]:
        rows = services.recipients(self.occurrence, with_waiting=with_waiting)
        reached = rows.filter(reader__isnull=False).count()
        return {"letters": reached, "to_call": rows.filter(reader__isnull=True).count()}

    def _answer(self, form: MessageForm, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, **context))
