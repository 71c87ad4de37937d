"""What a chart shows, in a sentence or two: for those who do not see it, and for everybody else."""

from collections.abc import Callable, Sequence
from statistics import median

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from .data import Chart, Kind, Point
from .scale import Number, change, grouped, percent


def says(chart: Chart) -> str:
    """The largest, the smallest, the change on the year before, and what is missing."""
    known = [point for point in chart.points if point.value is not None]
    if not known:
        return _("No numbers have been entered yet.")
    sentences = [
        _SENTENCES[Kind(chart.kind)](chart, known),
        _compared(chart, known),
        _missing(chart),
    ]
    space = "" if (get_language() or "").startswith("zh") else " "
    return space.join(filter(None, sentences))


def spark_says(chart: Chart) -> str:
    """The same for a sparkline: where it begins, where it ends, and its highest point."""
    known = [point for point in chart.points if point.value is not None]
    if not known:
        return _("No numbers have been entered yet.")
    if len(known) == 1:
        return _named(chart, known[0])
    most = max(known, key=_value)
    return _(
        "%(title)s: from %(first)s in %(start)s to %(last)s in %(end)s; "
        "highest in %(high)s with %(most)s."
    ) % {
        "title": chart.title,
        "first": chart.number(_value(known[0])),
        "start": known[0].full_name,
        "last": chart.number(_value(known[-1])),
        "end": known[-1].full_name,
        "high": most.full_name,
        "most": chart.number(_value(most)),
    }


def _in_time(chart: Chart, known: Sequence[Point]) -> str:
    if len(known) == 1:
        return _named(chart, known[0])
    most, least = _ends(known)
    if _value(most) == _value(least):
        return _("The same throughout: %(number)s.") % {"number": chart.measured(_value(most))}
    return _("Highest in %(high)s with %(most)s, lowest in %(low)s with %(least)s.") % {
        "high": most.full_name,
        "most": chart.measured(_value(most)),
        "low": least.full_name,
        "least": chart.measured(_value(least)),
    }


def _side_by_side(chart: Chart, known: Sequence[Point]) -> str:
    if len(known) == 1:
        return _named(chart, known[0])
    most, least = _ends(known)
    if _value(most) == _value(least):
        return _("The same everywhere: %(number)s.") % {"number": chart.measured(_value(most))}
    middle = (
        chart.median
        if chart.median is not None
        else median(float(_value(point)) for point in known)
    )
    return _(
        "Most: %(high)s with %(most)s; least: %(low)s with %(least)s. The median is %(median)s."
    ) % {
        "high": most.full_name,
        "most": chart.measured(_value(most)),
        "low": least.full_name,
        "least": chart.measured(_value(least)),
        "median": chart.measured(middle),
    }


def _of_a_whole(chart: Chart, known: Sequence[Point]) -> str:
    whole = sum(max(float(_value(point)), 0) for point in known)
    if not whole:
        return _("All parts are 0.")
    most, least = _ends(known)
    if len(known) == 1:
        return _("All of it: %(name)s.") % {"name": most.full_name}
    return _("The largest part is %(high)s with %(most)s, the smallest %(low)s with %(least)s.") % {
        "high": most.full_name,
        "most": percent(float(_value(most)) / whole),
        "low": least.full_name,
        "least": percent(max(float(_value(least)), 0) / whole),
    }


_SENTENCES: dict[Kind, Callable[[Chart, Sequence[Point]], str]] = {
    Kind.COLUMNS: _in_time,
    Kind.LINE: _in_time,
    Kind.BARS: _side_by_side,
    Kind.SHARE: _of_a_whole,
}


def _compared(chart: Chart, known: Sequence[Point]) -> str:
    """The sum against the same months of the year before; the last value where sums say nothing."""
    pairs = [point for point in known if point.before is not None]
    if not pairs or not chart.before or chart.kind in (Kind.BARS, Kind.SHARE):
        return ""
    if not chart.adds_up:
        pairs = pairs[-1:]
    now = float(sum(_value(point) for point in pairs))
    before = float(sum(point.before or 0 for point in pairs))
    values = {
        "number": chart.measured(now),
        "year": chart.before,
        "percent": percent(abs(change(now, before) or 0)),
        "name": pairs[-1].full_name,
    }
    return str(_CHANGES[chart.adds_up, _direction(now, before)]) % values


def _direction(now: float, before: float) -> str:
    part = change(now, before)
    if part is None:
        return "unknown" if now != before else "same"
    if abs(part) < 0.0005:
        return "same"
    return "more" if part > 0 else "less"


_CHANGES: dict[tuple[bool, str], Promise] = {
    (True, "more"): gettext_lazy(
        "Together %(number)s, %(percent)s more than in the same months of %(year)s."
    ),
    (True, "less"): gettext_lazy(
        "Together %(number)s, %(percent)s less than in the same months of %(year)s."
    ),
    (True, "same"): gettext_lazy("Together %(number)s, as in the same months of %(year)s."),
    (True, "unknown"): gettext_lazy("Together %(number)s."),
    (False, "more"): gettext_lazy("%(name)s: %(number)s, %(percent)s more than in %(year)s."),
    (False, "less"): gettext_lazy("%(name)s: %(number)s, %(percent)s less than in %(year)s."),
    (False, "same"): gettext_lazy("%(name)s: %(number)s, as in %(year)s."),
    (False, "unknown"): gettext_lazy("%(name)s: %(number)s."),
}


def _missing(chart: Chart) -> str:
    """How many were not entered; in a series, those after its last number are still to come."""
    values = list(chart.values)
    if chart.kind in (Kind.COLUMNS, Kind.LINE):
        while values and values[-1] is None:
            values.pop()
    count = values.count(None)
    if not count:
        return ""
    return ngettext(
        "%(count)s number has not been entered.", "%(count)s numbers have not been entered.", count
    ) % {"count": grouped(count)}


def _named(chart: Chart, point: Point) -> str:
    return _("%(name)s: %(number)s.") % {
        "name": point.full_name,
        "number": chart.measured(_value(point)),
    }


def _ends(known: Sequence[Point]) -> tuple[Point, Point]:
    return max(known, key=_value), min(known, key=_value)


def _value(point: Point) -> Number:
    return point.value if point.value is not None else 0
