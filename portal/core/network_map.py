"""A schematic map of the libraries as SVG, drawn from their positions alone: no map service.

North is up and distances are right, except that pins too close to tell apart are pushed a little
away from each other. Parks, waters, roads and stations are what editors put in to help readers find
their way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import cos, hypot, radians

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

KM_PER_DEGREE = 111.32
WIDTH = 600
MIN_HEIGHT, MAX_HEIGHT = 360, 860
MARGIN = 52
APART = 46  # units between the centres of two pins
ROUNDS = 60


class Kind(StrEnum):
    PARK = "park"
    WATER = "water"
    PLACE = "place"
    ROAD = "road"
    RAILWAY = "railway"


Position = tuple[float, float]  # latitude, longitude
Spot = tuple[float, float]  # x, y


@dataclass(frozen=True, slots=True)
class Pin:
    """A library on the map; `href` leads to its entry in the list beside it."""

    number: int
    name: str
    position: Position
    href: str = ""
    is_open: bool = True
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """Something to find one's way by: an area or a line through *positions*, or one place."""

    kind: Kind
    name: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """Turns positions into units of the drawing."""

    west: float
    north: float
    per_degree: Spot
    height: int

    @classmethod
    def around(cls, positions: Sequence[Position]) -> "Projection":
        """Fit *positions* into the drawing, north up, as large as its width and height allow."""
        latitudes = [latitude for latitude, _ in positions]
        longitudes = [longitude for _, longitude in positions]
        middle = (min(latitudes) + max(latitudes)) / 2
        stretch = cos(radians(middle))
        across = max((max(longitudes) - min(longitudes)) * stretch, 0.004)
        down = max(max(latitudes) - min(latitudes), 0.004)
        scale = min((WIDTH - 2 * MARGIN) / across, (MAX_HEIGHT - 2 * MARGIN) / down)
        height = max(MIN_HEIGHT, round(down * scale) + 2 * MARGIN)
        centre = (min(longitudes) + max(longitudes)) / 2
        return cls(
            west=centre - WIDTH / 2 / scale / stretch,
            north=middle + height / 2 / scale,
            per_degree=(scale * stretch, scale),
            height=height,
        )

    def spot(self, position: Position) -> Spot:
        latitude, longitude = position
        x, y = self.per_degree
        return (longitude - self.west) * x, (self.north - latitude) * y

    @property
    def kilometre(self) -> float:
        return self.per_degree[1] / KM_PER_DEGREE


def draw(pins: Sequence[Pin], features: Iterable[Feature] = (), *, title: str) -> SafeString:
    """The map of *pins*; each is a link if it has an address."""
    if not pins:
        return SafeString("")
    projection = Projection.around([pin.position for pin in pins])
    spots = _spread([projection.spot(pin.position) for pin in pins], projection.height)
    shapes = sorted(features, key=lambda feature: list(Kind).index(feature.kind))
    return format_html(
        '<svg class="mp" viewBox="0 0 {} {}" role="{}" aria-label="{}">'
        '<rect class="mp__bg" width="{}" height="{}" rx="14"/>{}{}{}{}</svg>',
        WIDTH,
        projection.height,
        "group" if any(pin.href for pin in pins) else "img",
        title,
        WIDTH,
        projection.height,
        _grid(projection),
        _joined(_feature(projection, shape) for shape in shapes),
        _scale(projection),
        _joined(_pin(pin, spot) for pin, spot in zip(pins, spots, strict=True)),
    )


def _n(number: float) -> str:
    return f"{number:.1f}"


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _spread(spots: list[Spot], height: int) -> list[Spot]:
    """Push apart those that overlap, the same way each time."""
    placed = list(spots)
    for _round in range(ROUNDS):
        moved = False
        for i in range(len(placed)):
            for j in range(i + 1, len(placed)):
                (ax, ay), (bx, by) = placed[i], placed[j]
                distance = hypot(bx - ax, by - ay)
                if distance >= APART:
                    continue
                moved = True
                push = (APART - distance) / 2 + 0.5
                dx, dy = ((bx - ax) / distance, (by - ay) / distance) if distance else (1.0, 0.0)
                placed[i] = _inside((ax - dx * push, ay - dy * push), height)
                placed[j] = _inside((bx + dx * push, by + dy * push), height)
        if not moved:
            break
    return placed


