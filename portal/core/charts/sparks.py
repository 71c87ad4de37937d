"""Sparklines: a line as small as a word."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from .data import Canvas
from .lines import spots, stroke
from .svg import join, picture

SPARK = Canvas("ch--spark", 120, 32, 0, left=2, right=5, top=5, bottom=5)


class Range(NamedTuple):
    """From the least to the greatest value, not from nothing: a sparkline shows the shape."""

    bottom: float
    top: float


def spark(
    values: Sequence[float | None], *, name: str, key: str, before: Sequence[float | None] = ()
) -> SafeString:
    """*name* is the sentence that says what it shows."""
    known = [value for value in (*values, *before) if value is not None]
    if not known:
        return SafeString("")
    least, greatest = min(known), max(known)
    reach = Range(least, greatest) if least < greatest else Range(least - 1, least + 1)
    left, right = SPARK.left, SPARK.width - SPARK.right
    now = spots(values, reach, SPARK, left, right)
    end = next((spot for spot in reversed(now) if spot), None)
    dot = f'<circle class="ch__dot" cx="{end[0]:.1f}" cy="{end[1]:.1f}" r="3.5"/>' if end else ""
    body = join(
        [
            stroke(spots(before, reach, SPARK, left, right), "ch__before"),
            stroke(now, "ch__now"),
            SafeString(dot),
        ]
    )
    return picture(body, css=SPARK.css, width=SPARK.width, height=SPARK.height, key=key, name=name)
