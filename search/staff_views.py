"""What staff may see of the search: the words readers use, above all those that find nothing."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from .models import SearchQuery
from .selectors import searches

PERIODS = [(7, _("Last 7 days")), (30, _("Last 30 days")), (365, _("Last 365 days"))]


class SearchesFilterSet(WagtailFilterSet):
    days = ChoiceFilter(label=_("Period"), choices=PERIODS, method="since")
    outcome = ChoiceFilter(
        label=_("Outcome"),
        choices=[("found", _("Something found")), ("nothing", _("Nothing found"))],
        method="by_outcome",
    )

    class Meta:
        model = SearchQuery
        fields: list[str] = []

    def since(self, rows: QuerySet[Any], name: str, days: str) -> QuerySet[Any]:
        return rows.filter(day__gt=timezone.localdate() - dt.timedelta(days=int(days)))

    def by_outcome(self, rows: QuerySet[Any], name: str, outcome: str) -> QuerySet[Any]:
        return rows.filter(found=0) if outcome == "nothing" else rows.filter(found__gt=0)


class SearchesView(ReportView):
    """Each text with the number of searches; what hardly anybody looked for stays unseen."""

    model = SearchQuery
    permission_required = "view"
    page_title = _("Searches")
    header_icon = "search"
    index_url_name = "search_report"
    index_results_url_name = "search_report_results"
    filterset_class = SearchesFilterSet
    list_export: list[str] = []
    columns = [
        Column("text", label=pgettext_lazy("search", "Text")),
        Column("total", label=_("Searches"), width="15%"),
        Column("found", label=_("Results"), width="15%"),
        Column("last", label=_("Last on"), width="20%"),
    ]

    def get_queryset(self) -> Any:
        return searches()
