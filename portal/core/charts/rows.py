"""The lines of a chart's table; written here, because in a template they take most of a page."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .data import Chart, Point
from .scale import Number
from .svg import join


def table_rows(chart: Chart) -> SafeString:
    """For each point its name and number, and where there is one the year before and the change."""
    has_before = chart.has_before
    none = format_html('<span class="chart__none">{}</span>', _("not entered"))

    def number(value: Number | None) -> str:
        return none if value is None else chart.number(value)

    def row(point: Point) -> SafeString:
        cells = [f"<td>{number(point.value)}</td>"]
        if has_before:
            cells += [f"<td>{number(point.before)}</td>", f"<td>{point.change or '–'}</td>"]
        name = format_html('<tr><th scope="row">{}</th>', point.full_name)
        return SafeString(name + "".join(cells) + "</tr>")

    return join(row(point) for point in chart.points)
