"""Bars of a table, and a hundred books."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .scale import Number
from .svg import join


def bar(value: Number | None, greatest: float, mark: Number | None = None) -> SafeString:
    """One bar for a table cell; the number stands in the next cell, so the table is the chart.

    A number below nothing gets an open bar; *mark* is a line across it, such as the median.
    """
    size = 0 if value is None else abs(float(value))
    share = min(size / greatest, 1) * 100 if greatest > 0 else 0
    return format_html(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect{} width="{}" height="10"/>{}</svg>',
        SafeString(' class="minus"') if value is not None and value < 0 else "",
        f"{share:.1f}",
        _mark(mark, greatest),
    )


def _mark(mark: Number | None, greatest: float) -> SafeString:
    if mark is None or greatest <= 0:
        return SafeString("")
    path = f"M{min(float(mark) / greatest, 1) * 100:.1f} 0V10"
    return SafeString(f'<path class="ch__halo" d="{path}"/><path class="mark" d="{path}"/>')


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
        '<svg viewBox="0 0 110 110" role="img" aria-label="{}">{}</svg>', title, join(books)
    )
