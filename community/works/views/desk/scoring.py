"""A juror's own pages: the calls, the works of one, and the sheet for a work."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from community.works import selectors, services
from community.works.desk_forms import ScoreForm
from community.works.errors import WorkError
from community.works.models import Entry
from community.works.selectors.jury import entries_of

from .base import JuryView


class IndexView(JuryView):
    page_title = gettext_lazy("Jury")
    template_name = "works/admin/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = selectors.calls_of(request.user)
        judged = set(rows.filter(jurors=request.user).values_list("pk", flat=True))
        calls = [(call, call.pk in judged) for call in rows]
        return self.answer(calls=calls, is_manager=selectors.is_manager(request.user))


class SheetView(JuryView):
    """The works of a call, with what this juror has given."""

    template_name = "works/admin/sheet.html"

    def get_page_title(self) -> str:
        return self.call.label

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        given, number = selectors.mine(self.call, request.user), len(self.call.criteria.all())
        entries = [
            (entry, len(given.get(entry.pk, {})) == number and number > 0)
            for entry in entries_of(self.call).exclude(voice__reader__user=request.user)
        ]
        left = sum(not is_done for _entry, is_done in entries)
        return self.answer(call=self.call, entries=entries, left=left)


class ScoreView(JuryView):
    """One work, without a name where the call is blind."""

    template_name = "works/admin/score.html"

    @cached_property
    def entry(self) -> Entry:
        return get_object_or_404(entries_of(self.call), contribution__uid=self.kwargs["uid"])

    def get_page_title(self) -> str:
        return _("No. %(number)d") % {"number": self.entry.pk}

    def get_page_subtitle(self) -> str:
        return self.entry.title

    def get(self, request: HttpRequest, pk: int, uid: UUID) -> HttpResponse:
        given = selectors.mine(self.call, request.user).get(self.entry.pk, {})
        initial = {f"points_{key}": points for key, points in given.items()}
        return self._page(self._form(initial=initial))

    def post(self, request: HttpRequest, pk: int, uid: UUID) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            services.score(self.entry, request.user, form.points)
        except WorkError as error:
            form.add_error(None, str(error))
            return self._page(form)
        messages.success(request, _("Written down: %(title)s") % {"title": self.entry.title})
        left = selectors.left_for(self.call, request.user)
        if left:
            return redirect("works_desk:score", self.call.pk, left[0].contribution.uid)
        return redirect("works_desk:sheet", self.call.pk)

    def _form(self, *args: Any, **kwargs: Any) -> ScoreForm:
        return ScoreForm(*args, criteria=list(self.call.criteria.all()), **kwargs)

    def _page(self, form: ScoreForm) -> HttpResponse:
        response = self.answer(call=self.call, entry=self.entry, form=form, is_blind=self.is_blind)
        response.status_code = 422 if form.is_bound else 200
        return response
