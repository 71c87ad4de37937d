"""Pictures of the night: roofs, moon, stars, lanterns, cinema and stage."""

from . import canvas as c
from .canvas import Canvas, around
from .motifs import (
    branch,
    hills,
    lantern,
    moon,
    ridge_shade,
    roof,
    row_of_spines,
    snow_ground,
    stars,
)


def rooftops() -> Canvas:
    """A city of book spines with its drum tower and white pagoda, under the moon."""
    sheet = Canvas("rooftops", c.SKY)
    moon(sheet, 1130, 300, 116)
    stars(sheet, 90, 520)
    hills(sheet, 560, 90, c.NIGHT)
    hills(sheet, 610, 64, c.HILL)
    for _ in range(3):
        row = 690 + _ * 4
        x = -10.0
        while x < c.WIDTH:
            w, h = sheet.rng.uniform(30, 84), sheet.rng.uniform(70, 210)
            sheet.rect(x, row - h, w - 3, h, sheet.rng.choice(["#2a4f69", "#234560", "#31586f"]))
            x += w * 3
    base = 800
    sheet.poly([(610, base), (700, 700), (830, 690), (960, 705), (1050, base)], "#2f6553")
    for y, half, h in ((664, 52, 26), (690, 60, 14)):
        sheet.rect(830 - half, y, half * 2, h, "#f1eadb")
    sheet.disc(830, 640, 50, "#f1eadb", 44)
    sheet.poly([(808, 604), (830, 506), (852, 604)], "#f1eadb")
    sheet.rect(812, 500, 36, 8, c.GAMBOGE, 4)
    row_of_spines(sheet, -16, 330, base, 150, 300)
    row_of_spines(sheet, 560, 1130, base, 70, 150, 50)
    row_of_spines(sheet, 1130, c.WIDTH + 20, base, 150, 310)
    x = 446
    sheet.rect(x - 108, 640, 216, 160, c.WALL)
    sheet.disc(x, 720, 26, "#2a0f0a", 34)
    sheet.rect(x - 26, 720, 52, 80, "#2a0f0a")
    roof(sheet, x, 640, 152, 40, c.TILE, c.GAMBOGE)
    sheet.rect(x - 88, 536, 176, 66, "#a83524")
    for step in range(7):
        sheet.rect(x - 78 + step * 24, 548, 13, 50, c.LAMP)
    roof(sheet, x, 536, 130, 62, c.TILE, c.GAMBOGE)
    snow_ground(sheet, base)
    return sheet


def full_moon() -> Canvas:
    """A bare tree before a very large moon, and somebody reading on the wall."""
    sheet = Canvas("moon", c.SKY)
    stars(sheet, 70, 600)
    sheet.disc(1000, 420, 430, c.NIGHT)
    sheet.disc(1000, 420, 370, c.DUSK)
    sheet.disc(1000, 420, 300, c.MOON)
    for x, y, r in ((900, 330, 54), (1090, 480, 76), (1010, 590, 34), (1120, 300, 26)):
        sheet.disc(x, y, r, "#ecca78")
    tips = branch(sheet, (1230, 780), -96, 190, 34, "#0c1a26")
    for x, y in tips[::3]:
        sheet.disc(x, y, 4, "#0c1a26")
    snow_ground(sheet, 770)
    # the reader: coat, head, book
    sheet.poly([(838, 772), (862, 668), (926, 660), (960, 772)], c.CINNABAR)
    sheet.rect(930, 744, 120, 30, "#243f55", 14)
    sheet.rect(1026, 752, 26, 96, "#243f55", 12)
    sheet.disc(902, 630, 36, "#e8c39e")
    sheet.draw.pieslice([v * c.SCALE for v in (862, 586, 942, 662)], 170, 350, fill=c.INK)
    sheet.poly([(952, 690), (1012, 668), (1016, 726), (956, 742)], c.PAPER)
    sheet.poly([(1012, 668), (1064, 692), (1062, 744), (1016, 726)], "#e6decb")
    sheet.line([(910, 692), (964, 716)], c.WALL, 20)
    return sheet


def sky_watch() -> Canvas:
    """An armillary sphere on a terrace, under turning stars."""
    sheet = Canvas("stars", c.SKY)
    for number, radius in enumerate(range(120, 1100, 62)):
        start = sheet.rng.uniform(150, 260)
        tone = ("#2c4d66", "#3b6280", "#24435a")[number % 3]
        sheet.arc(760, 300, radius, start, start + sheet.rng.uniform(40, 120), tone, 2)
    stars(sheet, 170, 700)
    for x, y in (
        (420, 170),
        (505, 205),
        (560, 262),
        (640, 300),
        (780, 350),
        (800, 250),
        (680, 215),
    ):
        sheet.disc(x, y, 6, c.LAMP)
    hills(sheet, 700, 40, c.NIGHT)
    snow_ground(sheet, 760)
    x, y, r = 1120, 520, 170
    for leg in (-1, 1):
        sheet.poly(
            [(x + leg * 150, 766), (x + leg * 120, 766), (x + leg * 70, 640), (x + leg * 96, 640)],
            c.OCHRE,
        )
    sheet.rect(x - 170, 738, 340, 30, c.OCHRE, 6)
    sheet.rect(x - 130, 716, 260, 26, "#a05f2c", 6)
    sheet.rect(x - 10, 640, 20, 84, c.OCHRE)
    for share in (1, 0.82):
        sheet.ring(x, y, r * share, c.GAMBOGE, 10)
    for tilt in (0.34, 0.62):
        box = [v * c.SCALE for v in (x - r, y - r * tilt, x + r, y + r * tilt)]
        sheet.draw.ellipse(box, outline="#c7821a", width=16)
        box = [v * c.SCALE for v in (x - r * tilt, y - r, x + r * tilt, y + r)]
        sheet.draw.ellipse(box, outline=c.GAMBOGE, width=12)
    sheet.line([around(x, y, r * 1.2, 118), around(x, y, r * 1.2, 298)], c.LAMP, 8)
    sheet.disc(x, y, 18, c.CINNABAR)
    return sheet


