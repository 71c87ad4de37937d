"""Pictures of courtyards, gardens and the sky."""

import math

from . import canvas as c
from .canvas import Canvas, around, curve
from .motifs import branch, hills, ridge_shade, roof


def courtyard() -> Canvas:
    """Through a moon gate: a locust tree, a table, two stools and open books."""
    sheet = Canvas("courtyard-study", "#c9d3d4")
    sheet.disc(800, 470, 330, "#f3ead6")
    for r, tone in ((330, "#f8f1e0"), (300, "#fdf8ea")):
        sheet.disc(800, 470, r, tone)
    sheet.disc(940, 300, 60, c.GAMBOGE)
    roof(sheet, 800, 470, 300, 90, "#6c757a", "#4f575c")
    sheet.rect(600, 478, 400, 190, c.WALL)
    for x in range(620, 1000, 76):
        sheet.rect(x, 500, 60, 150, "#f6e2ae")
        for step in range(3):
            sheet.rect(x, 500 + step * 50, 60, 4, c.WALL)
            sheet.rect(x + 14 + step * 16, 500, 4, 150, c.WALL)
    sheet.rect(460, 660, 680, 160, "#b9b2a2")
    tips = branch(sheet, (560, 720), -84, 130, 26, c.BARK)
    for x, y in tips:
        for _ in range(5):
            sheet.disc(
                x + sheet.rng.uniform(-30, 30),
                y + sheet.rng.uniform(-26, 26),
                sheet.rng.uniform(10, 20),
                sheet.rng.choice([c.JADE, c.MALACHITE, "#5c9b7d"]),
            )
    sheet.rect(760, 690, 210, 18, c.WOOD, 4)
    for x in (780, 936):
        sheet.rect(x, 706, 14, 90, c.WOOD)
    for x in (700, 1000):
        sheet.rect(x, 744, 66, 56, "#8a8f8c", 10)
    sheet.poly([(800, 686), (840, 668), (880, 686), (840, 694)], c.PAPER)
    sheet.rect(892, 668, 54, 10, c.CINNABAR)
    sheet.rect(888, 678, 62, 12, c.AZURITE)
    _moon_gate(sheet)
    return sheet


def _moon_gate(sheet: Canvas) -> None:
    """The grey wall with its round opening: everything outside the circle."""
    ring = [around(800, 470, 340, degrees) for degrees in range(-90, 271, 3)]
    wall = "#8d979b"
    sheet.poly(
        [
            (0, 0),
            (800, 0),
            *ring[:61],
            (800, c.HEIGHT),
            (c.WIDTH, c.HEIGHT),
            (c.WIDTH, 0),
            (800, 0),
        ],
        wall,
    )
    sheet.poly(
        [(800, 0), *ring[60:], (800, 0), (0, 0), (0, c.HEIGHT), (800, c.HEIGHT), ring[60]], wall
    )
    sheet.poly([(c.WIDTH, 0), (800, 0), *ring[:61], (800, c.HEIGHT), (c.WIDTH, c.HEIGHT)], wall)
    for row, y in enumerate(range(96, c.HEIGHT, 40)):
        reach = math.sqrt(max(0, 352**2 - (y + 20 - 470) ** 2))
        for x in range(-(row % 2) * 60, c.WIDTH, 120):
            if abs(x + 60 - 800) > reach + 62:
                sheet.rect(x, y, 2, 40, "#7d878b")
        for left, right in ((0, 800 - reach), (800 + reach, c.WIDTH)):
            sheet.rect(left, y, right - left, 2, "#7d878b")
    sheet.ring(800, 470, 362, "#5f686c", 24)
    sheet.rect(0, 0, c.WIDTH, 66, "#5b6469")
    for x in range(0, c.WIDTH, 50):
        sheet.disc(x + 25, 68, 24, "#5b6469")
        sheet.disc(x + 25, 68, 12, "#788287")