def _inside(spot: Spot, height: int) -> Spot:
    x, y = spot
    return min(max(x, 26), WIDTH - 26), min(max(y, 26), height - 26)


def _grid(projection: Projection) -> SafeString:
    """A square for each kilometre."""
    step = projection.kilometre
    while step < 34:
        step *= 2
    down = [f"M{x:.0f} 0V{projection.height}" for x in _steps(WIDTH, step)]
    across = [f"M0 {y:.0f}H{WIDTH}" for y in _steps(projection.height, step)]
    return format_html('<path class="mp__lane" d="{}"/>', "".join(down + across))


def _steps(length: float, step: float) -> list[float]:
    first = length / 2 % step
    return [first + n * step for n in range(int((length - first) / step) + 1)]


def _feature(projection: Projection, feature: Feature) -> SafeString:
    """The shape and its name; nothing if it lies outside the drawing."""
    spots = [projection.spot(position) for position in feature.positions]
    seen = [(x, y) for x, y in _along(spots) if 0 < x < WIDTH and 0 < y < projection.height]
    if not seen:
        return SafeString("")
    x, y = _label_spot(seen, feature.kind)
    text = format_html(
        '<text class="mp__txt{}" x="{}" y="{}" text-anchor="middle">{}</text>',
        " mp__txt--i" if feature.kind is Kind.WATER else "",
        _n(x),
        _n(y),
        feature.name,
    )
    return _shape(spots, feature.kind) + (text if feature.name else SafeString(""))


def _shape(spots: list[Spot], kind: Kind) -> SafeString:
    if kind is Kind.PLACE:
        return format_html('<circle class="mp__stop" cx="{}" cy="{}" r="6"/>', *map(_n, spots[0]))
    is_area = kind in (Kind.PARK, Kind.WATER) and len(spots) > 2
    return format_html(
        '<path class="mp__{}{}" d="M{}{}"/>',
        {Kind.WATER: "river", Kind.RAILWAY: "metro"}.get(kind, kind),
        " mp__area" if is_area else "",
        "L".join(f"{x:.1f} {y:.1f}" for x, y in spots),
        "Z" if is_area else "",
    )


def _along(spots: list[Spot]) -> list[Spot]:
    """The line through *spots* as points close to each other."""
    points = spots[:1]
    for (ax, ay), (bx, by) in pairwise(spots):
        points += [(ax + (bx - ax) * n / 40, ay + (by - ay) * n / 40) for n in range(1, 41)]
    return points


def _label_spot(seen: list[Spot], kind: Kind) -> Spot:
    """Within an area, below a place, above the middle of a line."""
    if kind in (Kind.PARK, Kind.WATER):
        return sum(x for x, _ in seen) / len(seen), sum(y for _, y in seen) / len(seen) + 5
    x, y = seen[len(seen) // 2]
    return min(max(x, 60), WIDTH - 60), y + 22 if kind is Kind.PLACE else y - 9


def _scale(projection: Projection) -> SafeString:
    """One kilometre, at the lower left."""
    y = projection.height - 20
    return format_html(
        '<path class="mp__scale" d="M24 {}v6h{}v-6"/>'
        '<text class="mp__txt mp__txt--s" x="{}" y="{}">1 km</text>',
        y - 6,
        _n(projection.kilometre),
        _n(24 + projection.kilometre + 8),
        y + 1,
    )


def _pin(pin: Pin, spot: Spot) -> SafeString:
    x, y = spot
    css = "mp__pin" + (" mp__pin--main" if pin.is_main else "")
    drawing = format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>'
        '<text class="mp__n" x="{}" y="{}" text-anchor="middle">{}</text>',
        css + ("" if pin.is_open else " mp__pin--off"),
        _n(x),
        _n(y),
        20 if pin.is_main else 16,
        _n(x),
        _n(y + 6),
        pin.number,
    )
    if not pin.href:
        return format_html("<g>{}<title>{}</title></g>", drawing, pin.name)
    return format_html(
        '<a href="{}" aria-label="{} {}">{}</a>', pin.href, pin.number, pin.name, drawing
    )
