"""What the invented readers have drawn: plain shapes, as from a child's box of crayons."""

from . import canvas as c
from .canvas import Canvas, around, curve
from .motifs import roof

CRAYONS = (c.CINNABAR, c.GAMBOGE, c.AZURITE, c.MALACHITE, c.LOTUS, c.OCHRE)


def persimmons() -> Canvas:
    """A tree full of persimmons before a grey wall."""
    sheet = Canvas("reader-persimmons", "#cfe3ea")
    sheet.rect(0, 640, c.WIDTH, 260, c.BRICK)
    for row in range(4):
        for step in range(17):
            sheet.rect(step * 100 - (row % 2) * 50, 652 + row * 62, 92, 52, c.MORTAR, 4)
    trunk = curve((820, 900), (800, 700), (830, 520), (790, 340))
    sheet.line(trunk, c.BARK, 44)
    for x, y in ((520, 300), (600, 180), (780, 120), (1000, 190), (1110, 330), (940, 420)):
        sheet.line(curve((805, 480), ((x + 800) / 2, y + 40), (x, y)), c.BARK, 18)
        for number in range(7):
            px, py = around(x, y, 70 + 16 * (number % 3), number * 51)
            sheet.disc(px, py, 32, "#e2761b", 27)
            sheet.rect(px - 10, py - 30, 20, 8, c.MALACHITE, 3)
    return sheet


def goldfish() -> Canvas:
    """Three goldfish in a bowl, and their bubbles."""
    sheet = Canvas("reader-goldfish", c.CREAM)
    sheet.rect(0, 700, c.WIDTH, 200, c.SAND)
    sheet.disc(800, 470, 400, "#9fc9d9", 340)
    sheet.rect(520, 90, 560, 70, c.CREAM)
    sheet.disc(800, 150, 290, "#bfe0ea", 38)
    places = ((640, 430, 1, c.CINNABAR), (930, 360, -1, c.GAMBOGE), (860, 600, 1, "#e2761b"))
    for x, y, way, color in places:
        tail = [
            (x - way * 80, y),
            (x - way * 170, y - 70),
            (x - way * 150, y),
            (x - way * 170, y + 70),
        ]
        sheet.poly(tail, color)
        sheet.disc(x, y, 100, color, 60)
        sheet.disc(x + way * 56, y - 14, 16, c.PAPER)
        sheet.disc(x + way * 60, y - 14, 8, c.INK)
        for number in range(3):
            sheet.ring(
                x + way * (130 + 10 * number), y - 50 - 46 * number, 12 + 3 * number, c.PAPER
            )
    for x in (560, 700, 1010):
        sheet.line(curve((x, 760), (x + 30, 690), (x - 14, 620), (x + 20, 550)), c.MALACHITE, 14)
    return sheet


def drum_tower() -> Canvas:
    """The tower in the snow, seen from a roof."""
    sheet = Canvas("reader-tower", "#8fb0c4")
    sheet.rect(600, 430, 400, 300, c.WALL)
    sheet.rect(740, 560, 120, 170, "#4a120a", 60)
    roof(sheet, 800, 430, 330, 120, c.TILE, c.MALACHITE)
    sheet.rect(660, 220, 280, 110, c.CINNABAR)
    for step in range(5):
        sheet.rect(684 + step * 52, 240, 30, 70, c.LAMP, 4)
    roof(sheet, 800, 220, 250, 110, c.TILE, c.MALACHITE)
    for x in range(-40, c.WIDTH, 260):
        sheet.disc(x + 130, 900, 190, c.SNOW, 190)
    for _number in range(160):
        x, y = sheet.rng.uniform(0, c.WIDTH), sheet.rng.uniform(0, 860)
        sheet.disc(x, y, sheet.rng.uniform(3, 9), c.PAPER)
    return sheet


def kites() -> Canvas:
    """Kites of all colours over the hills."""
    sheet = Canvas("reader-kites", "#bfe0f0")
    for x, color in ((200, c.JADE), (820, c.MALACHITE), (1420, c.JADE)):
        sheet.disc(x, 960, 460, color, 240)
    ends = ((260, 200), (560, 330), (860, 160), (1140, 300), (1400, 180))
    for number, (x, y) in enumerate(ends):
        color = CRAYONS[number]
        sheet.line(curve((x, y), (x + 60, y + 240), (x - 30, y + 480)), c.INK, 2)
        sheet.poly([(x, y - 100), (x + 76, y), (x, y + 120), (x - 76, y)], color)
        sheet.line([(x, y - 100), (x, y + 120)], c.PAPER, 4)
        sheet.line([(x - 76, y), (x + 76, y)], c.PAPER, 4)
        for step in range(4):
            px, py = x + (14 if step % 2 else -14), y + 150 + step * 40
            sheet.poly([(px - 14, py), (px + 14, py - 8), (px + 14, py + 8)], CRAYONS[step])
    return sheet


def window_cat() -> Canvas:
    """A cat that looks out of the window at the moon, books beside it."""
    sheet = Canvas("reader-window", "#3a2f45")
    sheet.rect(360, 80, 880, 620, c.WOOD, 10)
    sheet.rect(392, 112, 816, 556, c.NIGHT)
    sheet.disc(1000, 260, 96, c.MOON)
    for _number in range(60):
        x, y = sheet.rng.uniform(400, 1200), sheet.rng.uniform(120, 520)
        sheet.disc(x, y, sheet.rng.uniform(2, 5), c.PAPER)
    sheet.rect(784, 112, 32, 556, c.WOOD)
    sheet.rect(300, 690, 1000, 50, c.BARK, 6)
    body = curve((520, 690), (500, 560), (560, 440), (640, 430), (700, 520), (720, 690))
    sheet.poly(body, c.OCHRE)
    sheet.disc(620, 400, 74, c.OCHRE, 64)
    for x in (570, 640):
        sheet.poly([(x, 370), (x + 16, 300), (x + 44, 356)], c.OCHRE)
    sheet.line(curve((540, 680), (450, 660), (430, 740), (480, 800)), c.OCHRE, 26)
    for number, color in enumerate((c.CINNABAR, c.JADE, c.GAMBOGE, c.AZURITE)):
        sheet.rect(960, 644 - number * 46, 220 - number * 12, 44, color, 4)
    return sheet


DRAWINGS = {
    "persimmons": persimmons,
    "goldfish": goldfish,
    "drum_tower": drum_tower,
    "kites": kites,
    "window_cat": window_cat,
}
