"""Patterns made by hands: roofs, windows, books, streets, cloth, and the paths of planets."""

import math

from catalog.stream import Stream, num

from .palette import Palette


def tiles(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """A roof of glazed tiles."""
    size = w / stream.pick((5, 6, 7))
    top = h * 0.36
    arcs, row, y = "", 0, top
    while y < h + size:
        x = -size / 2 if row % 2 else 0.0
        arcs += f"M{num(x)} {num(y)}"
        while x < w + size:
            arcs += f"a{num(size / 2)} {num(size / 2)} 0 0 0 {num(size)} 0"
            x += size
        y += size * 0.5
        row += 1
    return (
        f'<rect y="{num(top)}" width="{w}" height="{num(h - top)}" fill="{colors.shape}"/>'
        f'<path d="{arcs}" fill="none" stroke="{colors.detail}" stroke-width="2.2" opacity=".75"/>'
        f'<rect y="{num(top - h * 0.025)}" width="{w}" height="{num(h * 0.03)}" '
        f'fill="{colors.accent}"/>'
    )


def lattice(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """A window of nested frames joined by short bars (步步锦)."""
    left, top, width, height = w * 0.1, h * 0.08, w * 0.8, h * 0.84
    rings = stream.pick((3, 4))
    dx, dy = width / (2 * rings + 1), height / (2 * rings + 1)
    bars = ""
    for ring in range(rings + 1):
        bars += (
            f"M{num(left + dx * ring)} {num(top + dy * ring)}h{num(width - 2 * dx * ring)}"
            f"v{num(height - 2 * dy * ring)}h{num(2 * dx * ring - width)}z"
        )
    for ring in range(rings):
        for part in (0.25, 0.5, 0.75):
            x = left + dx * ring + (width - 2 * dx * ring) * part
            y = top + dy * ring + (height - 2 * dy * ring) * part
            bars += (
                f"M{num(x)} {num(top + dy * ring)}v{num(dy)}"
                f"M{num(x)} {num(top + height - dy * ring)}v{num(-dy)}"
                f"M{num(left + dx * ring)} {num(y)}h{num(dx)}"
                f"M{num(left + width - dx * ring)} {num(y)}h{num(-dx)}"
            )
    inner = (
        f'<rect x="{num(left + dx * rings)}" y="{num(top + dy * rings)}" width="{num(dx)}" '
        f'height="{num(dy)}" fill="{colors.accent}"/>'
    )
    return (
        f'<rect x="{num(left)}" y="{num(top)}" width="{num(width)}" height="{num(height)}" '
        f'fill="{colors.shape}"/>'
        f'<path d="{bars}" stroke="{colors.detail}" stroke-width="3" fill="none" opacity=".85"/>'
        f"{inner}"
    )


def spines(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """A shelf of books."""
    parts, x, last = [], 0.0, ""
    choices = (colors.shape, colors.accent, colors.detail, colors.ground)
    while x < w:
        width, top = w * stream.between(0.07, 0.16), h * stream.between(0.2, 0.46)
        color = stream.pick([color for color in choices if color != last])
        band = colors.ink if color in (colors.detail, colors.accent) else colors.label
        parts.append(
            f'<rect x="{num(x)}" y="{num(top)}" width="{num(width - 2)}" height="{num(h - top)}" '
            f'fill="{color}"/><path d="M{num(x)} {num(top + 14)}h{num(width - 2)}M{num(x)} '
            f'{num(top + 22)}h{num(width - 2)}M{num(x)} {num(h - 26)}h{num(width - 2)}" '
            f'stroke="{band}" stroke-width="2" opacity=".5"/>'
        )
        x, last = x + width, color
    return "".join(parts)


def lanes(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """A map of alleys with the courtyards between them and one way through."""
    rows = [h * (0.16 + 0.115 * row) for row in range(8)]
    parts = [
        f'<path d="{"".join(f"M0 {num(y)}H{w}" for y in rows)}" stroke="{colors.shape}" '
        f'stroke-width="7"/>'
    ]
    for yard in range(26):
        x, y = w * stream.between(0, 1), stream.pick(rows[:7]) + 8
        color = (colors.shape, colors.accent, colors.detail)[yard % 3]
        parts.append(
            f'<rect x="{num(x)}" y="{num(y)}" width="{num(w * stream.between(0.05, 0.13))}" '
            f'height="{num(h * 0.07)}" fill="{color}" opacity=".9"/>'
        )
    parts.append(
        f'<path d="M{num(w * stream.between(0.1, 0.3))} {h}V{num(rows[4])}'
        f'H{num(w * stream.between(0.55, 0.8))}V{num(h * 0.1)}" stroke="{colors.accent}" '
        f'stroke-width="6" fill="none" stroke-linejoin="round" stroke-linecap="round"/>'
    )
    return "".join(parts)


def orbits(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Planets on their way."""
    x, y = w * stream.between(0.35, 0.75), h * stream.between(0.5, 0.62)
    parts = [
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(w * 0.1)}" fill="{colors.accent}"/>',
    ]
    for ring in range(1, 7):
        radius = w * (0.1 + 0.115 * ring)
        dash = ' stroke-dasharray="2 7"' if ring % 3 == 0 else ""
        parts.append(
            f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="none" '
            f'stroke="{colors.detail}" stroke-width="1.6" opacity=".6"{dash}/>'
        )
        angle = math.radians(stream.below(360))
        color = (colors.detail, colors.accent, colors.shape)[ring % 3]
        parts.append(
            f'<circle cx="{num(x + radius * math.cos(angle))}" '
            f'cy="{num(y + radius * math.sin(angle))}" '
            f'r="{num(stream.between(5, 13))}" fill="{color}"/>'
        )
    stars = "".join(
        f'<circle cx="{num(stream.between(0, w))}" cy="{num(stream.between(0, h))}" '
        f'r="{num(stream.between(0.8, 2))}"/>'
        for _star in range(22)
    )
    return f'{"".join(parts)}<g fill="{colors.detail}">{stars}</g>'


def cubes(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Stacked cubes, a few of them bright."""
    columns = stream.pick((4, 5))
    half = w / columns / 2
    rise = half * 0.58
    tops: list[str] = []
    bright: list[str] = []
    lefts, rights = [], []
    row = 0
    y = h * 0.34
    while y < h + rise * 3:
        for column in range(columns + 1):
            x = column * half * 2 + (half if row % 2 else 0)
            if y < h * 0.6 and stream.below(5) == 0:
                continue
            top = f"M{num(x)} {num(y)}l{num(half)} {num(rise)}l{num(-half)} {num(rise)}l{num(-half)} {num(-rise)}z"  # noqa: E501
            (bright if stream.below(7) == 0 else tops).append(top)
            body = half * 1.16
            lefts.append(
                f"M{num(x - half)} {num(y + rise)}l{num(half)} {num(rise)}v{num(body)}"
                f"l{num(-half)} {num(-rise)}z"
            )
            rights.append(
                f"M{num(x + half)} {num(y + rise)}l{num(-half)} {num(rise)}v{num(body)}"
                f"l{num(half)} {num(-rise)}z"
            )
        y += rise + half * 1.16
        row += 1
    return (
        f'<path d="{"".join(lefts)}" fill="{colors.shape}"/>'
        f'<path d="{"".join(rights)}" fill="{colors.shape}" opacity=".55"/>'
        f'<path d="{"".join(tops)}" fill="{colors.detail}" opacity=".85"/>'
        f'<path d="{"".join(bright)}" fill="{colors.accent}"/>'
    )


def waves(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Rows of concentric waves, the border of a robe (海水纹)."""
    size = w / stream.pick((3, 4))
    top = h * stream.between(0.42, 0.5)
    rings = (colors.detail, colors.shape, colors.detail, colors.shape)
    wave = "".join(
        f'<circle r="{num(size / 2 * (1 - ring * 0.24))}" fill="{color}"/>'
        for ring, color in enumerate(rings)
    )
    count = int(w / size) + 2
    row = "".join(f'<use href="#w" x="{num(size * column)}"/>' for column in range(count))
    rows, number, y = "", 0, top + size / 2
    while y < h + size / 2:
        rows += f'<use href="#r" x="{num(-size / 2 if number % 2 else 0)}" y="{num(y)}"/>'
        number, y = number + 1, y + size * 0.27
    return (
        f'<circle cx="{num(w * stream.between(0.35, 0.72))}" cy="{num(top - size * 0.3)}" '
        f'r="{num(w * 0.19)}" fill="{colors.accent}"/>'
        f'<defs><g id="w">{wave}</g><g id="r">{row}</g></defs>{rows}'
    )