def plum_blossom() -> Canvas:
    """Branches of eighty-one petals, for counting off the cold days."""
    sheet = Canvas("plum", "#efe6d3")
    sheet.disc(1080, 330, 240, "#e8d9b4")
    sheet.disc(1080, 330, 190, c.MOON)
    for points, width in (
        (((1660, 880), (1420, 740), (1180, 560), (960, 470)), 34),
        (((960, 470), (760, 400), (560, 420)), 16),
        (((1240, 600), (1200, 420), (1290, 230), (1260, 90)), 18),
        (((1000, 486), (860, 560), (700, 660)), 13),
        (((820, 420), (760, 300), (800, 180)), 11),
        (((1380, 716), (1180, 760), (1010, 730)), 12),
        (((1250, 280), (1380, 220), (1480, 130)), 10),
    ):
        sheet.line(curve(*points), "#2a2420", width)
    spots = [
        (560, 420),
        (700, 660),
        (800, 180),
        (760, 300),
        (940, 462),
        (1010, 730),
        (1260, 90),
        (1480, 130),
        (1216, 400),
    ]
    for number, (x, y) in enumerate(spots):
        r = 46 if number % 2 else 54
        for petal in range(9):
            px, py = around(x, y, r * 0.74, number * 23 + 40 * petal)
            painted = number < 5 or (number == 5 and petal < 4)
            sheet.disc(px, py, r * 0.4, c.CINNABAR if painted else "#fbf4e6")
            sheet.ring(px, py, r * 0.4, "#7a2013" if painted else "#b7a88c", 2)
        sheet.disc(x, y, r * 0.3, c.GAMBOGE)
    for x, y in ((640, 414), (880, 520), (1200, 520), (1290, 190), (860, 430), (1120, 742)):
        sheet.disc(x, y, 13, "#fbf4e6")
        sheet.disc(x + 4, y + 5, 9, c.CINNABAR)
    sheet.rect(120, 640, 86, 86, c.CINNABAR, 6)
    sheet.ring(163, 683, 26, "#efe6d3", 6)
    return sheet


def lake() -> Canvas:
    """Ducks on a lake, a pavilion, willows, and the hills far away."""
    sheet = Canvas("lake", "#dfe9e6")
    sheet.disc(330, 220, 76, "#f0b45a")
    hills(sheet, 400, 120, "#bcd0cc")
    hills(sheet, 440, 70, "#93b5ab")
    hills(sheet, 470, 40, c.JADE)
    sheet.rect(0, 470, c.WIDTH, 430, "#7fb0bd")
    for _ in range(70):
        x, y = sheet.rng.uniform(-40, c.WIDTH), sheet.rng.uniform(490, 890)
        sheet.rect(x, y, sheet.rng.uniform(40, 150), 4, sheet.rng.choice(["#95c1cb", "#6d9fae"]), 2)
    sheet.rect(1010, 478, 320, 20, "#b9b2a2")
    for x in (1040, 1110, 1220, 1290):
        sheet.rect(x - 8, 330, 16, 150, c.CINNABAR)
    sheet.rect(1030, 440, 270, 10, c.CINNABAR)
    roof(sheet, 1165, 334, 210, 92, c.TILE, c.GAMBOGE)
    for y in (508, 534):
        sheet.rect(1060, y, 210, 6, "#a0614f", 3)
    for x in (60, 190):
        sheet.line(curve((x, 520), (x + 24, 300), (x - 10, 90)), c.BARK, 26)
        for strand in range(11):
            left = x - 130 + strand * 28
            fall = curve((x, 110), (left, 180), (left - 8, 330 + sheet.rng.uniform(0, 150)))
            sheet.line(fall, sheet.rng.choice(["#7da66a", "#93b878", "#6b945c"]), 7)
    for x, y, size, drake in (
        (620, 640, 1.0, True),
        (800, 700, 0.92, False),
        (470, 740, 0.6, False),
        (560, 780, 0.55, False),
    ):
        duck(sheet, x, y, size, drake=drake)
    return sheet


