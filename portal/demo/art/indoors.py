"""Pictures of rooms: a shelf with a cat, children with a book, a tea table, a desk."""

from . import canvas as c
from .canvas import Canvas, curve
from .motifs import branch, open_book, row_of_spines, spine


def shelf_with_cat() -> Canvas:
    sheet = Canvas("spines", "#efe6d3")
    for top in (420, 800):
        sheet.rect(0, top, c.WIDTH, 26, c.WOOD)
        sheet.rect(0, top + 26, c.WIDTH, 12, "#4c3319")
    row_of_spines(sheet, 20, 900, 420, 230, 360, 76)
    row_of_spines(sheet, 1180, 1590, 420, 230, 360, 76)
    row_of_spines(sheet, 20, 560, 800, 210, 330, 82)
    row_of_spines(sheet, 860, 1590, 800, 210, 330, 82)
    for number, (w, color) in enumerate(((260, c.MALACHITE), (230, c.GAMBOGE), (248, c.CINNABAR))):
        y = 800 - 48 * (number + 1)
        x = 590 + number * 8
        sheet.rect(x, y, w, 46, color, 4)
        sheet.rect(x + w - 28, y + 7, 28, 32, c.PAPER)
    cat(sheet, 1030, 420)
    return sheet


def cat(sheet: Canvas, x: float, base: float) -> None:
    """A black cat asleep sitting up; *base* is what it sits on."""
    body = curve(
        (x - 74, base),
        (x - 86, base - 90),
        (x - 40, base - 190),
        (x + 6, base - 200),
        (x + 60, base - 150),
        (x + 84, base - 60),
        (x + 74, base),
        steps=12,
    )
    sheet.poly(body, c.INK)
    sheet.disc(x + 6, base - 214, 62, c.INK, 54)
    sheet.poly([(x - 52, base - 230), (x - 46, base - 300), (x - 6, base - 258)], c.INK)
    sheet.poly([(x + 20, base - 260), (x + 58, base - 300), (x + 64, base - 228)], c.INK)
    for eye in (-18, 30):
        sheet.arc(x + eye, base - 222, 12, 20, 160, c.LAMP, 4)
    sheet.poly([(x + 2, base - 204), (x + 12, base - 204), (x + 7, base - 197)], "#d98c7a")
    tail = curve(
        (x + 60, base - 20), (x + 130, base - 6), (x + 138, base + 60), (x + 104, base + 92)
    )
    sheet.line(tail, c.INK, 24)


def children_reading() -> Canvas:
    """Three children and a bear round one book on the carpet."""
    sheet = Canvas("reading-children", "#f6e3b8")
    sheet.rect(0, 0, c.WIDTH, 330, "#ecd19a")
    sheet.rect(0, 318, c.WIDTH, 18, c.WOOD)
    row_of_spines(sheet, 40, 520, 318, 130, 240, 64)
    row_of_spines(sheet, 1080, 1560, 318, 130, 240, 64)
    sheet.rect(600, 60, 400, 258, c.PAPER, 8)
    sheet.rect(618, 78, 364, 222, "#a9cbd8", 4)
    sheet.disc(900, 130, 34, c.GAMBOGE)
    sheet.poly([(618, 300), (720, 200), (820, 268), (900, 220), (982, 300)], c.JADE)
    sheet.rect(794, 78, 12, 222, c.PAPER)
    sheet.disc(800, 790, 640, c.AZURITE, 250)
    sheet.disc(800, 790, 590, "#3b7cab", 226)
    sheet.glow(800, 640, 330, "#fff6dc", 150)
    child(sheet, 470, 640, c.CINNABAR, "#e8c39e", braids=True)
    child(sheet, 1130, 640, c.MALACHITE, "#d9a87f")
    bear(sheet, 640, 540)
    child(sheet, 960, 540, c.GAMBOGE, "#e8c39e", cap=True)
    open_book(sheet, 800, 690, 190, 120, c.WALL)
    return sheet


