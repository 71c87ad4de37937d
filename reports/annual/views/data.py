"""The frozen numbers as open data."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from portal.core.spreadsheets import csv_response
from portal.core.webapi import answer
from reports.annual.api.describing import describe
from reports.annual.numbers import Numbers

from .finding import published


@require_safe
def as_json(request: HttpRequest, year: int) -> HttpResponseBase:
    page = published(year)
    return answer(request, [], lambda: describe(page))


@require_safe
def as_csv(request: HttpRequest, year: int) -> HttpResponse:
    """A line for each figure, and one for each library that has it."""
    head = [
        pgettext("figure", "Code"),
        pgettext("figure", "Figure"),
        _("Library"),
        pgettext("figure", "Number"),
        pgettext("figure", "Unit"),
        _("Year before"),
        _("Definition"),
        _("Standard"),
    ]
    response = csv_response(
        [head, *_lines(published(year).numbers)], filename=f"annual-report-{year}.csv"
    )
    response["Cache-Control"] = "public, max-age=300"
    return response


def _lines(numbers: Numbers) -> Iterator[list[object]]:
    for code in numbers.snapshot["this"]["figures"]:
        figure = numbers.figure(code)
        if figure is None or figure.value is None:
            continue
        about = [figure.definition, figure.standard]
        before = "" if figure.before is None else figure.before
        yield [code, figure.label, "", figure.value, figure.unit, before, *about]
        for row in numbers.libraries(code):
            yield [code, figure.label, row.name, row.value, figure.unit, "", *about]
