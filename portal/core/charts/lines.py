"""A line with the year before as a second one: told apart by dashes and by their names."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .data import Canvas, Chart
from .scale import Axis, axis_of
from .svg import Reach, grid, height_of, join, labels_below, text

NAMES = 46  # room on the right for the names of the lines
APART = 17
Spot = tuple[float, float]


def line(chart: Chart, canvas: Canvas, axis: Axis | None = None) -> SafeString:
    """Lines break where nothing was entered; the highest point carries its number."""
    axis = axis or axis_of([*chart.values, *chart.values_before], whole=not chart.decimals)
    right = canvas.width - canvas.right - NAMES
    now = spots(chart.values, axis, canvas, canvas.left, right)
    before = spots(chart.values_before, axis, canvas, canvas.left, right)
    return join(
        [
            grid(axis, canvas),
            _labels(chart, canvas, right),
            stroke(before, "ch__before"),
            stroke(now, "ch__now"),
            _dots(chart, now),
            _highest(chart, now),
            _names(chart, now, before),
        ]
    )


def small_line(chart: Chart, canvas: Canvas, axis: Axis) -> SafeString:
    """One of many: the same axis for all, only its top is written."""
    left, right = canvas.left, canvas.width - canvas.right
    now = spots(chart.values, axis, canvas, left, right)
    ends = [point.label for point in (chart.points[0], chart.points[-1])] if chart.points else []
    top, zero = (height_of(value, axis, canvas) for value in (axis.top, 0))
    return join(
        [
            SafeString(f'<path class="ch__grid" d="M{left} {top:.1f}H{right}"/>'),
            SafeString(f'<path class="ch__zero" d="M{left} {zero:.1f}H{right}"/>'),
            text("ch__t", left, top - 5, axis.label(axis.top), "start"),
            *(
                text("ch__t", x, canvas.height - 5, label, anchor)
                for x, label, anchor in zip((left, right), ends, ("start", "end"), strict=False)
            ),
            stroke(spots(chart.values_before, axis, canvas, left, right), "ch__before"),
            stroke(now, "ch__now"),
            _last(now),
        ]
    )


def spots(
    values: Sequence[float | None], reach: Reach, canvas: Canvas, left: float, right: float
) -> list[Spot | None]:
    """Where each value lies between *left* and *right*; nowhere without a value."""
    step = (right - left) / max(len(values), 1)
    return [
        None if value is None else (left + step * (index + 0.5), height_of(value, reach, canvas))
        for index, value in enumerate(values)
    ]


def stroke(places: Sequence[Spot | None], css: str) -> SafeString:
    """A line through what is known; a value alone between gaps is a short dash."""
    runs = ("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _widened(run)) for run in _runs(places))
    path = "".join(runs)
    return SafeString(f'<path class="{css}" d="{path}"/>') if path else SafeString("")


def _runs(places: Sequence[Spot | None]) -> Iterator[list[Spot]]:
    run: list[Spot] = []
    for spot in [*places, None]:
        if spot:
            run.append(spot)
        elif run:
            yield run
            run = []


def _widened(run: list[Spot]) -> list[Spot]:
    if len(run) > 1:
        return run
    [(x, y)] = run
    return [(x - 4, y), (x + 4, y)]


def _labels(chart: Chart, canvas: Canvas, right: float) -> SafeString:
    inner = Canvas(
        canvas.css,
        canvas.width,
        canvas.height,
        canvas.labels,
        left=canvas.left,
        right=canvas.width - round(right),
    )
    return labels_below([point.label for point in chart.points], inner)


def _dots(chart: Chart, now: Sequence[Spot | None]) -> SafeString:
    radius = 3.5 if len(now) <= 24 else 2
    return join(
        format_html(
            '<circle class="ch__dot" cx="{}" cy="{}" r="{}"><title>{}: {}</title></circle>',
            f"{spot[0]:.1f}",
            f"{spot[1]:.1f}",
            radius,
            point.full_name,
            chart.measured(point.value),
        )
        for point, spot in zip(chart.points, now, strict=True)
        if spot and point.value is not None
    )


def _last(now: Sequence[Spot | None]) -> SafeString:
    spot = next((spot for spot in reversed(now) if spot), None)
    if not spot:
        return SafeString("")
    return SafeString(f'<circle class="ch__dot" cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="3"/>')


def _highest(chart: Chart, now: Sequence[Spot | None]) -> SafeString:
    known = [(spot[1], spot[0], index) for index, spot in enumerate(now) if spot]
    if not known:
        return SafeString("")
    y, x, index = min(known)
    return text("ch__v", x, y - 10, chart.number(chart.points[index].value or 0))


def _names(chart: Chart, now: Sequence[Spot | None], before: Sequence[Spot | None]) -> SafeString:
    """The name of each line at its end, moved apart where they would touch."""
    ends = [
        (next(spot for spot in reversed(places) if spot), name, css)
        for places, name, css in ((now, chart.now, "ch__n"), (before, chart.before, "ch__n2"))
        if name and any(places)
    ]
    if len(ends) == 2 and abs(ends[0][0][0] - ends[1][0][0]) < NAMES:
        ends = _apart(ends)
    return join(text(css, x + 9, y + 4.5, name, "start") for (x, y), name, css in ends)


def _apart(ends: list[tuple[Spot, str, str]]) -> list[tuple[Spot, str, str]]:
    upper, lower = sorted(ends, key=lambda end: end[0][1])
    missing = max(APART - (lower[0][1] - upper[0][1]), 0) / 2
    return [
        ((end[0][0], end[0][1] + move), *end[1:])
        for end, move in ((upper, -missing), (lower, missing))
    ]
