"""Covers of picture books: a place, and somebody cut from paper who looks at you."""

from collections.abc import Callable

from catalog.stream import Stream, num

from .palette import Palette


def scene(stream: Stream, colors: Palette, w: int, h: int, foot: float) -> str:
    """Sky, ground and creature; the title above ends at *foot*."""
    sky = stream.pick((_sun, _cloudy, _starry, _balloons))(stream, colors, w, foot + 44)
    ground = stream.pick((_meadow, _sea, _roofs))(stream, colors, w, h)
    creature, roomy = stream.pick(_CREATURES), foot < h * 0.28
    x, y, r = (
        w * stream.between(0.42, 0.58),
        h * (0.66 if roomy else 0.7),
        w * (0.2 if roomy else 0.17),
    )
    return sky + ground + creature(colors, x, y, r)


def _sun(stream: Stream, colors: Palette, w: int, top: float) -> str:
    x, y = num(w * stream.pick((0.18, 0.82))), num(top + 20)
    rays = "".join(
        f'<path d="M0 {num(-w * 0.17)}v{num(-w * 0.05)}" transform="rotate({30 * ray})"/>'
        for ray in range(12)
    )
    return (
        f'<g transform="translate({x} {y})" stroke="{colors.accent}" stroke-width="6" '
        f'stroke-linecap="round"><circle r="{num(w * 0.11)}" fill="{colors.accent}"/>{rays}</g>'
    )


def _cloudy(stream: Stream, colors: Palette, w: int, top: float) -> str:
    clouds = ""
    for column in range(3):
        x, y = w * (0.2 + 0.3 * column), top + stream.between(-8, 34)
        clouds += (
            f"M{num(x - 34)} {num(y)}a18 18 0 0 1 18 -18a24 24 0 0 1 44 4a16 16 0 0 1 0 32"
            f"h-50a18 18 0 0 1 -12 -18z"
        )
    return f'<path d="{clouds}" fill="{colors.detail}" opacity=".9"/>'


def _starry(stream: Stream, colors: Palette, w: int, top: float) -> str:
    stars = "".join(
        f'<circle cx="{num(stream.between(10, w - 8))}" cy="{num(top + stream.between(-28, 150))}" '
        f'r="{num(stream.between(2, 5))}"/>'
        for _star in range(18)
    )
    x, y = w * stream.pick((0.22, 0.78)), top + 10
    crescent = f"M{num(x)} {num(y - 30)}a30 30 0 1 0 22 50a25 25 0 1 1 -22 -50z"
    return f'<g fill="{colors.detail}">{stars}</g><path d="{crescent}" fill="{colors.accent}"/>'


def _balloons(stream: Stream, colors: Palette, w: int, top: float) -> str:
    parts = ""
    for number, u in enumerate((0.14, 0.32, 0.7, 0.87)):
        x, y = w * u, top + stream.between(0, 44)
        color = (colors.accent, colors.detail, colors.shape)[number % 3]
        parts += (
            f'<path d="M{num(x)} {num(y + 24)}q8 30 -4 70" stroke="{colors.detail}" '
            f'stroke-width="1.8" fill="none"/><ellipse cx="{num(x)}" cy="{num(y)}" rx="19" ry="24" '
            f'fill="{color}"/>'
        )
    return parts


def _meadow(stream: Stream, colors: Palette, w: int, h: int) -> str:
    rise = -h * stream.between(0.05, 0.13)
    blades = "".join(
        f"M{num(w * stream.between(0.03, 0.97))} {num(h * stream.between(0.86, 0.99))}"
        f"q4 -10 0 -20m0 20q-6 -8 -9 -16"
        for _blade in range(9)
    )
    return (
        f'<path d="M0 {num(h * 0.8)}q{num(w * 0.3)} {num(rise)} {num(w * 0.6)} {num(h * 0.01)}'
        f't{num(w * 0.4)} {num(-h * 0.03)}V{h}H0z" fill="{colors.shape}"/>'
        f'<path d="{blades}" fill="none" stroke="{colors.detail}" stroke-width="2.5" '
        f'stroke-linecap="round" opacity=".7"/>'
    )