def child(
    sheet: Canvas,
    x: float,
    y: float,
    coat: str,
    skin: str,
    *,
    braids: bool = False,
    cap: bool = False,
) -> None:
    """Seated, looking down at the book in the middle of the picture."""
    lean = 1 if x < c.WIDTH / 2 else -1
    sheet.disc(x, y + 150, 118, coat, 74)
    sheet.poly([(x - 92, y + 150), (x - 56, y + 12), (x + 56, y + 12), (x + 92, y + 150)], coat)
    sheet.line(
        curve((x + lean * 50, y + 60), (x + lean * 112, y + 106), (x + lean * 150, y + 92)),
        coat,
        34,
    )
    sheet.disc(x + lean * 156, y + 90, 17, skin)
    sheet.disc(x, y - 50, 68, skin)
    sheet.draw.pieslice(
        [v * c.SCALE for v in (x - 74, y - 130, x + 74, y + 18)], 172, 368, fill=c.INK
    )
    if braids:
        for side in (-1, 1):
            sheet.line(
                curve((x + side * 62, y - 40), (x + side * 88, y + 10), (x + side * 78, y + 56)),
                c.INK,
                20,
            )
            sheet.disc(x + side * 78, y + 60, 12, c.GAMBOGE)
    if cap:
        sheet.draw.pieslice(
            [v * c.SCALE for v in (x - 80, y - 142, x + 80, y + 6)], 180, 360, fill=c.LOTUS
        )
        sheet.disc(x, y - 138, 18, c.PAPER)
    for side in (-1, 1):
        sheet.arc(x + side * 24 + lean * 8, y - 34, 11, 20, 160, c.INK, 4)
        sheet.disc(x + side * 40 + lean * 6, y - 16, 11, "#e39c83", 8)
    sheet.arc(x + lean * 8, y - 14, 13, 20, 160, "#8a3b2a", 4)


def bear(sheet: Canvas, x: float, y: float) -> None:
    sheet.disc(x, y + 130, 96, c.OCHRE, 84)
    for side in (-1, 1):
        sheet.disc(x + side * 54, y - 104, 28, c.OCHRE)
        sheet.disc(x + side * 54, y - 104, 14, "#c48a5a")
    sheet.disc(x, y - 40, 78, c.OCHRE, 72)
    sheet.disc(x + 8, y - 14, 36, "#c48a5a", 28)
    sheet.disc(x + 10, y - 28, 11, c.INK, 8)
    for side in (-1, 1):
        sheet.disc(x + side * 30 + 4, y - 52, 8, c.INK)


def tea_table() -> Canvas:
    """A pot, two cups, a newspaper and a pair of glasses before a lattice window."""
    sheet = Canvas("teahouse", "#e7d6b4")
    sheet.rect(260, 60, 1080, 500, c.WOOD, 6)
    sheet.rect(284, 84, 1032, 452, "#fbf1d8")
    tips = branch(sheet, (1180, 536), -112, 150, 16, "#b9a98a")
    for x, y in tips:
        sheet.disc(x, y, 12, "#d8826f")
    for x in range(284, 1317, 172):
        sheet.rect(x - 6, 84, 12, 452, c.WOOD)
    for y in (200, 316, 432):
        sheet.rect(284, y - 5, 1032, 10, c.WOOD)
    sheet.rect(0, 640, c.WIDTH, 260, c.WALL)
    sheet.rect(0, 640, c.WIDTH, 18, c.CINNABAR)
    newspaper(sheet)
    sheet.poly(
        curve(
            (770, 700),
            (690, 640),
            (700, 540),
            (810, 500),
            (940, 500),
            (1040, 540),
            (1050, 650),
            (980, 700),
        ),
        c.MALACHITE,
    )
    sheet.rect(820, 474, 110, 30, "#0f4a3b", 12)
    sheet.disc(875, 466, 18, c.GAMBOGE)
    sheet.line(curve((1040, 560), (1120, 530), (1150, 450), (1186, 440)), c.MALACHITE, 34)
    sheet.arc(700, 590, 74, 90, 270, c.MALACHITE, 20)
    for x in (540, 1210):
        sheet.poly(
            curve((x - 74, 640), (x - 60, 716), (x, 730), (x + 60, 716), (x + 74, 640)), c.PAPER
        )
        sheet.disc(x, 640, 74, "#efe8da", 16)
        sheet.disc(x, 642, 60, "#b5772b", 11)
        for step in (-20, 18):
            steam = curve(
                (x + step, 620), (x + step + 16, 580), (x + step - 12, 540), (x + step + 10, 500)
            )
            sheet.line(steam, "#f8efdc", 6)
    return sheet


def newspaper(sheet: Canvas) -> None:
    sheet.poly([(120, 860), (200, 690), (500, 720), (450, 890)], c.PAPER)
    for line in range(6):
        shift = line * 22
        sheet.line(
            [(206 - shift * 0.44, 716 + shift), (470 - shift * 0.26, 742 + shift)], c.SAND, 6
        )
    sheet.ring(300, 800, 40, c.INK, 7)
    sheet.ring(404, 812, 40, c.INK, 7)
    sheet.line([(340, 800), (364, 806)], c.INK, 7)


