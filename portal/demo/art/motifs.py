"""What returns in several pictures: roofs, spines, hills, stars, trees, birds."""

from . import canvas as c
from .canvas import Canvas, around, curve


def roof(
    sheet: Canvas, x: float, y: float, half: float, rise: float, color: str, ridge: str
) -> None:
    """A hipped roof with lifted eaves; *y* is the eave line."""
    left = curve((x - half, y - 6), (x - half * 0.62, y - 3), (x - half * 0.42, y - rise), steps=16)
    right = [(2 * x - px, py) for px, py in reversed(left)]
    sheet.poly([*left, *right, (x + half - 8, y + 9), (x - half + 8, y + 9)], color)
    sheet.rect(x - half * 0.46, y - rise - 8, half * 0.92, 9, ridge)
    for side in (-1, 1):
        tip = x + side * half * 0.46
        sheet.poly(
            [
                (tip, y - rise - 6),
                (tip + side * 10, y - rise - 22),
                (tip - side * 10, y - rise - 6),
            ],
            ridge,
        )
    for step in range(1, 12):
        offset = -half * 0.42 + step * half * 0.84 / 12
        sheet.line([(x + offset, y - rise + 4), (x + offset * 1.8, y - 2)], ridge_shade(color), 1.2)


def ridge_shade(color: str) -> str:
    """A little darker than *color*."""
    return "#" + "".join(f"{int(int(color[i : i + 2], 16) * 0.82):02x}" for i in (1, 3, 5))


def spine(sheet: Canvas, x: float, base: float, w: float, h: float, color: str) -> None:
    """The back of a standing book."""
    light = c.CREAM if color not in (c.SAND, c.MIST, c.GAMBOGE) else "#4a3a20"
    sheet.rect(x, base - h, w, h, color)
    kind = sheet.rng.randrange(4)
    if kind == 0 and w > 26:
        label = h * 0.34
        sheet.rect(x + w * 0.24, base - h + 18, w * 0.52, label, light)
        top = base - h + 27
        while top < base - h + label + 6:
            sheet.rect(x + w * 0.38, top, w * 0.24, 5, color)
            top += 11
        sheet.rect(x, base - 26, w, 4, light)
    elif kind == 1:
        for y in (base - h + 16, base - h + 26, base - h * 0.5, base - 22):
            sheet.rect(x, y, w, 3, light)
    elif kind == 2 and w > 24:
        columns = 2 if w < 50 else 3
        gap = w / (columns + 0.6)
        top = base - h + 22
        while top < base - 28:
            for column in range(columns):
                lit = sheet.rng.random() < 0.6
                sheet.rect(
                    x + gap * 0.5 + column * gap, top, gap * 0.52, 11, c.LAMP if lit else c.SKY
                )
            top += 22
    else:
        sheet.disc(x + w / 2, base - h + 28, min(9, w * 0.26), light)
        sheet.rect(x + w / 2 - 1.5, base - h + 50, 3, max(0, h - 80), light)


def row_of_spines(
    sheet: Canvas, left: float, right: float, base: float, low: float, high: float, wide: float = 58
) -> None:
    x, number = left, 0
    while x < right - 18:
        w = min(sheet.rng.uniform(wide * 0.5, wide), right - x)
        color = c.SPINES[(number * 3 + sheet.rng.randrange(3)) % len(c.SPINES)]
        spine(sheet, x, base, w - 3, sheet.rng.uniform(low, high), color)
        x += w
        number += 1


def hills(sheet: Canvas, base: float, amplitude: float, color: str) -> None:
    points = [(-40.0, base)]
    while points[-1][0] < c.WIDTH + 60:
        x, _y = points[-1]
        step = sheet.rng.uniform(120, 260)
        points.append((x + step / 2, base - sheet.rng.uniform(amplitude * 0.4, amplitude)))
        points.append((x + step, base + sheet.rng.uniform(-8, 8)))
    sheet.poly([*curve(*points, steps=10), (c.WIDTH + 60, c.HEIGHT), (-40, c.HEIGHT)], color)


