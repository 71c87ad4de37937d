"""A book without a picture still looks like *that* book, on every page and on every server.

Everything follows from title, author and class: the palette and the place of the label from a hash,
the picture from what the class makes likely (roofs and windows for history, orbits for science).
"""

import math
from collections.abc import Callable
from html import escape

from catalog.stream import Stream, num

from . import landscape, ornament, picture_book
from .lettering import Cell, cells, columns, em, fit, is_wide
from .palette import PALETTES, Palette

# Part of the ETag: raise it when the drawing changes.
VERSION = 1
W, H = 300, 420
FONT = (
    "'Songti SC','STSong','Noto Serif SC','Noto Serif CJK SC','Source Han Serif SC',"
    "'SimSun',Georgia,serif"
)
LONGEST = 120  # characters of a title that are looked at

Pattern = Callable[[Stream, Palette, int, int], str]
NATURE: tuple[Pattern, ...] = (
    landscape.moon,
    landscape.hills,
    landscape.ripples,
    landscape.snow,
    landscape.ginkgo,
    landscape.bamboo,
    landscape.plum,
    landscape.clouds,
    ornament.waves,
)
CITY: tuple[Pattern, ...] = (ornament.tiles, ornament.lattice, ornament.lanes, landscape.clouds)
ORDER: tuple[Pattern, ...] = (ornament.cubes, ornament.orbits, landscape.ripples, ornament.spines)
BY_CLASS: dict[str, tuple[Pattern, ...]] = {
    "A": (landscape.hills, ornament.spines, ornament.tiles),
    "B": (landscape.moon, landscape.ripples, landscape.clouds, landscape.bamboo, landscape.plum),
    "C": (ornament.spines, ornament.lanes, ornament.lattice, ornament.cubes),
    "D": (ornament.lattice, ornament.tiles, ornament.spines),
    "E": (landscape.hills, ornament.waves, ornament.tiles),
    "F": (ornament.cubes, ornament.lanes, ornament.waves, ornament.spines),
    "G": (ornament.spines, ornament.lattice, landscape.ginkgo, landscape.ripples),
    "H": (ornament.lattice, ornament.spines, landscape.bamboo),
    "I": (*NATURE, ornament.lanes, ornament.spines),
    "J": (landscape.plum, landscape.bamboo, landscape.clouds, ornament.waves, landscape.hills),
    "K": (*CITY, landscape.hills, ornament.waves, landscape.snow),
    "P": (ornament.orbits, landscape.hills, landscape.moon, landscape.snow),
    "Q": (landscape.ginkgo, landscape.bamboo, landscape.ripples, landscape.plum),
    "R": (landscape.plum, landscape.bamboo, landscape.ginkgo, landscape.ripples),
    "S": (landscape.ginkgo, landscape.plum, landscape.bamboo, landscape.hills),
    "U": (ornament.lanes, ornament.waves, landscape.hills),
    "V": (ornament.orbits, landscape.clouds, landscape.moon),
    "X": (landscape.hills, landscape.ripples, landscape.ginkgo, ornament.waves),
    **dict.fromkeys("NOT", ORDER),
}
PATTERNS: tuple[Pattern, ...] = tuple(dict.fromkeys((*NATURE, *CITY, *ORDER)))


def cover_svg(
    title: str,
    author: str = "",
    *,
    clc_top: str = "",
    volume: str = "",
    is_picture_book: bool = False,
) -> str:
    """The cover as an SVG document of 1.5 to 5 KB. Any text is allowed and is escaped."""
    title, author, volume = _plain(title) or "·", _plain(author)[:60], _plain(volume)
    stream = Stream(f"{title}|{author}")
    colors = stream.pick(PALETTES)
    if is_picture_book:
        text, foot = _picture_book_title(colors, title, author)
        art = picture_book.scene(stream, colors, W, H, foot)
    else:
        art = stream.pick(BY_CLASS.get(clc_top, PATTERNS))(stream, colors, W, H)
        text = _title(stream, colors, title, author, volume)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}">'
        f'<rect width="{W}" height="{H}" fill="{colors.ground}"/>{art}'
        f'<g font-family="{FONT}" text-anchor="middle">{text}</g>'
        f'<path d="M0 0h10v{H}H0z" opacity=".16"/>'
        f'<path d="M10 0h2v{H}h-2z" fill="#fff" opacity=".18"/></svg>'
    )


