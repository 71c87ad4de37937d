"""What staff see of the page views: kinds of pages over a time, robots beside people."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from .models import DayViews
from .sections import Section
from .selectors import views_by_section

PERIODS = [(7, _("Last 7 days")), (30, _("Last 30 days")), (365, _("Last 365 days"))]


class PageViewsFilterSet(WagtailFilterSet):
    days = ChoiceFilter(label=_("Period"), choices=PERIODS, method="since")

    class Meta:
        model = DayViews
        fields: list[str] = []

    def since(self, rows: QuerySet[Any], name: str, days: str) -> QuerySet[Any]:
        return rows.filter(day__gt=timezone.localdate() - dt.timedelta(days=int(days)))


class SectionColumn(Column):
    def get_value(self, instance: Any) -> str:
        return str(Section(instance["section"]).label)


class PageViewsView(ReportView):
    """Nobody can be found in it: it knows days and kinds of pages."""

    model = DayViews
    permission_required = "view"
    page_title = _("Page views")
    header_icon = "view"
    index_url_name = "page_views_report"
    index_results_url_name = "page_views_report_results"
    filterset_class = PageViewsFilterSet
    list_export: list[str] = []
    columns = [
        SectionColumn("section", label=_("Kind of page")),
        Column("people", label=_("Opened by people"), width="20%"),
        Column("robots", label=_("Opened by robots"), width="20%"),
    ]

    def get_queryset(self) -> Any:
        return views_by_section()
