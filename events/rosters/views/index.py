"""The dates whose people one sees, and the head-counts that are missing."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.models import Occurrence
from events.registration import selectors as registrations
from events.registration import services
from events.rosters.forms import HeadCountForm
from events.rosters.logbook import note
from events.rosters.permissions import ROSTERS
from events.rosters.selectors import (
    dates_with_feedback,
    own_dates,
    with_registrations,
    without_count,
)

from .base import uid_of

PER_PAGE = 50


@method_decorator(never_cache, name="dispatch")
@method_decorator(PermissionPolicyChecker(ROSTERS).require("change"), name="dispatch")
class ListView(WagtailAdminTemplateMixin, View):
    header_icon = "group"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [*self.breadcrumbs_items]
        if self.request.path != reverse("rosters:index"):
            way.append({"url": reverse("rosters:index"), "label": _("Registrations")})
        here = {"label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*way, {"url": "", **here}]

    @cached_property
    def dates(self) -> QuerySet[Occurrence]:
        return own_dates(self.request.user)


class IndexView(ListView):
    """From today on, what has been in the last month, or all of one series."""

    page_title = gettext_lazy("Registrations")
    template_name = "rosters/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        is_past = "past" in request.GET
        rows = with_registrations(self.dates)
        today = timezone.localdate()
        if is_past:
            rows = rows.filter(last_date__lt=today).order_by("-start", "-pk")
        else:
            rows = rows.filter(last_date__gte=today).order_by("start", "pk")
        series = uid_of(request.GET.get("series", ""))
        if series:
            rows = rows.filter(series__translation_key=series)
        page = WagtailPaginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        dates = list(page)
        pools = registrations.pools_of(dates)
        context = {
            "page_obj": page,
            "rows": [(row, pools.get(row.pk)) for row in dates],
            "is_past": is_past,
            "series": series,
            "has_feedback": bool(series) and dates_with_feedback(request.user, series).exists(),
            "missing": without_count(self.dates).count(),
        }
        return self.render_to_response(self.get_context_data(**context))


class HeadCountsView(ListView):
    """All that is missing on one page: fill in what is known, leave the rest."""

    page_title = gettext_lazy("Head-counts missing")
    template_name = "rosters/head_counts.html"
    header_icon = "table"

    @cached_property
    def missing(self) -> list[Occurrence]:
        return list(without_count(self.dates).order_by("-start", "-pk")[:PER_PAGE])

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer([(row, _form(row)) for row in self.missing])

    def post(self, request: HttpRequest) -> HttpResponse:
        rows = [(row, _form(row, request.POST)) for row in self.missing]
        if not all(form.is_valid() for _row, form in rows):
            return self._answer(rows)
        said = [(row, form.cleaned_data) for row, form in rows if _is_said(form)]
        for row, numbers in said:
            services.count_heads(row, by=request.user, **numbers)
            note(row, "count", by=request.user, **numbers)
        text = ngettext("%(n)d head-count is entered.", "%(n)d head-counts are entered.", len(said))
        messages.success(request, text % {"n": len(said)})
        return redirect("rosters:head_counts")

    def _answer(self, rows: list[tuple[Occurrence, HeadCountForm]]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(rows=rows))


def _form(row: Occurrence, data: Any = None) -> HeadCountForm:
    return HeadCountForm(data, prefix=str(row.uid))


def _is_said(form: HeadCountForm) -> bool:
    return any(form.cleaned_data[name] is not None for name in ("children", "adults"))
