"""Patterns taken from nature: water, hills, snow, leaves, bamboo, plum, clouds."""

from catalog.stream import Stream, num

from .palette import Palette


def moon(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """The moon over water."""
    radius = w * stream.between(0.25, 0.34)
    x, y = w * stream.between(0.48, 0.72), h * stream.between(0.28, 0.4)
    parts = [f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="{colors.accent}"/>']
    step = w / 6
    for line in range(8):
        top = h * (0.6 + line * 0.052)
        waves = f"q{num(step / 4)} {-5 - line} {num(step / 2)} 0t{num(step / 2)} 0" * 6
        color, width = (colors.shape, 3) if line % 2 else (colors.detail, 1.6)
        parts.append(
            f'<path d="M0 {num(top)}{waves}" fill="none" stroke="{color}" stroke-width="{width}" '
            f'opacity="{num(0.95 - line * 0.06)}"/>'
        )
    return "".join(parts)


def hills(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Four ranges under a small sun."""
    parts = [
        f'<circle cx="{num(w * stream.between(0.3, 0.75))}" cy="{num(h * 0.25)}" '
        f'r="{num(w * 0.12)}" fill="{colors.accent}"/>'
    ]
    layers = ((colors.detail, 0.35), (colors.shape, 0.75), (colors.accent, 0.55), (colors.shape, 1))
    for row, (color, opacity) in enumerate(layers):
        path, x = f"M0 {h}V{num(h * (0.44 + row * 0.13))}", 0.0
        while x < w:
            width, peak = w * stream.between(0.3, 0.52), -h * stream.between(0.04, 0.17)
            end = h * stream.between(-0.02, 0.02)
            path += (
                f"c{num(width * 0.3)} {num(peak)} {num(width * 0.7)} {num(peak)} "
                f"{num(width)} {num(end)}"
            )
            x += width
        parts.append(f'<path d="{path}V{h}Z" fill="{color}" opacity="{opacity}"/>')
    return "".join(parts)


def ripples(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """A stone has fallen into a pond."""
    x, y = num(w * stream.between(0.25, 0.75)), num(h * stream.between(0.7, 0.85))
    rings = "".join(
        f'<circle cx="{x}" cy="{y}" r="{num(h * 0.075 * ring)}" '
        f'fill="{colors.shape if ring % 2 else colors.ground}"/>'
        for ring in range(11, 0, -1)
    )
    return rings + f'<circle cx="{x}" cy="{y}" r="{num(h * 0.05)}" fill="{colors.accent}"/>'


def snow(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Snow on a pavilion."""
    parts = [
        f'<path d="M0 {num(h * 0.76)}q{num(w * 0.25)} {num(-h * 0.07)} {num(w * 0.5)} 0'
        f't{num(w * 0.5)} {num(-h * 0.02)}V{h}H0Z" fill="{colors.detail}"/>'
    ]
    for flake in range(44):
        x, y = stream.between(0, w), stream.between(0, h * 0.72)
        color = colors.accent if flake % 6 == 0 else colors.detail
        parts.append(
            f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(stream.between(1.5, 5))}" '
            f'fill="{color}" opacity="{num(stream.between(0.5, 1))}"/>'
        )
    x, y = w * stream.between(0.56, 0.68), h * 0.7
    parts.append(
        f'<path d="M{num(x - 52)} {num(y)}q52 -14 52 -36q0 22 52 36z" fill="{colors.accent}"/>'
        f'<path d="M{num(x - 66)} {num(y + 17)}q66 -4 66 -22q0 18 66 22z" fill="{colors.accent}"/>'
        f'<path d="M{num(x - 40)} {num(y + 17)}h80v26h-80z" fill="{colors.shape}"/>'
        f'<path d="M{num(x - 24)} {num(y + 17)}v26M{num(x)} {num(y + 17)}v26'
        f'M{num(x + 24)} {num(y + 17)}v26" stroke="{colors.label}" stroke-width="3"/>'
    )
    return "".join(parts)


def ginkgo(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Ginkgo leaves, as they lie in the alleys in November."""
    parts = []
    # One leaf to a cell of a loose grid: they scatter without lying on each other.
    for cell in range(12):
        x = w * (cell % 3 + stream.between(0.25, 0.75)) / 3
        y = h * (cell // 3 + stream.between(0.2, 0.8)) / 4
        s = w * stream.between(0.08, 0.14)
        color = (colors.accent, colors.shape, colors.detail)[cell % 3]
        fan = (
            f"M0 {num(s * 0.9)}C{num(-s * 0.2)} {num(s * 0.3)} {num(-s)} {num(s * 0.1)} {num(-s)} "
            f"{num(-s * 0.35)}C{num(-s * 0.6)} {num(-s * 0.8)} {num(-s * 0.15)} {num(-s * 0.7)} 0 "
            f"{num(-s * 0.35)}C{num(s * 0.15)} {num(-s * 0.7)} {num(s * 0.6)} {num(-s * 0.8)} "
            f"{num(s)} {num(-s * 0.35)}C{num(s)} {num(s * 0.1)} {num(s * 0.2)} {num(s * 0.3)} 0 "
            f"{num(s * 0.9)}Z"
        )
        parts.append(
            f'<g transform="translate({num(x)} {num(y)}) rotate({stream.below(360)})">'
            f'<path d="{fan}" fill="{color}"/>'
            f'<path d="M0 {num(s * 0.8)}v{num(s * 0.7)}" stroke="{color}" stroke-width="2.5"/></g>'
        )
    return "".join(parts)


def bamboo(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Stalks with joints and a few leaves."""
    parts = []
    for stalk in range(6):
        x = w * (0.08 + 0.17 * stalk) + stream.between(-9, 9)
        width = stream.between(7, 15)
        color = (colors.shape, colors.accent, colors.shape, colors.detail)[stream.below(4)]
        joint = h * stream.between(0.13, 0.2)
        top, pieces = -h * stream.between(0, 0.12), ""
        while top < h:
            pieces += f"M{num(x)} {num(top)}V{num(top + joint - 4)}"
            top += joint
        parts.append(
            f'<path d="{pieces}" stroke="{color}" stroke-width="{num(width)}" '
            f'opacity="{num(stream.between(0.6, 1))}"/>'
        )
        for _leaf in range(2):
            y, turn = h * stream.between(0.1, 0.85), stream.between(20, 75)
            side = -1 if stream.below(2) else 1
            length = w * stream.between(0.16, 0.26)
            parts.append(
                f'<path transform="translate({num(x)} {num(y)}) rotate({num(side * turn)})" '
                f'd="M0 0q{num(-length * 0.16)} {num(length * 0.5)} 0 {num(length)}'
                f'q{num(length * 0.16)} {num(-length * 0.5)} 0 {num(-length)}z" fill="{color}"/>'
            )
    return "".join(parts)


def plum(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """One branch in blossom before a pale sun."""
    mirror = stream.below(2)
    parts = [
        f'<circle cx="{num(w * 0.56)}" cy="{num(h * 0.46)}" r="{num(w * 0.3)}" '
        f'fill="{colors.shape}" opacity=".8"/>',
        f'<path d="M{num(w * 0.02)} {num(h * 0.98)}C{num(w * 0.24)} {num(h * 0.82)} '
        f"{num(w * 0.2)} {num(h * 0.7)} {num(w * 0.42)} {num(h * 0.62)}"
        f"S{num(w * 0.7)} {num(h * 0.44)} {num(w * 0.94)} {num(h * 0.3)}"
        f"M{num(w * 0.42)} {num(h * 0.62)}Q{num(w * 0.66)} {num(h * 0.66)} {num(w * 0.9)} "
        f"{num(h * 0.56)}M{num(w * 0.27)} {num(h * 0.72)}Q{num(w * 0.3)} {num(h * 0.58)} "
        f'{num(w * 0.4)} {num(h * 0.48)}" fill="none" stroke="{colors.detail}" stroke-width="6" '
        f'stroke-linecap="round"/>',
    ]
    for u, v in ((0.94, 0.3), (0.82, 0.38), (0.68, 0.47), (0.55, 0.57), (0.4, 0.48), (0.33, 0.57),
                 (0.9, 0.56), (0.74, 0.62), (0.3, 0.7), (0.17, 0.86)):  # fmt: skip
        x, y = w * u + stream.between(-8, 8), h * v + stream.between(-10, 10)
        size = stream.between(5.5, 9.5)
        turn = stream.below(72)
        petals = "".join(
            f'<circle cy="{num(-size)}" r="{num(size * 0.78)}" '
            f'transform="rotate({turn + 72 * petal})"/>'
            for petal in range(5)
        )
        parts.append(
            f'<g transform="translate({num(x)} {num(y)})" fill="{colors.accent}">{petals}'
            f'<circle r="{num(size * 0.42)}" fill="{colors.label}"/></g>'
        )
    flip = f' transform="matrix(-1 0 0 1 {w} 0)"' if mirror else ""
    return f"<g{flip}>{''.join(parts)}</g>"


def clouds(stream: Stream, colors: Palette, w: int, h: int) -> str:
    """Banks of scroll clouds and a flying crane's worth of sky."""
    parts = [
        f'<circle cx="{num(w * stream.between(0.35, 0.7))}" cy="{num(h * 0.34)}" '
        f'r="{num(w * 0.2)}" fill="{colors.accent}"/>'
    ]
    layers = (
        (0.56, colors.detail, 0.4),
        (0.66, colors.shape, 0.8),
        (0.77, colors.detail, 0.75),
        (0.87, colors.shape, 1),
    )
    for base, color, opacity in layers:
        y = h * base
        x = -stream.between(0, w * 0.18)
        bank, rings = f"M{num(x)} {h}V{num(y)}", []
        while x < w:
            r = w * stream.between(0.07, 0.13)
            bank += f"a{num(r)} {num(r)} 0 0 1 {num(2 * r)} 0"
            rings.append(
                f"M{num(x + r * 0.45)} {num(y)}a{num(r * 0.55)} {num(r * 0.55)} 0 0 1 "
                f"{num(r * 1.1)} 0a{num(r * 0.3)} {num(r * 0.3)} 0 0 1 {num(-r * 0.6)} 0"
            )
            x += 2 * r
        parts.append(
            f'<g opacity="{opacity}"><path d="{bank}V{h}z" fill="{color}"/>'
            f'<path d="{"".join(rings)}" fill="none" stroke="{colors.ground}" '
            f'stroke-width="2.4" stroke-linecap="round"/></g>'
        )
    return "".join(parts)
