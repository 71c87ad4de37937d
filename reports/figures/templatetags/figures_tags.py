"""Small things the pages of figures say."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.charts import percent
from reports.figures.selectors.overview import Figure

register = template.Library()
SAME = 0.0005


@register.simple_tag
def figures_crumbs() -> list[tuple[str, str]]:
    return [(_("Figures"), reverse("figures:overview"))]


@register.simple_tag
def signed_percent(change: float) -> str:
    return percent(change, sign=True)


@register.simple_tag
def change_words(figure: Figure) -> str:
    """“6.1% more than in the same months of 2025”."""
    change = figure.change
    if change is None:
        return ""
    values = {"percent": percent(abs(change)), "year": figure.year - 1}
    if abs(change) < SAME:
        return _("as in the same time of %(year)s") % values
    if change > 0:
        return _("%(percent)s more than in the same time of %(year)s") % values
    return _("%(percent)s less than in the same time of %(year)s") % values


@register.filter
def of_key(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key)
