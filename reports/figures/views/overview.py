"""All public figures of a year: the most important ones large, then topic by topic."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reports.figures import charts
from reports.figures.enums import FigureTopic
from reports.figures.filters import read_choice
from reports.figures.selectors.overview import (
    Figure,
    corrected,
    latest_batches,
    public_figures,
)

KEY = ("visits", "loans", "cardholders", "holdings", "events-held", "attendance", "page-views",
       "volunteer-hours")  # fmt: skip
KEYS = 8


@require_safe
@cache_control(public=True, max_age=300)
def overview(request: HttpRequest) -> HttpResponse:
    choice = read_choice(request)
    figures = public_figures(choice.year, choice.library)
    known = [figure for figure in figures if figure.value.is_entered]
    context = {
        "choice": choice,
        "key": [(figure, charts.trend(figure)) for figure in _most_important(known)],
        "topics": _topics(figures, choice.query),
        "corrected": corrected(choice.year),
        "batches": latest_batches(),
        "is_empty": not known,
    }
    return render(request, "figures/overview.html", context)


def _most_important(known: list[Figure]) -> list[Figure]:
    """Those everybody asks for; where a library counts other things, its first ones."""
    chosen = [figure for figure in known if figure.indicator.code in KEY]
    chosen.sort(key=lambda figure: KEY.index(figure.indicator.code))
    return (chosen or known)[:KEYS]


def _topics(figures: Iterable[Figure], query: str) -> list[dict[str, Any]]:
    """The figures by topic; a topic nobody has entered anything for is left out."""
    order = list(FigureTopic)
    ordered = sorted(figures, key=lambda figure: order.index(FigureTopic(figure.indicator.topic)))
    topics = []
    for name, group in groupby(ordered, key=lambda figure: figure.indicator.topic):
        rows = list(group)
        if any(figure.value.is_entered for figure in rows):
            topic = FigureTopic(name)
            chart = charts.of_topic(rows, query)
            topics.append({"name": name, "label": topic.label, "rows": rows, "chart": chart})
    return topics