def lanterns() -> Canvas:
    """Three lanterns under a painted eave, and snow."""
    sheet = Canvas("lantern", c.SKY)
    for _ in range(180):
        sheet.disc(
            sheet.rng.uniform(0, c.WIDTH),
            sheet.rng.uniform(0, c.HEIGHT),
            sheet.rng.uniform(1.5, 5),
            "#c9d6de",
        )
    sheet.rect(0, 0, c.WIDTH, 96, c.TILE)
    for x in range(-20, c.WIDTH, 54):
        sheet.rect(x + 24, 0, 8, 96, ridge_shade(c.TILE))
        sheet.disc(x + 28, 100, 24, c.TILE)
        sheet.disc(x + 28, 100, 12, c.GAMBOGE)
    sheet.rect(0, 124, c.WIDTH, 46, c.DEEP)
    for x in range(30, c.WIDTH, 130):
        sheet.poly([(x, 147), (x + 38, 130), (x + 76, 147), (x + 38, 164)], c.GAMBOGE)
        sheet.disc(x + 38, 147, 9, c.CINNABAR)
    sheet.rect(0, 170, c.WIDTH, 10, c.CINNABAR)
    for x, y, r in ((380, 430, 116), (800, 500, 142), (1220, 420, 110)):
        sheet.line([(x, 180), (x, y - r)], c.WOOD, 5)
        lantern(sheet, x, y, r)
    snow_ground(sheet, 810)
    return sheet


def stage() -> Canvas:
    """An empty stage with its curtain drawn, waiting for whoever reads the first line."""
    sheet = Canvas("stage", "#3a130d")
    sheet.rect(160, 120, 1280, 620, "#1d2f40")
    sheet.disc(800, 470, 150, c.MOON)
    hills(sheet, 640, 80, "#24435a")
    sheet.rect(160, 640, 1280, 120, c.WOOD)
    for y in range(660, 760, 22):
        sheet.rect(160, y, 1280, 2, "#573a20")
    sheet.veil([(800, 90), (560, 700), (1060, 700)], c.LAMP, 60)
    # a table and two chairs stand for everything, as in opera
    sheet.rect(700, 560, 220, 20, c.CINNABAR)
    sheet.rect(712, 578, 196, 90, c.WALL)
    sheet.poly([(712, 578), (908, 578), (880, 640), (740, 640)], c.GAMBOGE)
    for x in (612, 952):
        sheet.rect(x, 548, 14, 124, c.WOOD)
        sheet.rect(x, 612, 66, 12, c.WOOD)
        sheet.rect(x + 52, 612, 14, 60, c.WOOD)
    for side in (0, 1):
        for fold in range(7):
            left = fold * 52 if not side else c.WIDTH - (fold + 1) * 52
            sheet.rect(left, 60, 54, 720 - fold * 14, c.CINNABAR if fold % 2 else c.WALL)
            sheet.disc(left + 27, 780 - fold * 14, 27, c.CINNABAR if fold % 2 else c.WALL, 16)
    sheet.rect(0, 0, c.WIDTH, 96, c.WALL)
    for x in range(0, c.WIDTH, 80):
        sheet.disc(x + 40, 96, 42, c.WALL, 34)
        sheet.disc(x + 40, 108, 8, c.GAMBOGE)
    sheet.rect(0, 780, c.WIDTH, 120, "#24110b")
    for x in range(60, c.WIDTH, 128):
        sheet.disc(x, 880, 46, "#150906", 56)
    return sheet


def cinema() -> Canvas:
    """A beam of light, a screen, rows of heads; the words travel as waves."""
    sheet = Canvas("cinema", "#10202e")
    sheet.rect(360, 90, 980, 470, c.CREAM)
    sheet.rect(380, 110, 940, 430, "#2a5872")
    sheet.disc(1130, 230, 70, c.MOON)
    for step, tone in enumerate(("#356a83", "#3f7a6c", "#2f6553")):
        level = 400 + step * 50
        sheet.poly(
            [
                (380, level),
                (640, level - 80),
                (900, level - 10),
                (1120, level - 70),
                (1320, level),
                (1320, 540),
                (380, 540),
            ],
            tone,
        )
    sheet.veil([(0, 700), (380, 110), (380, 540)], c.LAMP, 46)
    for radius in range(60, 330, 54):
        sheet.arc(1400, 640, radius, 190, 262, c.GAMBOGE, 7)
    for row, (y, r, tone) in enumerate(
        ((700, 44, "#1d3b53"), (790, 56, "#16303f"), (890, 70, c.SKY))
    ):
        for x in range(120 - row * 40, c.WIDTH + 60, 170 + row * 22):
            sheet.disc(x, y, r, tone)
            sheet.rect(x - r * 1.3, y + r * 0.7, r * 2.6, 200, tone, r)
    sheet.line([(1462, 636), (1520, 900)], c.SNOW, 9)  # a white cane against the seat
    return sheet


PICTURES = {
    "rooftops": rooftops,
    "moon": full_moon,
    "stars": sky_watch,
    "lantern": lanterns,
    "stage": stage,
    "cinema": cinema,
}
