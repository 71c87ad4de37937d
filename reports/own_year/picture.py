"""A picture of a year with the lines somebody has chosen, and nothing else.

PNG where a Chinese font is found on the server, else the same as SVG, which brings none along.
"""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from PIL import Image, ImageDraw, ImageFont

from reports.own_year.selectors import Line

WIDTH, MARGIN, STEP, HEAD, FOOT = 1080, 96, 190, 430, 190
NIGHT, PAPER, GOLD, SEAL = "#13293b", "#f6f0e2", "#f3d58b", "#b0301d"
# Serif for titles first; the third face of Noto's collections is the simplified one.
FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/System/Library/Fonts/PingFang.ttc", 0),
)


class Card(NamedTuple):
    """What is drawn: a title, a name if it was chosen, numbers with their words, whose site."""

    title: str
    name: str
    lines: Sequence[Line]
    site: str


@cache
def font_file() -> tuple[str, int] | None:
    return next(((path, face) for path, face in FONTS if Path(path).exists()), None)


def height(card: Card) -> int:
    return HEAD + STEP * max(len(card.lines), 1) + FOOT


def png(card: Card) -> bytes | None:
    """The card as PNG, or None where the server has no Chinese font."""
    found = font_file()
    if found is None:
        return None
    image = Image.new("RGB", (WIDTH, height(card)), NIGHT)
    pen = ImageDraw.Draw(image)
    pen.rectangle((MARGIN, MARGIN, MARGIN + 14, MARGIN + 150), fill=SEAL)
    for x, y, size, colour, text in _texts(card):
        font = ImageFont.truetype(found[0], size, index=found[1])
        pen.text((x, y), text, font=font, fill=colour, anchor="ls")
    for index in range(len(card.lines)):
        y = HEAD + STEP * index - 30
        pen.line((MARGIN, y, WIDTH - MARGIN, y), fill=GOLD, width=4)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def svg(card: Card) -> str:
    """The same with whatever Song face the viewer has."""
    texts = format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}" fill="{}">{}</text>',
        _texts(card),
    )
    rules = format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="{}" stroke-width="4"/>',
        (
            (MARGIN, HEAD + STEP * index - 30, WIDTH - MARGIN, GOLD)
            for index in range(len(card.lines))
        ),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        "font-family=\"'Songti SC','Noto Serif CJK SC',serif\" font-weight=\"700\">"
        '<rect width="{width}" height="{height}" fill="{night}"/>'
        '<rect x="{margin}" y="{margin}" width="14" height="150" fill="{seal}"/>{}{}</svg>',
        rules,
        texts,
        width=WIDTH,
        height=height(card),
        night=NIGHT,
        margin=MARGIN,
        seal=SEAL,
    )


def _texts(card: Card) -> list[tuple[int, int, int, str, str]]:
    """Every text with its place (base line), size and colour."""
    found = [(MARGIN + 44, MARGIN + 72, 76, PAPER, card.title)]
    if card.name:
        found.append((MARGIN + 44, MARGIN + 148, 44, GOLD, card.name))
    for index, line in enumerate(card.lines):
        y = HEAD + STEP * index
        found.append((MARGIN, y + 92, 104, PAPER, line.number))
        right = MARGIN + 60 + 62 * len(line.number)
        found.append((right, y + 86, 44, PAPER, line.label))
    found.append((MARGIN, height(card) - 80, 36, GOLD, card.site))
    return found