def _sea(stream: Stream, colors: Palette, w: int, h: int) -> str:
    parts, shift = "", stream.below(30)
    for row in range(4):
        y, step = h * (0.77 + row * 0.06), w / 5
        path = f"M{num(-shift * (row % 2))} {num(y)}"
        path += f"q{num(step / 2)} {num(-16)} {num(step)} 0" * 6
        color = colors.shape if row % 2 == 0 else colors.detail
        parts += (
            f'<path d="{path}V{h}H0z" fill="{color}" opacity="{0.95 if row % 2 == 0 else 0.4}"/>'
        )
    return parts


def _roofs(stream: Stream, colors: Palette, w: int, h: int) -> str:
    parts, x = "", -10.0
    while x < w:
        width, top = w * stream.between(0.22, 0.3), h * stream.between(0.72, 0.8)
        parts += (
            f'<path d="M{num(x)} {num(top)}q{num(width * 0.3)} -6 {num(width / 2)} -26'
            f'q{num(width * 0.2)} 20 {num(width / 2)} 26V{h}H{num(x)}z" fill="{colors.shape}"/>'
            f'<path d="M{num(x)} {num(top)}h{num(width)}" stroke="{colors.detail}" '
            f'stroke-width="4" opacity=".7"/>'
            f'<path d="M{num(x + width * 0.4)} {num(top + 24)}h{num(width * 0.2)}v22'
            f'h{num(-width * 0.2)}z" fill="{colors.accent}"/>'
        )
        x += width + 3
    return parts


def _face(colors: Palette, x: float, y: float, r: float) -> str:
    ink = colors.ink
    return (
        f'<g fill="{ink}"><circle cx="{num(x - r * 0.36)}" cy="{num(y - r * 0.04)}" '
        f'r="{num(r * 0.11)}"/><circle cx="{num(x + r * 0.36)}" cy="{num(y - r * 0.04)}" '
        f'r="{num(r * 0.11)}"/></g><g fill="{colors.accent}" opacity=".5">'
        f'<circle cx="{num(x - r * 0.62)}" cy="{num(y + r * 0.28)}" r="{num(r * 0.15)}"/>'
        f'<circle cx="{num(x + r * 0.62)}" cy="{num(y + r * 0.28)}" r="{num(r * 0.15)}"/></g>'
        f'<path d="M{num(x - r * 0.2)} {num(y + r * 0.34)}q{num(r * 0.2)} {num(r * 0.22)} '
        f'{num(r * 0.4)} 0" stroke="{ink}" stroke-width="4" stroke-linecap="round" fill="none"/>'
    )


def _coat(color: str, x: float, y: float, r: float) -> str:
    return (
        f'<path d="M{num(x - r * 1.25)} {num(y + r * 2.1)}q{num(r * 0.1)} {num(-r * 1.5)} '
        f'{num(r * 1.25)} {num(-r * 1.5)}t{num(r * 1.25)} {num(r * 1.5)}z" fill="{color}"/>'
    )


def _head(color: str, x: float, y: float, r: float) -> str:
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{color}"/>'


def _cat(colors: Palette, x: float, y: float, r: float) -> str:
    ears = (
        f'<path d="M{num(x - r * 0.95)} {num(y - r * 0.2)}l{num(r * 0.1)} {num(-r * 1.05)}'
        f"l{num(r * 0.75)} {num(r * 0.5)}zM{num(x + r * 0.95)} {num(y - r * 0.2)}"
        f'l{num(-r * 0.1)} {num(-r * 1.05)}l{num(-r * 0.75)} {num(r * 0.5)}z" '
        f'fill="{colors.label}" stroke="{colors.label}" stroke-width="6" stroke-linejoin="round"/>'
    )
    whiskers = (
        f'<path d="M{num(x - r * 0.75)} {num(y + r * 0.12)}h{num(-r * 0.5)}M{num(x - r * 0.72)} '
        f"{num(y + r * 0.3)}l{num(-r * 0.48)} {num(r * 0.12)}M{num(x + r * 0.75)} "
        f"{num(y + r * 0.12)}h{num(r * 0.5)}M{num(x + r * 0.72)} {num(y + r * 0.3)}"
        f'l{num(r * 0.48)} {num(r * 0.12)}" stroke="{colors.ink}" stroke-width="2"/>'
    )
    return (
        ears
        + _coat(colors.accent, x, y, r)
        + _head(colors.label, x, y, r)
        + _face(colors, x, y, r)
        + whiskers
    )


