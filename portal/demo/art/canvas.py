"""A sheet to draw on: flat shapes in pigments, drawn twice as large and scaled down."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]

WIDTH, HEIGHT = 1600, 900
SCALE = 2

SKY = "#13293b"
NIGHT = "#1b3a53"
DUSK = "#28506d"
HILL = "#21455f"
PAPER = "#faf7f1"
CREAM = "#f3e7cc"
SAND = "#d9cbb0"
SNOW = "#e9e4d8"
BRICK = "#7b8286"
MORTAR = "#676e72"
INK = "#1b1f22"
WOOD = "#6b4a2b"
BARK = "#3d2a1c"
CINNABAR = "#b0301d"
WALL = "#8c2212"
GAMBOGE = "#e2a52b"
MOON = "#f3d58b"
LAMP = "#ffd98a"
AZURITE = "#2f6d9c"
DEEP = "#17476f"
MALACHITE = "#17604d"
TILE = "#2c5f52"
JADE = "#3c7f68"
MIST = "#c9d9d3"
LOTUS = "#5b3a78"
OCHRE = "#84481d"

SPINES = [CINNABAR, GAMBOGE, AZURITE, MALACHITE, SAND, OCHRE, LOTUS, MIST, WALL, JADE]


class Canvas:
    """Coordinates are those of the finished picture. The same name draws the same picture."""

    def __init__(self, name: str, ground: str) -> None:
        self.rng = random.Random(name)  # noqa: S311 - decoration
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    # --- Shapes ---------------------------------------------------------------------------------

    def rect(self, x: float, y: float, w: float, h: float, color: str, radius: float = 0) -> None:
        box = [v * SCALE for v in (x, y, x + w, y + h)]
        self.draw.rounded_rectangle(box, radius * SCALE, fill=color)

    def disc(self, x: float, y: float, r: float, color: str, ry: float | None = None) -> None:
        box = [v * SCALE for v in (x - r, y - (ry or r), x + r, y + (ry or r))]
        self.draw.ellipse(box, fill=color)

    def ring(self, x: float, y: float, r: float, color: str, width: float = 3) -> None:
        box = [v * SCALE for v in (x - r, y - r, x + r, y + r)]
        self.draw.ellipse(box, outline=color, width=round(width * SCALE))

    def arc(
        self, x: float, y: float, r: float, start: float, end: float, color: str, width: float = 3
    ) -> None:
        box = [v * SCALE for v in (x - r, y - r, x + r, y + r)]
        self.draw.arc(box, start, end, fill=color, width=round(width * SCALE))

    def poly(self, points: Sequence[Point], color: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=color)

    def line(self, points: Sequence[Point], color: str, width: float = 3) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=color, width=round(width * SCALE), joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            r = width * SCALE / 2
            self.draw.ellipse([x - r, y - r, x + r, y + r], fill=color)

    def glow(self, x: float, y: float, r: float, color: str, strength: int = 120) -> None:
        """Light that fades outwards."""
        mask = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mask)
        for step in range(24, 0, -1):
            reach = r * SCALE * step / 24
            level = round(strength * (1 - step / 24) ** 1.6)
            pen.ellipse(
                [x * SCALE - reach, y * SCALE - reach, x * SCALE + reach, y * SCALE + reach],
                fill=level,
            )
        self.image.paste(Image.new("RGB", self.image.size, color), (0, 0), mask)
        self.draw = ImageDraw.Draw(self.image)

    def veil(self, points: Sequence[Point], color: str, strength: int) -> None:
        """A see-through shape."""
        mask = Image.new("L", self.image.size, 0)
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        ImageDraw.Draw(mask).polygon(scaled, fill=strength)
        self.image.paste(Image.new("RGB", self.image.size, color), (0, 0), mask)
        self.draw = ImageDraw.Draw(self.image)


def curve(*anchors: Point, steps: int = 24) -> list[Point]:
    """A smooth line through *anchors* (Catmull-Rom)."""
    padded = [anchors[0], *anchors, anchors[-1]]
    line: list[Point] = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t**2
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return [*line, anchors[-1]]


def around(x: float, y: float, r: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return x + r * math.cos(angle), y + r * math.sin(angle)
