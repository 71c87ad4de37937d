"""A schematic map of the libraries: where they lie to each other, not a survey map.

Positions come from latitude and longitude, stretched a little to fill the sheet; pins that would
cover each other are moved apart. The list beside the map says everything the map says, so it may be
hidden where it does not fit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH = 360
MARGIN = 30
PIN = 13.0
APART = 2 * PIN + 4
ROUNDS = 60
LANE = 30
TALLEST = 1.3  # the height of the sheet in its widths
STRETCH = 1.8  # how much more one direction may be enlarged than the other


@dataclass(frozen=True, slots=True)
class Place:
    """A library on the map; *number* is its number in the list, *state* the words for a pin.

    *parent* is the number of the library it belongs to: a line leads there. A *mark*, such as a
    count, stands in the pin instead of the number. A place without *url* is no link.
    """

    number: int
    name: str
    url: str
    latitude: float
    longitude: float
    is_main: bool = False
    is_open: bool = True
    state: str = ""
    note: str = ""
    parent: int | None = None
    mark: str = ""


@dataclass(slots=True)
class _Point:
    x: float
    y: float


def schematic(
    places: Sequence[Place], *, title: str = "", current: int | None = None
) -> SafeString:
    """The map as SVG. *current* is the number of the one library a page is about."""
    points, height = project(places)
    pins = format_html_join(
        "",
        "{}",
        (
            (_pin(place, point, is_current=place.number == current),)
            for place, point in zip(places, points, strict=True)
        ),
    )
    return format_html(
        '<svg class="mp{}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}</svg>',
        "" if current is None else " mp--one",
        WIDTH,
        f"{height:.0f}",
        title or _("Where the libraries are (sketch)"),
        _ground(points, height),
        _lines(places, points),
        pins,
    )


def project(places: Sequence[Place]) -> tuple[list[_Point], float]:
    """Positions on the drawing and its height, north up, with room around every pin."""
    if not places:
        return [], WIDTH * 0.6
    south = min(place.latitude for place in places)
    north = max(place.latitude for place in places)
    west = min(place.longitude for place in places)
    east = max(place.longitude for place in places)
    narrowing = math.cos(math.radians((south + north) / 2))
    across, up = (east - west) * narrowing, north - south
    inner = WIDTH - 2 * MARGIN
    widest, highest = inner / (across or math.inf), inner * TALLEST / (up or math.inf)
    scale = min(filter(None, (widest, highest)), default=0)
    x_scale, y_scale = min(widest, scale * STRETCH), min(highest, scale * STRETCH)
    height = max(up * y_scale + 2 * MARGIN, WIDTH * 0.5)
    left = (WIDTH - across * x_scale) / 2
    top = (height - up * y_scale) / 2
    points = [
        _Point(
            left + (place.longitude - west) * narrowing * x_scale,
            top + (north - place.latitude) * y_scale,
        )
        for place in places
    ]
    _move_apart(points, height)
    return points, height


def _move_apart(points: list[_Point], height: float) -> None:
    """Push pins that overlap away from each other until none does, or the rounds are over."""
    for _round in range(ROUNDS):
        moved = False
        for index, first in enumerate(points):
            for second in points[index + 1 :]:
                dx, dy = second.x - first.x, second.y - first.y
                distance = math.hypot(dx, dy)
                if distance >= APART - 0.01:
                    continue
                if distance < 0.01:
                    dx, dy, distance = math.cos(index), math.sin(index), 1.0
                push = (APART - min(distance, APART)) / 2 + 0.05
                first.x -= dx / distance * push
                first.y -= dy / distance * push
                second.x += dx / distance * push
                second.y += dy / distance * push
                moved = True
        for point in points:
            point.x = min(max(point.x, PIN + 6), WIDTH - PIN - 6)
            point.y = min(max(point.y, PIN + 6), height - PIN - 6)
        if not moved:
            return


def _ground(points: Sequence[_Point], height: float) -> SafeString:
    """Paper with a soft grid of lanes, the land the libraries stand on, an arrow to the north."""
    lanes = "".join(f"M{x} 12V{height - 12:.0f}" for x in range(LANE, WIDTH, LANE))
    lanes += "".join(f"M12 {y}H{WIDTH - 12}" for y in range(LANE, int(height), LANE))
    return format_html(
        '<g aria-hidden="true"><rect class="mp__bg" width="{}" height="{}" rx="10"/>'
        '<path class="mp__land" d="{}"/><path class="mp__lane" d="{}"/>'
        '<path class="mp__north" d="M{x} 34V16M{arm} 21L{x} 14L{other} 21"/></g>',
        WIDTH,
        f"{height:.0f}",
        _path(_hull(points)),
        lanes,
        x=WIDTH - 20,
        arm=WIDTH - 25,
        other=WIDTH - 15,
    )


def _hull(points: Sequence[_Point]) -> list[tuple[float, float]]:
    """The outermost points in order (Andrew's chain), which a thick round line makes into land."""
    ordered = sorted({(point.x, point.y) for point in points})
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _chain(ordered: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z" if points else ""


def _lines(places: Sequence[Place], points: Sequence[_Point]) -> SafeString:
    """From each library to the one it belongs to."""
    known = {place.number: point for place, point in zip(places, points, strict=True)}
    steps = (
        f"M{point.x:.1f} {point.y:.1f}L{known[place.parent].x:.1f} {known[place.parent].y:.1f}"
        for place, point in zip(places, points, strict=True)
        if place.parent in known
    )
    return format_html('<path class="mp__tie" aria-hidden="true" d="{}"/>', "".join(steps))


def _pin(place: Place, point: _Point, *, is_current: bool) -> SafeString:
    css = "mp__pin"
    if not place.is_open:
        css += " mp__pin--off"
    if place.is_main:
        css += " mp__pin--main"
    if is_current:
        css += " mp__pin--on"
    radius = PIN + 3 if place.is_main or is_current else PIN
    drawing = format_html(
        '<circle class="{}" cx="{x}" cy="{y}" r="{}"/><text class="mp__n{}" x="{x}" y="{y}" '
        'text-anchor="middle" dominant-baseline="central">{}</text>',
        css,
        f"{radius:g}",
        " mp__n--long" if len(place.mark) > 2 else "",
        place.mark or place.number,
        x=f"{point.x:.1f}",
        y=f"{point.y:.1f}",
    )
    label = place.name if place.mark else f"{place.number} {place.name}"
    if place.state:
        label = f"{label}, {place.state}"
    current = SafeString(' aria-current="true"') if is_current else ""
    if not place.url:
        return format_html('<g role="img" aria-label="{}"{}>{}</g>', label, current, drawing)
    return format_html('<a href="{}" aria-label="{}"{}>{}</a>', place.url, label, current, drawing)
