"""Parts of a whole, as one bar cut into pieces."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from .data import Canvas, Chart, Point
from .svg import join, text

PIGMENTS = ("azurite", "malachite", "gamboge", "cinnabar", "lotus", "ochre")
FITS = 28  # a part narrower than this carries no number


class Part(NamedTuple):
    pigment: str
    part: float  # of the whole
    point: Point


def share_of(chart: Chart) -> list[Part]:
    """Each part's pigment and how much of the whole it is."""
    sizes = [max(value or 0, 0) for value in chart.values]
    whole = sum(sizes)
    return [
        Part(PIGMENTS[index % len(PIGMENTS)], size / whole if whole else 0, point)
        for index, (size, point) in enumerate(zip(sizes, chart.points, strict=True))
    ]


def share(chart: Chart, canvas: Canvas) -> SafeString:
    """One bar cut into parts; each has the number of its line in the list below."""
    x, pieces = 0.0, []
    for number, (pigment, part, _point) in enumerate(share_of(chart), 1):
        width = part * canvas.width
        if not width:
            continue
        pieces.append(
            SafeString(
                f'<rect class="ch__part ch__part--{pigment}" x="{x + 1:.1f}" y="1" '
                f'width="{max(width - 2, 1):.1f}" height="{canvas.height - 2}" rx="3"/>'
            )
        )
        if width >= FITS:
            css = f"ch__partn--{pigment}"
            middle = canvas.height / 2 + 5
            pieces.append(text("ch__partn", x + width / 2, middle, str(number), classes=css))
        x += width
    return join(pieces)
