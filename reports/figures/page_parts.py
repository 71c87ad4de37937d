"""What other pages show of figures: a row on the front page, and each library in figures."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import page_parts
from portal.core.charts import Kind, grouped, percent
from portal.core.models import Library
from reports.figures import charts, selectors
from reports.figures.selectors.overview import Figure, public_figures

FRONT = ("visits", "loans", "events-held", "cardholders")
LIBRARY = ("visits", "loans", "events-held", "attendance")
MONTHS = 3  # a year with fewer says little: the one before is shown


def connect() -> None:
    page_parts.register_key_figures(_front)
    page_parts.register_library_part("figures", _of_library)


def _front() -> page_parts.KeyFigures | None:
    known = _latest(FRONT, None)
    if not known:
        return None
    year = known[0].year
    ends = [figure.last_month for figure in known if figure.last_month]
    drawn = next((figure for figure in known if figure.last_month), None)
    url = reverse("figures:overview") + f"?year={year}"
    return page_parts.KeyFigures(
        [_told(figure) for figure in known],
        charts.of_year(drawn, query=f"?year={year}", kind=Kind.COLUMNS) if drawn else None,
        url,
        _last_day(max(ends)) if ends else dt.date(year, 12, 31),
    )


def _of_library(library: Library) -> page_parts.Part | None:
    known = _latest(LIBRARY, library)
    if not known:
        return None
    url = f"{reverse('figures:overview')}?year={known[0].year}&library={library.slug}"
    context = {
        "figures": [_told(figure) for figure in known],
        "url": url,
        "year": known[0].year,
        "has_branches": library.level == Library.Level.MAIN,
    }
    return page_parts.Part("figures/components/library_part.html", context)


def _latest(codes: Sequence[str], library: Library | None) -> list[Figure]:
    """The latest year that has enough of these figures, in their order."""
    for year in selectors.years()[:2]:
        found = public_figures(year, library, codes)
        known = [figure for figure in found if figure.value.is_entered]
        counted = max((figure.value.months for figure in known), default=0)
        if counted >= MONTHS:
            return sorted(known, key=lambda figure: codes.index(figure.indicator.code))
    return []


def _told(figure: Figure) -> dict[str, str]:
    row = figure.indicator
    return {
        "label": row.label,
        "value": grouped(figure.value.amount or 0, row.decimals),
        "unit": row.unit_label,
        "note": _note(figure),
    }


def _note(figure: Figure) -> str:
    if figure.change is None:
        return str(figure.year)
    values = {"change": percent(figure.change, sign=True), "year": figure.year - 1}
    return _("%(change)s on %(year)s") % values


def _last_day(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
