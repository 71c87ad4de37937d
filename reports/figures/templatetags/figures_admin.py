"""How numbers and their times are written in the admin."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.figures.enums import Span
from reports.figures.sheets.interpreting import Level

register = template.Library()


@register.filter
def number_of(value: Decimal | None, indicator: Any) -> str:
    """With the indicator's decimals; “not entered” is a dash, 0 is 0."""
    if value is None:
        return "—"
    return number_format(value, indicator.decimals, use_l10n=True, force_grouping=True)


@register.filter
def date_of_span(start: dt.date, span: str) -> str:
    return start.isoformat()[: {Span.YEAR: 4, Span.MONTH: 7}.get(Span(span), 10)]


@register.filter
def problem_level(level: Level) -> str:
    return {
        Level.ERROR: _("error"),
        Level.WARNING: pgettext("problem", "warning"),
        Level.NOTE: pgettext("problem", "note"),
    }[level]