def duck(sheet: Canvas, x: float, y: float, size: float, *, drake: bool) -> None:
    body, head = ("#8a8f8c", c.MALACHITE) if drake else ("#9a7650", "#8a6642")
    sheet.disc(x, y, 88 * size, body, 42 * size)
    sheet.poly(
        [(x + 60 * size, y - 10), (x + 120 * size, y - 40 * size), (x + 70 * size, y + 20 * size)],
        body,
    )
    sheet.disc(x + 10 * size, y - 6 * size, 54 * size, ridge_shade(body), 24 * size)
    sheet.line([(x - 60 * size, y - 14 * size), (x - 76 * size, y - 62 * size)], head, 34 * size)
    sheet.disc(x - 80 * size, y - 74 * size, 32 * size, head)
    if drake:
        sheet.rect(x - 88 * size, y - 38 * size, 34 * size, 8 * size, c.PAPER, 3)
    sheet.poly(
        [
            (x - 104 * size, y - 82 * size),
            (x - 152 * size, y - 66 * size),
            (x - 104 * size, y - 60 * size),
        ],
        c.GAMBOGE,
    )
    sheet.disc(x - 88 * size, y - 82 * size, 5 * size, c.INK)
    for radius in (110, 150):
        sheet.arc(x, y + 30 * size, radius * size, 20, 160, "#b5d6dc", 4)


def swallow_kite() -> Canvas:
    """A swallow kite over grey roofs on a windy day."""
    sheet = Canvas("kite", "#cfe0e8")
    for x, y, r in (
        (260, 180, 60),
        (340, 200, 80),
        (430, 190, 56),
        (1240, 120, 50),
        (1320, 140, 74),
        (1410, 130, 50),
    ):
        sheet.disc(x, y, r, "#e9f1f4", r * 0.5)
    sheet.line(curve((860, 420), (960, 640), (1180, 760), (1330, 800)), "#5b6469", 3)
    x, y = 800, 330
    sheet.poly([(x - 60, y + 40), (x - 150, y + 290), (x - 70, y + 236), (x, y + 130)], c.INK)
    sheet.poly([(x + 60, y + 40), (x + 150, y + 290), (x + 70, y + 236), (x, y + 130)], c.INK)
    for side in (-1, 1):
        wing = curve(
            (x, y - 70),
            (x + side * 190, y - 140),
            (x + side * 380, y - 60),
            (x + side * 430, y + 40),
            (x + side * 300, y + 60),
            (x + side * 120, y + 70),
            (x, y + 70),
        )
        sheet.poly(wing, c.INK)
        sheet.disc(x + side * 200, y - 20, 66, c.CINNABAR)
        for petal in range(5):
            px, py = around(x + side * 200, y - 20, 36, petal * 72)
            sheet.disc(px, py, 22, c.GAMBOGE)
        sheet.disc(x + side * 200, y - 20, 14, c.PAPER)
        for step in range(4):
            sheet.arc(
                x + side * 350, y + 20, 20 + step * 18, 200, 340, (c.AZURITE, c.PAPER)[step % 2], 7
            )
    sheet.disc(x, y + 20, 74, c.PAPER, 110)
    sheet.disc(x, y - 96, 66, c.INK)
    for side in (-1, 1):
        sheet.disc(x + side * 26, y - 104, 20, c.PAPER)
        sheet.disc(x + side * 26, y - 104, 9, c.INK)
    sheet.poly([(x - 14, y - 76), (x + 14, y - 76), (x, y - 54)], c.GAMBOGE)
    for row in range(4):
        sheet.arc(x, y - 10 + row * 34, 40, 20, 160, c.CINNABAR, 7)
    for cx, eave, half in ((180, 800, 300), (720, 850, 330), (1300, 810, 340)):
        sheet.rect(cx - half * 0.82, eave, half * 1.64, 130, "#a9937c")
        roof(sheet, cx, eave, half, 110, "#6c757a", "#4f575c")
    return sheet


PICTURES = {
    "courtyard-study": courtyard,
    "plum": plum_blossom,
    "lake": lake,
    "kite": swallow_kite,
}