def _rabbit(colors: Palette, x: float, y: float, r: float) -> str:
    left, right = num(x - r * 0.42), num(x + r * 0.42)
    top = num(y - r * 1.35)
    ears = (
        f'<g fill="{colors.label}"><ellipse cx="{left}" cy="{top}" rx="{num(r * 0.25)}" '
        f'ry="{num(r * 0.74)}"/><ellipse cx="{right}" cy="{top}" rx="{num(r * 0.25)}" '
        f'ry="{num(r * 0.74)}" transform="rotate(14 {right} {num(y - r * 0.8)})"/></g>'
        f'<ellipse cx="{left}" cy="{top}" rx="{num(r * 0.11)}" ry="{num(r * 0.5)}" '
        f'fill="{colors.accent}" opacity=".5"/>'
    )
    return (
        ears + _coat(colors.accent, x, y, r) + _head(colors.label, x, y, r) + _face(colors, x, y, r)
    )


def _bear(colors: Palette, x: float, y: float, r: float) -> str:
    ears = "".join(
        f'<circle cx="{num(x + side * r * 0.72)}" cy="{num(y - r * 0.72)}" r="{num(r * 0.36)}" '
        f'fill="{colors.label}"/><circle cx="{num(x + side * r * 0.72)}" cy="{num(y - r * 0.72)}" '
        f'r="{num(r * 0.18)}" fill="{colors.accent}" opacity=".5"/>'
        for side in (-1, 1)
    )
    nose = (
        f'<ellipse cx="{num(x)}" cy="{num(y + r * 0.2)}" rx="{num(r * 0.14)}" ry="{num(r * 0.1)}" '
        f'fill="{colors.ink}"/>'
    )
    return (
        ears
        + _coat(colors.accent, x, y, r)
        + _head(colors.label, x, y, r)
        + _face(colors, x, y, r)
        + nose
    )


def _child(colors: Palette, x: float, y: float, r: float) -> str:
    cap = (
        f'<path d="M{num(x - r * 1.02)} {num(y - r * 0.3)}a{num(r * 1.02)} {num(r * 1.1)} 0 0 1 '
        f'{num(2.04 * r)} 0q{num(-r * 1.02)} {num(-r * 0.3)} {num(-2.04 * r)} 0z" '
        f'fill="{colors.accent}"/><circle cx="{num(x)}" cy="{num(y - r * 1.35)}" '
        f'r="{num(r * 0.22)}" fill="{colors.detail}"/>'
    )
    scarf = (
        f'<path d="M{num(x - r * 0.7)} {num(y + r * 0.82)}q{num(r * 0.7)} {num(r * 0.42)} '
        f"{num(r * 1.4)} 0l{num(r * 0.1)} {num(r * 0.3)}q{num(-r * 0.8)} {num(r * 0.42)} "
        f'{num(-r * 1.6)} 0z" fill="{colors.detail}"/>'
    )
    return (
        _coat(colors.accent, x, y, r)
        + _head(colors.label, x, y, r)
        + scarf
        + cap
        + _face(colors, x, y, r)
    )


