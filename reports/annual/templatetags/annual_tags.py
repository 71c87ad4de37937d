"""Drawings of a report on paper: whatever a file needs comes with it."""

import base64
import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.charts import Chart, for_paper

register = template.Library()

LONG_NAME = 22
# A PDF knows no stylesheet of the page: the colours of the light theme.
MAP_STYLE = (
    "<style>.mp__bg{fill:#f2ede3}.mp__land{fill:none}.mp__lane{stroke:#e0d8c8;fill:none}"
    ".mp__north{stroke:#555;fill:none}.mp__tie{stroke:#8b8373;fill:none}"
    ".mp__pin{fill:#17476f}.mp__pin--main{fill:#b0301d}"
    ".mp__n{fill:#fff;font-size:11px;font-weight:700;font-family:'Noto Sans CJK SC',sans-serif}"
    "</style>"
)
_FIRST_TAG = re.compile(r"(<svg)([^>]*>)")


@register.filter
def on_paper(chart: Chart) -> SafeString:
    """The chart with its colours; long names of libraries are set smaller, so that they fit."""
    drawing = for_paper(chart)
    if any(len(point.full_name) > LONG_NAME for point in chart.points):
        return SafeString(drawing.replace("font-size:13px", "font-size:10px", 1))
    return drawing


@register.filter
def map_on_paper(drawing: SafeString) -> SafeString:
    """The schematic map with its colours in it."""
    svg = _FIRST_TAG.sub(
        rf'\1 xmlns="http://www.w3.org/2000/svg"\2{MAP_STYLE}', str(drawing), count=1
    )
    return SafeString(svg)


@register.simple_tag
def embedded_picture(image: Any) -> SafeString:
    """The picture as part of the file, 1200 pixels wide at most."""
    rendition = image.get_rendition("max-1200x1200|format-jpeg")
    with rendition.file.open("rb") as file:
        data = base64.b64encode(file.read()).decode()
    return format_html(
        '<img src="data:image/jpeg;base64,{}" alt="{}">', data, image.default_alt_text
    )
