"""One figure: what is counted, its months, its years, its libraries, and where it comes from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reports.figures import charts, selectors, tables
from reports.figures.filters import Choice, read_choice
from reports.figures.selectors.overview import Figure, corrections_of, public_figures

FORMATS = {"csv": tables.csv, "json": tables.json}


@require_safe
@cache_control(public=True, max_age=300)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    choice = read_choice(request)
    figure = _figure(code, choice)
    row = figure.indicator
    rows = [(one.library, one.value, one.last_year) for one in selectors.compare(row, choice.year)]
    by_year = charts.of_years(figure)
    context = {
        "choice": choice,
        "figure": figure,
        "months": charts.of_year(figure, query=choice.query) if figure.has_months else None,
        "years": by_year if len(by_year.points) > 1 else None,
        "libraries": charts.of_libraries(row, rows, year=choice.year)
        if choice.library is None and any(value.is_entered for _library, value, _last in rows)
        else None,
        "origins": selectors.provenance([row], choice.year, choice.library)[row.code],
        "corrections": corrections_of(row, choice.year),
    }
    return render(request, "figures/indicator.html", context)


@require_safe
@cache_control(public=True, max_age=300)
def table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The same numbers as a file: every month of every library of the year that is chosen."""
    choice = read_choice(request)
    figure = _figure(code, choice)
    return FORMATS[form](figure.indicator, choice)


def _figure(code: str, choice: Choice) -> Figure:
    found = public_figures(choice.year, choice.library, [code])
    if not found:
        raise Http404
    return found[0]
