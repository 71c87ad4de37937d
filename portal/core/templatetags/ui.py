"""Small template tags of the design system (builtins: no {% load %} needed)."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page as ResultPage
from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core import charts
from portal.core.frame import Crumb, Frame, crumbs_of, frame
from portal.core.lunar import LunarDay, lunar_day
from portal.core.qr import qr_svg
from portal.core.schematic import Place, schematic

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)  # a page shows a hundred, of some thirty kinds
def icon(name: str, css: str = "") -> SafeString:
    """An icon of static/icons.svg; decorative, so words must stand beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def languages(context: Context) -> Frame:
    """Addresses of the page being shown in each language."""
    return frame(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context, crumbs: Iterable[tuple[str, str]] = ()) -> list[Crumb]:
    """The way to this page: its ancestors, or the (label, address) pairs a view gives."""
    return crumbs_of(context["request"], context.get("page"), crumbs)


@register.filter
def lunar(date: dt.date) -> LunarDay | str:
    """The day of the Chinese calendar, on Chinese pages only."""
    if not date or not (get_language() or "").startswith("zh"):
        return ""
    return lunar_day(date.date() if isinstance(date, dt.datetime) else date)


@register.filter
def code(text: str) -> SafeString:
    """What stands between back-quotes as code."""
    parts = re.split(r"`([^`]+)`", text)
    return format_html_join(
        "", "{}<code>{}</code>", zip(parts[::2], parts[1::2], strict=False)
    ) + conditional_escape(parts[-1])


@register.filter
def grouped(number: float | None) -> str:
    """A number with its thousands set apart."""
    return "" if number is None else charts.grouped(number)


@register.filter
def dialable(phone: Any) -> str:
    """A telephone number as an address: digits and a leading plus."""
    return re.sub(r"(?!^\+)\D", "", str(phone))


@register.simple_tag
def seats(taken: int, capacity: int | None) -> SafeString:
    """How full something is, as a bar; the numbers must stand beside it."""
    if not capacity:
        return SafeString("")
    return format_html(
        '<svg class="seats" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="seats__bg" width="100" height="6" rx="3"/>'
        '<rect class="seats__on" width="{}" height="6" rx="3"/></svg>',
        f"{min(100, max(0, taken * 100 / capacity)):g}",
    )


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """A QR code of an absolute address."""
    return qr_svg(text, label or _("QR code of this page"))


@register.simple_tag
def page_numbers(results: ResultPage) -> Iterable[int | str]:
    """Numbers to choose from, with an ellipsis where many are left out."""
    return results.paginator.get_elided_page_range(results.number, on_each_side=1, on_ends=1)


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """A number with so many decimals; nothing where there is none."""
    return "" if value is None else charts.grouped(value, decimals)


register.filter("percent", charts.percent)
register.filter("pictures", charts.pictures)
register.filter("says", charts.says)
register.filter("shares", charts.share_of)
register.filter("table_rows", charts.table_rows)
register.simple_tag(charts.bar, name="bar_svg")
register.simple_tag(charts.small_picture, name="small_chart")


@register.simple_tag
def library_map(places: Sequence[Place], current: int | None = None) -> SafeString:
    """The schematic map; every pin links to the address of its library."""
    return schematic(places, current=current)