def _plain(text: str) -> str:
    """One line without the characters XML forbids."""
    kept = "".join(char for char in text[:LONGEST] if char.isprintable() or char.isspace())
    return " ".join(kept.split())


def _title(stream: Stream, colors: Palette, title: str, author: str, volume: str) -> str:
    """On a slip, a plaque or a band, whichever the words fit."""
    items = cells(title)
    height = sum(cell.height for cell in items)
    is_han = sum(is_wide(char) for char in title) >= len(title.replace(" ", "")) * 0.5
    choice = stream.below(10)
    if is_han and height <= 14 and not (choice >= 8 or (choice >= 6 and height <= 9)):
        return _slip(stream, colors, items, author, volume)
    if height <= 9 and is_han and choice < 8:
        return _plaque(colors, title, author, volume)
    return _band(stream, colors, title, author, volume)


def _slip(stream: Stream, colors: Palette, items: list[Cell], author: str, volume: str) -> str:
    """The paper label of a thread-bound book (题签): one column or two, the author at the foot."""
    height = sum(cell.height for cell in items)
    made = columns(items, 1 if height <= 7 else 2)
    tallest = max(sum(cell.height for cell in column) for column in made)
    size = min(38.0, 236 / tallest - 4)
    pitch = size + min(5.0, size * 0.14)
    seal = 30 if volume else 0
    wide, high = 24 + len(made) * (size + 8), tallest * pitch + 30 + seal
    left = 26 if stream.below(3) else W - 26 - wide
    parts = [_paper(colors, left, 26, wide, high)]
    for number, column in enumerate(made):
        x = left + wide - 12 - (size + 8) / 2 - number * (size + 8)
        parts.append(_column(colors, column, x, 26 + 14, size, pitch))
    if volume:
        parts.append(_seal(volume, left + wide / 2, 26 + high - 24))
    if author:
        parts.append(_author_plate(colors, author))
    return "".join(parts)


def _column(
    colors: Palette, column: list[Cell], x: float, top: float, size: float, pitch: float
) -> str:
    spans, turned = [], []
    y = top
    for cell in column:
        if cell.is_turned:
            middle = y + cell.height * pitch / 2
            turned.append(
                f'<text transform="translate({num(x - size * 0.34)} {num(middle)}) rotate(90)" '
                f'font-size="{num(size)}">{escape(cell.text)}</text>'
            )
        else:
            shrunk = min(1.0, 1.05 / em(cell.text)) if len(cell.text) > 1 else 1.0
            extra = f' font-size="{num(size * shrunk)}"' if shrunk < 1 else ""
            spans.append(
                f'<tspan x="{num(x)}" y="{num(y + size * 0.88)}"{extra}>{escape(cell.text)}</tspan>'
            )
        y += cell.height * pitch
    upright = f'<text font-size="{num(size)}">{"".join(spans)}</text>' if spans else ""
    return f'<g font-weight="700" fill="{colors.ink}">{upright}{"".join(turned)}</g>'


def _plaque(colors: Palette, title: str, author: str, volume: str) -> str:
    """A square label in the upper half, its few characters in two lines or three."""
    count = len(title)
    per_line = count if count <= 3 else math.ceil(count / (2 if count <= 6 else 3))
    size, rows = fit(title, width=per_line * 46.0, lines=4, largest=46, smallest=24)
    rows = [title] if count <= 3 else rows
    inner = max(em(row) for row in rows) * size
    wide, high = inner + 54, len(rows) * size * 1.22 + 44
    left, top = (W + 12 - wide) / 2, 62
    parts = [_paper(colors, left, top, wide, high)]
    parts.append(_lines(rows, W / 2 + 6, top + 22 + size * 0.93, size, 1.22, colors.ink))
    if volume:
        parts.append(_seal(volume, left + wide - 4, top + high - 4))
    if author:
        parts.append(_author_plate(colors, author))
    return "".join(parts)


