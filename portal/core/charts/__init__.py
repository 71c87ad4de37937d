"""Charts drawn on the server as SVG, with the words and the table that say the same.

A `Chart` holds the numbers; `components/chart.html` draws it in two sizes, of which CSS shows the
one that fits. `for_paper` draws it for PDFs, which know no stylesheet of a page.
"""

from .bars import bar, waffle
from .data import Canvas, Chart, Kind, Point
from .drawing import for_paper, multiples_axis, pictures, small_picture
from .months import long_month, short_month
from .rows import table_rows
from .scale import Axis, axis_for, axis_of, change, grouped, percent, short_number, with_unit
from .shares import share_of
from .sparks import spark
from .words import says, spark_says

__all__ = [
    "Axis",
    "Canvas",
    "Chart",
    "Kind",
    "Point",
    "axis_for",
    "axis_of",
    "bar",
    "change",
    "for_paper",
    "grouped",
    "long_month",
    "multiples_axis",
    "percent",
    "pictures",
    "says",
    "share_of",
    "short_month",
    "short_number",
    "small_picture",
    "spark",
    "spark_says", "table_rows",
    "waffle",
    "with_unit",
]  # fmt: skip
