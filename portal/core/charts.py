"""Charts drawn on the server as SVG: classes instead of colours, so every reading mode applies."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

LEFT, RIGHT, TOP, BOTTOM = 46, 6, 26, 30


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Canvas:
    """How large a chart is drawn; a phone gets its own, as scaling makes the text too small."""

    css: str
    width: int
    height: int
    labels: int  # how many labels fit below the columns


WIDE = Canvas("ch--w", 640, 260, 14)
NARROW = Canvas("ch--s", 330, 220, 6)


def columns(
    rows: Sequence[Column],
    *,
    title: str,
    unit: str = "",
    highlight: int = 1,
    canvas: Canvas = WIDE,
) -> SafeString:
    """A column chart; *title* is the sentence a screen reader says, the highest are marked.

    The numbers must stand beside it in words or in a table.
    """
    axis = axis_for(max((row.value for row in rows), default=0))
    inner_width = canvas.width - LEFT - RIGHT
    step = inner_width / max(len(rows), 1)
    marked = sorted((row.value for row in rows if row.value > 0), reverse=True)[:highlight]
    every = math.ceil(len(rows) / canvas.labels) or 1
    parts = [_grid(axis, canvas)]
    for index, row in enumerate(rows):
        is_marked = row.value in marked
        x = LEFT + step * (index + 0.18)
        parts.append(_column(row, x, step * 0.64, axis.top, unit, canvas, is_marked=is_marked))
        if index % every == 0:
            middle = f"{x + step * 0.32:.1f}"
            parts.append(_text("ch__t", middle, canvas.height - 8, "middle", row.label))
    return format_html(
        '<svg class="ch {}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        canvas.css,
        canvas.width,
        canvas.height,
        title,
        _join(parts),
    )


def bar(value: float, greatest: float) -> SafeString:
    """One bar for a table cell; the number stands in the next cell, so the table is the chart."""
    share = min(max(value / greatest, 0), 1) * 100 if greatest > 0 else 0
    return format_html(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="10"/></svg>',
        f"{share:.1f}",
    )


def waffle(parts: Sequence[tuple[str, int]], *, title: str) -> SafeString:
    """One hundred little books, ten by ten; *parts* are pigments and whole percentages."""
    pigments = [pigment for pigment, count in parts for _ in range(count)][:100]
    books = (
        format_html(
            '<path class="wf wf--{}" d="M{x} {y}q2.5 -1 4.4 .3v7.5q-1.9 -1.3 -4.4 -.3z'
            'M{right} {y}q-2.5 -1 -4.4 .3v7.5q1.9 -1.3 4.4 -.3z"/>',
            pigment,
            x=index % 10 * 11,
            right=f"{index % 10 * 11 + 9.2:g}",
            y=f"{index // 10 * 11 + 1.1:g}",
        )
        for index, pigment in enumerate(pigments)
    )
    return format_html(
        '<svg viewBox="0 0 110 110" role="img" aria-label="{}">{}</svg>', title, _join(books)
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """Round grid lines from nothing to just above the greatest value."""

    step: float
    lines: int

    @property
    def top(self) -> float:
        return self.step * self.lines


def axis_for(greatest: float) -> Axis:
    """At most five lines, 1, 2, 2.5 or 5 times a power of ten apart; never half an event."""
    if greatest <= 0:
        return Axis(1, 4)
    rough = greatest / 4
    power = 10 ** math.floor(math.log10(rough))
    factors = (1, 2, 2.5, 5, 10) if power > 1 else (1, 2, 5, 10)
    step = next(factor * power for factor in factors if factor * power >= rough)
    if greatest >= 1:
        step = max(step, 1)
    return Axis(step, math.ceil(greatest / step))


def grouped(number: float) -> str:
    """A number with its thousands set apart, in Chinese too, where Django would not."""
    return f"{number:,}"


def short_number(value: float) -> str:
    """An axis label: 2.5 万 in Chinese, 25k elsewhere."""
    if (get_language() or "").startswith("zh"):
        return f"{value / 10_000:.4g} 万" if value >= 10_000 else f"{value:.4g}"
    if value >= 1_000_000:
        return f"{value / 1_000_000:.4g}M"
    return f"{value / 1000:.4g}k" if value >= 10_000 else f"{value:.4g}"


def _grid(axis: Axis, canvas: Canvas) -> SafeString:
    lines = []
    for index in range(axis.lines + 1):
        y = _height(index * axis.step, axis.top, canvas)
        path = format_html(
            '<path class="ch__grid" d="M{} {}H{}"/>', LEFT, f"{y:.1f}", canvas.width - RIGHT
        )
        label = short_number(index * axis.step)
        lines += [path, _text("ch__t", LEFT - 8, f"{y + 4:.1f}", "end", label)]
    return _join(lines)


def _column(
    row: Column,
    x: float,
    width: float,
    top: float,
    unit: str,
    canvas: Canvas,
    *,
    is_marked: bool,
) -> SafeString:
    y = _height(max(row.value, 0), top, canvas)
    number = grouped(row.value)
    rect = format_html(
        '<rect class="ch__bar{}" x="{}" y="{}" width="{}" height="{}" rx="2">'
        "<title>{}: {}{}</title></rect>",
        " ch__bar--hi" if is_marked else "",
        f"{x:.1f}",
        f"{y:.1f}",
        f"{width:.1f}",
        f"{canvas.height - BOTTOM - y:.1f}",
        row.label,
        number,
        unit,
    )
    if not is_marked:
        return rect
    return rect + _text("ch__v", f"{x + width / 2:.1f}", f"{y - 7:.1f}", "middle", number)


def _height(value: float, top: float, canvas: Canvas) -> float:
    inner = canvas.height - BOTTOM - TOP
    return TOP + inner - inner * value / top


def _text(css: str, x: float | str, y: float | str, anchor: str, content: str) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>', css, x, y, anchor, content
    )


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