def _band(stream: Stream, colors: Palette, title: str, author: str, volume: str) -> str:
    """A paper band round the book (腰封); long titles and Latin ones stand on it."""
    size, rows = fit(title, width=W - 66, lines=5, largest=38, smallest=19)
    high = len(rows) * size * 1.26 + 36 + (30 if author else 0)
    top = stream.pick((52.0, min(226.0, H - 40 - high)))
    parts = [
        f'<path d="M0 {num(top)}h{W}v{num(high)}H0z" fill="{colors.label}"/>'
        f'<path d="M0 {num(top + 6)}h{W}M0 {num(top + high - 6)}h{W}" stroke="{colors.ink}" '
        f'stroke-width="1.4"/>',
        _lines(rows, W / 2 + 6, top + 18 + size * 0.92, size, 1.26, colors.ink),
    ]
    if author:
        small, names = fit(author, width=W - 72, lines=1, largest=17, smallest=13)
        parts.append(_lines(names, W / 2 + 6, top + high - 19, small, 1, colors.ink, weight=500))
    if volume:
        parts.append(_seal(volume, W - 34, top + high))
    return "".join(parts)


def _picture_book_title(colors: Palette, title: str, author: str) -> tuple[str, float]:
    """The title across the sky, and where the sky below it begins."""
    size, rows = fit(title, width=W - 48, lines=1, largest=52, smallest=38)
    if rows[0] != title:
        size, rows = fit(title, width=W - 48, lines=2, largest=42, smallest=22)
    ink = colors.on_ground
    parts = [_lines(rows, W / 2 + 4, 26 + size * 0.92, size, 1.16, ink, weight=900)]
    y = 26 + size * (0.92 + 1.16 * (len(rows) - 1))
    if author:
        y += 27
        small, names = fit(author, width=W - 72, lines=1, largest=17, smallest=13)
        parts.append(_lines(names, W / 2 + 4, y, small, 1, ink, weight=600))
    return "".join(parts), y


def _paper(colors: Palette, x: float, y: float, w: float, h: float) -> str:
    return (
        f'<path d="M{num(x)} {num(y)}h{num(w)}v{num(h)}h{num(-w)}z" fill="{colors.label}"/>'
        f'<path d="M{num(x + 5)} {num(y + 5)}h{num(w - 10)}v{num(h - 10)}h{num(10 - w)}z" '
        f'fill="none" stroke="{colors.ink}" stroke-width="1.4"/>'
    )


def _author_plate(colors: Palette, author: str) -> str:
    size, rows = fit(author, width=W - 84, lines=1, largest=18, smallest=13)
    wide = em(rows[0]) * size + 28
    left = (W + 12 - wide) / 2
    return (
        f'<path d="M{num(left)} 364h{num(wide)}v33h{num(-wide)}z" fill="{colors.label}"/>'
        f'<text x="{W // 2 + 6}" y="387" font-size="{num(size)}" font-weight="600" '
        f'fill="{colors.ink}">{escape(rows[0])}</text>'
    )


def _lines(
    rows: list[str], x: float, y: float, size: float, leading: float, color: str, weight: int = 700
) -> str:
    spans = "".join(
        f'<tspan x="{num(x)}" y="{num(y + number * size * leading)}">{escape(row)}</tspan>'
        for number, row in enumerate(rows)
    )
    return f'<text font-size="{num(size)}" font-weight="{weight}" fill="{color}">{spans}</text>'


def _seal(volume: str, x: float, y: float) -> str:
    """The volume in a vermilion seal; more than two characters would not be read."""
    text = volume.strip("第卷册集部. ")[:2] or volume[:2]
    size = 17 if len(text) == 1 else 12
    return (
        f'<rect x="{num(x - 13)}" y="{num(y - 13)}" width="26" height="26" rx="4" fill="#b0301d"/>'
        f'<text x="{num(x)}" y="{num(y + size * 0.37)}" font-size="{size}" font-weight="700" '
        f'fill="#fff6e8">{escape(text)}</text>'
    )
