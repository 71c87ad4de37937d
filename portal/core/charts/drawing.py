"""Draw a chart: in two sizes for a page, small beside others, or for paper."""

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString

from .columns import columns
from .data import NARROW, SMALL, WIDE, Canvas, Chart, Kind
from .lines import line, small_line
from .scale import Axis, axis_of
from .shares import share
from .svg import join, picture, text
from .words import says

_DRAWINGS: dict[str, Callable[[Chart, Canvas], SafeString]] = {
    Kind.COLUMNS: columns,
    Kind.LINE: line,
    Kind.SHARE: share,
}
_STRIPS = (Canvas("ch--w", 640, 44, 0), Canvas("ch--s", 330, 40, 0))

# Print knows the tokens of no page: the values of the light theme, in black where text is.
PAPER = (
    "text{font-family:'Noto Sans CJK SC','Source Han Sans SC',sans-serif;font-size:13px;fill:#222}"
    ".ch__v,.ch__n{font-weight:700;fill:#000}.ch__grid{stroke:#bbb}.ch__zero{stroke:#555}"
    ".ch__bar{fill:#8ba3b7}.ch__bar--hi,.ch__dot{fill:#17476f}"
    ".ch__gap{fill:none;stroke:#666;stroke-dasharray:3 3}"
    ".ch__halo{fill:none;stroke:#fff;stroke-width:6}"
    ".ch__was{fill:none;stroke:#a82a18;stroke-width:2.5}"
    ".ch__now{fill:none;stroke:#17476f;stroke-width:3}"
    ".ch__before{fill:none;stroke:#a82a18;stroke-width:2;stroke-dasharray:6 4}"
    ".ch__partn{fill:#fff;font-weight:700}.ch__partn--gamboge{fill:#2b1d00}"
    ".ch__part--azurite{fill:#17476f}.ch__part--malachite{fill:#17604d}"
    ".ch__part--gamboge{fill:#e2a52b}.ch__part--cinnabar{fill:#b0301d}"
    ".ch__part--lotus{fill:#5b3a78}.ch__part--ochre{fill:#84481d}"
)
ROW, NAME, NUMBER = 26, 170, 90


def pictures(chart: Chart) -> SafeString:
    """The chart wide and narrow; bars have no picture, because their table is the chart."""
    if chart.kind not in _DRAWINGS or chart.is_empty:
        return SafeString("")
    canvases = _STRIPS if chart.kind == Kind.SHARE else (WIDE, NARROW)
    return join(_picture(chart, canvas) for canvas in canvases)


def small_picture(chart: Chart, axis: Axis) -> SafeString:
    """One of several beside each other, on the axis they share."""
    return _wrapped(chart, SMALL, small_line(chart, SMALL, axis))


def multiples_axis(charts: Sequence[Chart]) -> Axis:
    values = [value for chart in charts for value in (*chart.values, *chart.values_before)]
    return axis_of(values, whole=not any(chart.decimals for chart in charts))


def for_paper(chart: Chart) -> SafeString:
    """The chart with its colours in it, for WeasyPrint and for a file; never for a page."""
    canvas = Canvas("", 640, 44, 0) if chart.kind == Kind.SHARE else WIDE
    if chart.kind == Kind.BARS:
        canvas = Canvas("", 640, ROW * len(chart.points) + 8, 0)
        body = _bars(chart, canvas)
    else:
        body = _DRAWINGS[chart.kind](chart, canvas)
    style = SafeString(f"<style>{PAPER}</style>")
    svg = _wrapped(chart, canvas, style + body)
    return SafeString(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _picture(chart: Chart, canvas: Canvas) -> SafeString:
    return _wrapped(chart, canvas, _DRAWINGS[chart.kind](chart, canvas))


def _wrapped(chart: Chart, canvas: Canvas, body: SafeString) -> SafeString:
    return picture(
        body,
        css=canvas.css,
        width=canvas.width,
        height=canvas.height,
        key=f"{chart.id}{canvas.css[4:]}",
        name=chart.title,
        says=says(chart),
    )


def _bars(chart: Chart, canvas: Canvas) -> SafeString:
    """Names, bars and numbers in lines, where there is no table to hold them."""
    scale = (canvas.width - NAME - NUMBER) / (chart.greatest or 1)
    parts = []
    for index, (point, value) in enumerate(zip(chart.points, chart.values, strict=True)):
        y = index * ROW + 6
        number = "–" if value is None else chart.number(value)
        parts += [
            text("ch__t", 0, y + 13, point.full_name, "start"),
            SafeString(
                f'<rect class="ch__bar ch__bar--hi" x="{NAME}" y="{y}" '
                f'width="{abs(value or 0) * scale:.1f}" height="16"/>'
            ),
            text("ch__v", canvas.width, y + 13, number, "end"),
        ]
    return join(parts)
