"""A report of a year with figures: published below its index, as an editor does it."""

import datetime as dt
import json
from decimal import Decimal

from django.core.cache import cache

from portal.core.models import Library
from reports.annual.models import AnnualReportIndexPage, AnnualReportPage
from reports.figures import services
from reports.figures.enums import BatchKind, Span
from reports.figures.models import Indicator
from reports.figures.services import Entry
from tests.factories.home import SiteTree

YEAR = 2025


def index_page(tree: SiteTree) -> AnnualReportIndexPage:
    page = AnnualReportIndexPage(title="年度报告", slug="annual-report", locale=tree.zh.locale)
    tree.zh.add_child(instance=page)
    return page


def body(*blocks: tuple[str, object]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def chart(indicator: str = "loans", shape: str = "months") -> tuple[str, object]:
    return (
        "chart",
        {
            "title": "发现",
            "text": "",
            "indicator": indicator,
            "shape": shape,
            "chart_title": "",
        },
    )


def table(*indicators: str) -> tuple[str, object]:
    return ("table", {"title": "比一比", "text": "", "indicators": list(indicators)})


def report(index: AnnualReportIndexPage, *blocks: tuple[str, object], year: int = YEAR, live=True):
    page = AnnualReportPage(
        title=f"这一年 {year}", year=year, body=body(*blocks), locale=index.locale, live=False
    )
    index.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return AnnualReportPage.objects.get(pk=page.pk)


def enter(code: str, library: Library, value: int, *, year: int = YEAR, label: str = "报表"):
    """A number of the whole year; what is kept is dropped, as the commit would have it."""
    indicator = Indicator.objects.get(code=code)
    entry = Entry(indicator.pk, library.pk, Span.YEAR, dt.date(year, 1, 1), Decimal(value))
    batch = services.record([entry], kind=BatchKind.FORM, label=label)
    cache.clear()
    return batch