def phone_lesson() -> Canvas:
    """A telephone with very large letters, an older hand and a younger one."""
    sheet = Canvas("screen", c.MIST)
    sheet.disc(800, 460, 400, "#b4cbc3")
    sheet.rect(610, 90, 380, 700, c.INK, 46)
    sheet.rect(632, 130, 336, 610, c.PAPER, 12)
    sheet.rect(664, 168, 272, 116, c.AZURITE, 16)
    for x, r in ((740, 26), (800, 26), (860, 26)):
        sheet.disc(x, 226, r, c.PAPER)
    for number, color in enumerate((c.CINNABAR, c.MALACHITE, c.GAMBOGE, c.LOTUS)):
        x, y = 664 + number % 2 * 142, 312 + number // 2 * 142
        sheet.rect(x, y, 130, 128, color, 18)
        sheet.disc(x + 65, y + 52, 24, c.PAPER)
        sheet.rect(x + 30, y + 88, 70, 14, c.PAPER, 7)
    sheet.rect(664, 602, 272, 100, c.SAND, 16)
    for row in (628, 660):
        sheet.rect(690, row, 220, 14, c.BRICK, 7)
    hand(sheet, 330, 640, 1, "#d9a87f", c.LOTUS)
    hand(sheet, 1270, 520, -1, "#e8c39e", c.MALACHITE)
    return sheet


def hand(sheet: Canvas, x: float, y: float, side: int, skin: str, sleeve: str) -> None:
    """A hand that points at the screen from the left (side 1) or the right (-1)."""
    sheet.line([(x - side * 360, y + 160), (x - side * 90, y + 50)], sleeve, 130)
    sheet.line([(x - side * 120, y + 62), (x - side * 60, y + 38)], c.PAPER, 120)
    sheet.disc(x, y, 78, skin, 64)
    sheet.line([(x + side * 30, y - 30), (x + side * 330, y - 120)], skin, 36)
    for step in range(3):
        sheet.line(
            [(x + side * 40, y - 4 + step * 24), (x + side * (96 - step * 12), y + 4 + step * 22)],
            skin,
            34,
        )


def writing_desk() -> Canvas:
    """Paper, a brush, an inkstone, and a stack of books kept open by a stone lion."""
    sheet = Canvas("brush", "#a87b4d")
    for y in range(0, c.HEIGHT, 60):
        sheet.line([(0, y + 20), (c.WIDTH, y + sheet.rng.uniform(10, 34))], "#9c6f43", 3)
    sheet.poly([(300, 110), (1080, 60), (1130, 800), (330, 850)], "#e5dcc6")
    sheet.poly([(290, 100), (1070, 50), (1120, 790), (320, 840)], c.PAPER)
    # the strokes of 永, in the order in which a beginner practises them
    for stroke, width in (
        (((690, 190), (726, 222)), 52),
        (((540, 318), (664, 300), (660, 640), (600, 600)), 44),
        (((664, 300), (720, 296)), 40),
        (((500, 420), (590, 412), (520, 560)), 36),
        (((830, 330), (740, 420)), 36),
        (((730, 430), (830, 560), (940, 620)), 48),
    ):
        sheet.line(curve(*stroke, steps=14), "#22282c", width)
    sheet.rect(960, 660, 74, 74, c.CINNABAR, 6)
    sheet.ring(997, 697, 22, c.PAPER, 5)
    sheet.rect(1210, 470, 260, 330, "#2b2f33", 26)
    sheet.disc(1340, 600, 92, "#14171a", 84)
    sheet.disc(1330, 590, 62, "#26313a", 50)
    sheet.line([(1500, 90), (1180, 430)], "#c79b5f", 26)
    sheet.line([(1500, 90), (1470, 122)], c.CINNABAR, 30)
    sheet.poly([(1196, 400), (1222, 426), (1120, 520), (1150, 448)], "#22282c")
    for number, color in enumerate((c.AZURITE, c.OCHRE, c.MALACHITE)):
        spine(sheet, 40 + number * 70, 860, 64, 420 - number * 34, color)
    return sheet


PICTURES = {
    "spines": shelf_with_cat,
    "reading-children": children_reading,
    "teahouse": tea_table,
    "screen": phone_lesson,
    "brush": writing_desk,
}
