"""The libraries side by side in one figure: as they are, per 1,000 residents, and how equal."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.models import Library
from reports.figures import charts, selectors
from reports.figures.filters import read_choice
from reports.figures.models import RESIDENTS, Indicator

MEASURES = ("number", "residents")
GROUPS = ("single", "main")


@dataclass(frozen=True, slots=True)
class Share:
    """How much a library has of what the best one and the middle one have."""

    library: Library
    amount: Decimal
    of_best: float
    of_median: float | None


@require_safe
@cache_control(public=True, max_age=300)
def libraries(request: HttpRequest) -> HttpResponse:
    choice = read_choice(request)
    indicators = list(Indicator.objects.public())
    chosen = _chosen(request.GET.get("indicator", ""), indicators)
    measure = _one_of(request.GET.get("by", ""), MEASURES)
    group = _one_of(request.GET.get("group", ""), GROUPS)
    context = {
        "choice": choice,
        "indicators": indicators,
        "chosen": chosen,
        "measure": measure,
        "group": group,
        "chart": None,
        "shares": [],
    }
    if chosen:
        per_residents = measure == "residents" and _can_be_divided(chosen)
        found = selectors.compare(
            chosen, choice.year, per_residents=per_residents, with_branches=group == "main"
        )
        context["can_be_divided"] = _can_be_divided(chosen)
        context["shares"] = _shares(found)
        context["chart"] = charts.of_libraries(
            chosen,
            [(one.library, one.value, one.last_year) for one in found],
            year=choice.year,
            decimals=max(chosen.decimals, 1) if per_residents else None,
            note=_("per 1,000 residents") if per_residents else "",
        )
    return render(request, "figures/libraries.html", context)


def _chosen(code: str, indicators: list[Indicator]) -> Indicator | None:
    if not code:
        return indicators[0] if indicators else None
    found = next((row for row in indicators if row.code == code), None)
    if found is None:
        raise Http404
    return found


def _one_of(text: str, known: tuple[str, ...]) -> str:
    return text if text in known else known[0]


def _can_be_divided(indicator: Indicator) -> bool:
    return not indicator.is_ratio and indicator.code != RESIDENTS


def _shares(found: list[selectors.Comparison]) -> list[Share]:
    known = [(one.library, one.value.amount) for one in found if one.value.amount is not None]
    best = max((amount for _library, amount in known), default=Decimal(0))
    if best <= 0:
        return []
    middle = median(amount for _library, amount in known)
    rows = [
        Share(
            library,
            amount,
            float(amount / best),
            float(amount / middle) if middle > 0 else None,
        )
        for library, amount in known
    ]
    return sorted(rows, key=lambda row: -row.of_best)