def stars(sheet: Canvas, count: int, below: float) -> None:
    for _ in range(count):
        x, y = sheet.rng.uniform(0, c.WIDTH), sheet.rng.uniform(0, below)
        tone = sheet.rng.choice(["#e9eef0", "#9fb4c2", "#6f8da0"])
        sheet.disc(x, y, sheet.rng.uniform(0.8, 2.6), tone)


def moon(sheet: Canvas, x: float, y: float, r: float) -> None:
    sheet.disc(x, y, r * 2.05, c.NIGHT)
    sheet.disc(x, y, r * 1.5, c.DUSK)
    sheet.disc(x, y, r, c.MOON)


def snow_ground(sheet: Canvas, y: float) -> None:
    """Snow on top of a wall of grey bricks."""
    sheet.rect(0, y, c.WIDTH, c.HEIGHT - y, c.BRICK)
    rows = range(int(y) + 34, c.HEIGHT + 26, 26)
    for number, top in enumerate(rows):
        sheet.rect(0, top, c.WIDTH, 2, c.MORTAR)
        for x in range((number % 2) * 45, c.WIDTH, 90):
            sheet.rect(x, top, 2, 26, c.MORTAR)
    sheet.rect(0, y, c.WIDTH, 20, c.SNOW)
    for x in range(0, c.WIDTH, 36):
        sheet.disc(x + sheet.rng.uniform(-8, 8), y + 18, sheet.rng.uniform(12, 26), c.SNOW, 8)


def branch(
    sheet: Canvas, start: tuple[float, float], angle: float, length: float, width: float, color: str
) -> list[tuple[float, float]]:
    """A bare branch that forks; returns its tips."""
    end = around(*start, length, angle)
    bend = around(*start, length * 0.5, angle + sheet.rng.uniform(-14, 14))
    sheet.line(curve(start, bend, end, steps=8), color, width)
    if length < 46:
        return [end]
    tips = []
    for turn in (-sheet.rng.uniform(16, 34), sheet.rng.uniform(14, 36)):
        scale = sheet.rng.uniform(0.62, 0.8)
        tips += branch(sheet, end, angle + turn, length * scale, max(2, width * 0.66), color)
    return tips


def lantern(sheet: Canvas, x: float, y: float, r: float) -> None:
    sheet.glow(x, y, r * 3.2, c.LAMP, 110)
    sheet.line([(x, y - r * 2.1), (x, y - r)], c.WOOD, 4)
    sheet.disc(x, y, r * 1.12, c.CINNABAR, r)
    for share in (0.35, 0.72):
        sheet.draw.ellipse(
            [v * c.SCALE for v in (x - r * 1.12 * share, y - r, x + r * 1.12 * share, y + r)],
            outline="#d4583c",
            width=4,
        )
    for top in (y - r - 6, y + r - 8):
        sheet.rect(x - r * 0.46, top, r * 0.92, 14, c.GAMBOGE, 3)
    for step in range(-3, 4):
        sheet.line([(x + step * r * 0.1, y + r + 6), (x + step * r * 0.11, y + r * 1.7)], c.GAMBOGE)


def open_book(sheet: Canvas, x: float, y: float, w: float, h: float, cover: str) -> None:
    """Seen from the reader's side, lying open."""
    sheet.poly(
        [(x - w - 8, y + 6), (x, y + h * 0.2 + 8), (x + w + 8, y + 6), (x, y + h + 16)], cover
    )
    for side in (-1, 1):
        top = curve(
            (x, y), (x + side * w * 0.45, y - h * 0.34), (x + side * w, y - h * 0.1), steps=10
        )
        foot = curve(
            (x + side * w, y + h * 0.72),
            (x + side * w * 0.45, y + h * 0.5),
            (x, y + h * 0.9),
            steps=10,
        )
        sheet.poly([*top, *foot], c.PAPER if side < 0 else "#efe8da")
        for line in range(5):
            level = y + h * (0.06 + line * 0.13)
            sheet.line(
                curve(
                    (x + side * w * 0.12, level),
                    (x + side * w * 0.5, level - h * 0.19),
                    (x + side * w * 0.88, level - h * 0.05),
                    steps=6,
                ),
                c.SAND,
                3,
            )
