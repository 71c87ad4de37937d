"""Columns, one a month or a year, the highest marked."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .data import Canvas, Chart, Point
from .scale import Axis, Number, axis_of
from .svg import grid, height_of, join, labels_below, text

CLOSE = 22
DIGIT = 8.5


def columns(chart: Chart, canvas: Canvas) -> SafeString:
    """The highest columns carry their number; a dash across a column is the year before."""
    axis = axis_of([*chart.values, *chart.values_before], whole=not chart.decimals)
    most = chart.highlight if canvas.labels > 10 else min(chart.highlight, 1)
    known = [value for value in chart.values if value is not None and value > 0]
    marked = sorted(known, reverse=True)[:most]
    written = _written(chart, marked, canvas)
    last = max((n for n, value in enumerate(chart.values) if value is not None), default=-1)
    parts = [grid(axis, canvas)]
    for index, (point, value) in enumerate(zip(chart.points, chart.values, strict=True)):
        slot = _Slot(index, len(chart.points), axis, canvas)
        if value is not None:
            parts.append(slot.column(chart, point, value, is_marked=value in marked))
            if index in written:
                parts.append(slot.number(chart, value, point.before))
        elif index < last:
            parts.append(slot.gap())
        if point.before is not None:
            parts.append(slot.dash(float(point.before)))
    return join([*parts, labels_below([point.label for point in chart.points], canvas)])


def _written(chart: Chart, marked: list[float], canvas: Canvas) -> set[int]:
    """Which columns carry their number: the highest first, and others where they do not touch."""
    step = canvas.inner_width / max(len(chart.points), 1)
    places = [(value, n) for n, value in enumerate(chart.values) if value in marked]
    chosen: dict[int, float] = {}
    for value, index in sorted(places, key=lambda place: (-(place[0] or 0), place[1])):
        width = len(chart.number(value or 0)) * DIGIT
        if all(abs(index - n) * step >= (width + w) / 2 for n, w in chosen.items()):
            chosen[index] = width
    return set(chosen)


class _Slot:
    """Where one column stands."""

    def __init__(self, index: int, count: int, axis: Axis, canvas: Canvas) -> None:
        step = canvas.inner_width / count
        self.width = min(step * 0.64, 90)
        self.middle = canvas.left + step * (index + 0.5)
        self.reach = min(step * 0.45, self.width)
        self.axis, self.canvas = axis, canvas
        self.zero = height_of(0, axis, canvas)

    def column(self, chart: Chart, point: Point, value: float, *, is_marked: bool) -> SafeString:
        y = height_of(value, self.axis, self.canvas)
        return format_html(
            '<rect class="ch__bar{}" x="{}" y="{}" width="{}" height="{}" rx="2">'
            "<title>{}: {}</title></rect>",
            " ch__bar--hi" if is_marked else "",
            f"{self.middle - self.width / 2:.1f}",
            f"{min(y, self.zero - (not value)):.1f}",
            f"{self.width:.1f}",
            f"{max(abs(self.zero - y), 1):.1f}",
            point.full_name,
            chart.measured(value),
        )

    def number(self, chart: Chart, value: float, before: Number | None) -> SafeString:
        """The number above the column, and above the dash where that is close."""
        y = height_of(value, self.axis, self.canvas)
        if before is not None:
            dash = height_of(float(before), self.axis, self.canvas)
            y = min(y, dash) if abs(y - dash) < CLOSE else y
        return text("ch__v", self.middle, y - 7, chart.number(value))

    def gap(self) -> SafeString:
        """A month nobody entered: an open outline, which is not a column of height 0."""
        return SafeString(
            f'<rect class="ch__gap" x="{self.middle - self.width / 2:.1f}" '
            f'y="{self.zero - 14:.1f}" width="{self.width:.1f}" height="14" rx="2"/>'
        )

    def dash(self, before: float) -> SafeString:
        y = height_of(before, self.axis, self.canvas)
        path = f"M{self.middle - self.reach:.1f} {y:.1f}H{self.middle + self.reach:.1f}"
        return SafeString(f'<path class="ch__halo" d="{path}"/><path class="ch__was" d="{path}"/>')
