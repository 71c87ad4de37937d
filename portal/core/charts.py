"""Charts as SVG made on the server: no script, no inline style, coloured by CSS classes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MAX_LINES = 5
LEFT, RIGHT, TOP, BOTTOM = 46, 6, 26, 30


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of a chart and the top of its value axis."""

    width: int
    height: int
    step: int
    top: int

    def y(self, value: float) -> str:
        inner = self.height - TOP - BOTTOM
        return f"{TOP + inner - inner * value / self.top:.1f}"

    def column(self, index: int, count: int) -> tuple[float, float]:
        """Left edge and width of a column."""
        slot = (self.width - LEFT - RIGHT) / count
        return LEFT + slot * (index + 0.18), slot * 0.64


def columns(
    points: Sequence[Point],
    *,
    title: str,
    unit: str = "",
    width: int = 640,
    height: int = 260,
    marked: int = 1,
    every: int = 1,
    css: str = "",
) -> SafeString:
    """A column chart; the *marked* highest columns stand out and carry their value.

    *title* says what the chart shows, for those who do not see it. The same figures should stand in
    a table beside it. Every n-th label is written where there is little room.
    """
    if not points:
        return SafeString("")
    step, top = _axis(max(point.value for point in points))
    frame = Frame(width, height, step, top)
    highest = {p.value for p in sorted(points, key=lambda p: -p.value)[:marked] if p.value > 0}
    return format_html(
        '<svg class="ch {}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        css,
        width,
        height,
        title,
        _grid(frame),
        format_html_join(
            "",
            "{}",
            (
                (_column(frame, points, index, highest, unit, with_label=index % every == 0),)
                for index in range(len(points))
            ),
        ),
    )


def short_number(value: int) -> str:
    """A round number as an axis writes it: 6 万 or 60k."""
    if (get_language() or "").startswith("zh"):
        return f"{value / 10_000:g} 万" if value >= 10_000 else f"{value:g}"
    if value >= 1_000_000:
        return f"{value / 1_000_000:g}m"
    return f"{value / 1_000:g}k" if value >= 10_000 else f"{value:,}"


def _axis(highest: int) -> tuple[int, int]:
    """The step of the axis, a round number, and its top: at most MAX_LINES lines above zero."""
    highest = max(highest, 1)
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if ceil(highest / step) <= MAX_LINES)
    return step, step * ceil(highest / step)


def _grid(frame: Frame) -> SafeString:
    return format_html_join(
        "",
        '<path class="ch__grid" d="M{} {}H{}"/><text class="ch__t" x="{}" y="{}" '
        'text-anchor="end">{}</text>',
        (
            (
                LEFT,
                frame.y(value),
                frame.width - RIGHT,
                LEFT - 8,
                f"{float(frame.y(value)) + 4:.1f}",
                short_number(value),
            )
            for value in range(0, frame.top + 1, frame.step)
        ),
    )


def _column(
    frame: Frame,
    points: Sequence[Point],
    index: int,
    highest: Iterable[int],
    unit: str,
    *,
    with_label: bool,
) -> SafeString:
    point = points[index]
    x, width = frame.column(index, len(points))
    y = frame.y(max(point.value, 0))
    is_marked = point.value in highest
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2">'
        "<title>{}: {} {}</title></rect>{}{}",
        "ch__bar ch__bar--hi" if is_marked else "ch__bar",
        f"{x:.1f}",
        y,
        f"{width:.1f}",
        f"{frame.height - BOTTOM - float(y):.1f}",
        point.label,
        f"{point.value:,}",
        unit,
        _text("ch__v", x + width / 2, float(y) - 7, f"{point.value:,}") if is_marked else "",
        _text("ch__t", x + width / 2, frame.height - 8, point.label) if with_label else "",
    )


def _text(css: str, x: float, y: float, text: str) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>',
        css,
        f"{x:.1f}",
        f"{y:.1f}",
        text,
    )
