"""Pieces of SVG: classes instead of colours, so every reading mode applies; no style, no script."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from .data import Canvas
from .scale import Axis


class Reach(Protocol):
    """What a drawing reaches from and to: an axis, or a mere range."""

    @property
    def bottom(self) -> float: ...
    @property
    def top(self) -> float: ...


def picture(
    body: SafeString, *, css: str, width: int, height: int, key: str, name: str, says: str = ""
) -> SafeString:
    """A drawing with its name, and the sentence that says what it shows."""
    return format_html(
        '<svg class="ch {css}" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{key}-t"{described}><title id="{key}-t">{name}</title>{says}{body}</svg>',
        css=css,
        width=width,
        height=height,
        key=key,
        name=name,
        described=format_html(' aria-describedby="{}-d"', key) if says else "",
        says=format_html('<desc id="{}-d">{}</desc>', key, says) if says else "",
        body=body,
    )


def text(
    css: str, x: float, y: float, content: str, anchor: str = "middle", classes: str = ""
) -> SafeString:
    classes = f"{css} {classes}" if classes else css
    return SafeString(
        f'<text class="{classes}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{conditional_escape(content)}</text>"
    )


def join(parts: Iterable[SafeString]) -> SafeString:
    """A page of figures has a thousand parts: `format_html_join` would take most of its time."""
    return SafeString("".join(parts))


def height_of(value: float, reach: Reach, canvas: Canvas) -> float:
    """The y of a value."""
    part = (value - reach.bottom) / (reach.top - reach.bottom)
    return canvas.top + canvas.inner_height * (1 - part)


def grid(axis: Axis, canvas: Canvas) -> SafeString:
    """Grid lines with their numbers on the left; the line of nothing is stronger."""
    lines = []
    for tick in axis.ticks:
        y = height_of(tick, axis, canvas)
        css = "ch__zero" if tick == 0 else "ch__grid"
        path = f'<path class="{css}" d="M{canvas.left} {y:.1f}H{canvas.width - canvas.right}"/>'
        lines += [
            SafeString(path),
            text("ch__t", canvas.left - 8, y + 4.5, axis.label(tick), "end"),
        ]
    return join(lines)


def labels_below(labels: Sequence[str], canvas: Canvas) -> SafeString:
    """The labels of the columns, as many as fit."""
    step = canvas.inner_width / max(len(labels), 1)
    every = -(-len(labels) // canvas.labels) or 1
    return join(
        text("ch__t", canvas.left + step * (index + 0.5), canvas.height - 8, label)
        for index, label in enumerate(labels)
        if index % every == 0
    )