def _owl(colors: Palette, x: float, y: float, r: float) -> str:
    body = (
        f'<path d="M{num(x - r * 1.1)} {num(y - r * 0.95)}q{num(r * 0.5)} {num(r * 0.3)} '
        f"{num(r * 1.1)} {num(r * 0.1)}t{num(r * 1.1)} {num(-r * 0.1)}q{num(r * 0.35)} "
        f"{num(r * 2.1)} {num(-r * 0.35)} {num(r * 2.75)}h{num(-r * 1.5)}"
        f'q{num(-r * 0.7)} {num(-r * 0.65)} {num(-r * 0.35)} {num(-r * 2.75)}z" '
        f'fill="{colors.accent}"/>'
    )
    eyes = "".join(
        f'<circle cx="{num(x + side * r * 0.46)}" cy="{num(y - r * 0.12)}" r="{num(r * 0.42)}" '
        f'fill="{colors.label}"/><circle cx="{num(x + side * r * 0.4)}" cy="{num(y - r * 0.1)}" '
        f'r="{num(r * 0.17)}" fill="{colors.ink}"/>'
        for side in (-1, 1)
    )
    rows = "".join(
        f"M{num(x - r * 0.55)} {num(y + r * (0.72 + 0.34 * row))}" + f"q{num(r * 0.14)} "
        f"{num(r * 0.2)} {num(r * 0.28)} 0" * 4
        for row in range(3)
    )
    return (
        body + eyes + f'<path d="M{num(x - r * 0.13)} {num(y + r * 0.14)}h{num(r * 0.26)}'
        f'l{num(-r * 0.13)} {num(r * 0.26)}z" fill="{colors.detail}"/>'
        f'<path d="{rows}" fill="none" stroke="{colors.label}" stroke-width="3" opacity=".8"/>'
    )


def _whale(colors: Palette, x: float, y: float, r: float) -> str:
    y += r * 0.35
    return (
        f'<path d="M{num(x - r * 1.6)} {num(y)}q{num(r * 0.15)} {num(-r * 1.15)} {num(r * 1.5)} '
        f"{num(-r * 1.05)}q{num(r * 1.1)} {num(r * 0.1)} {num(r * 1.25)} {num(r * 0.75)}"
        f"q{num(r * 0.35)} {num(-r * 0.1)} {num(r * 0.42)} {num(-r * 0.62)}q{num(r * 0.42)} "
        f"{num(r * 0.3)} {num(r * 0.1)} {num(r * 0.86)}q{num(-r * 0.5)} {num(r * 1.1)} "
        f'{num(-r * 1.9)} {num(r * 1.05)}q{num(-r * 1.3)} 0 {num(-r * 1.37)} {num(-r * 0.99)}z" '
        f'fill="{colors.label}"/>'
        f'<path d="M{num(x - r * 1.55)} {num(y + r * 0.3)}q{num(r * 0.9)} {num(r * 0.5)} '
        f"{num(r * 1.9)} {num(r * 0.1)}q{num(-r * 0.5)} {num(r * 0.65)} {num(-r * 0.95)} "
        f'{num(r * 0.6)}q{num(-r * 0.8)} {num(-r * 0.06)} {num(-r * 0.95)} {num(-r * 0.7)}z" '
        f'fill="{colors.accent}" opacity=".55"/>'
        f'<circle cx="{num(x - r * 0.85)}" cy="{num(y - r * 0.15)}" r="{num(r * 0.11)}" '
        f'fill="{colors.ink}"/>'
        f'<path d="M{num(x - r * 0.2)} {num(y - r * 1.12)}q{num(-r * 0.1)} {num(-r * 0.5)} '
        f"{num(-r * 0.5)} {num(-r * 0.42)}M{num(x - r * 0.2)} {num(y - r * 1.12)}q{num(r * 0.1)} "
        f'{num(-r * 0.5)} {num(r * 0.5)} {num(-r * 0.42)}" fill="none" stroke="{colors.detail}" '
        f'stroke-width="6" stroke-linecap="round"/>'
    )


_CREATURES: tuple[Callable[[Palette, float, float, float], str], ...] = (
    _cat,
    _rabbit,
    _bear,
    _child,
    _owl,
    _whale,
)
