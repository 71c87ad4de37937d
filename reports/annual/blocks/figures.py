"""Blocks bound to figures: the editor chooses which, the numbers are those of the report's year.

The page hands its numbers on as `numbers`; without a page (the preview of a block) there are none.
"""

from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core import generation
from portal.core.blocks import groups
from reports.annual.enums import Shape
from reports.figures.models import Indicator

Context = dict[str, Any]


def indicator_choices() -> list[tuple[str, str]]:
    """Kept: a block asks for its choices whenever it reads a value."""
    return generation.kept(f"report-figures:{get_language()}", _choices)


def _choices() -> list[tuple[str, str]]:
    return [(row.code, row.label) for row in Indicator.objects.public()]


class IndicatorBlock(blocks.ChoiceBlock):
    """A figure by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"choices": indicator_choices, "label": pgettext_lazy("report", "figure"), **kwargs}
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return blocks.Block.deconstruct(self)


class KeyFigureBlock(blocks.StructBlock):
    indicator = IndicatorBlock()
    note = blocks.CharBlock(
        label=pgettext_lazy("figures", "note"), max_length=60, required=False, default=""
    )

    class Meta:
        icon = "order"
        label = _("key figure")


class KeyFiguresBlock(blocks.StructBlock):
    """Large numbers with the change on the year before."""

    title = blocks.CharBlock(label=_("title"), max_length=40, required=False, default="")
    figures = blocks.ListBlock(
        KeyFigureBlock(), label=pgettext_lazy("report", "figures"), min_num=1, max_num=8
    )

    class Meta:
        icon = "order"
        group = groups.DATA
        label = _("Key figures")
        description = _("Large numbers of the year. As the first block they stand in the head.")
        template = "annual/blocks/figures.html"
        preview_value = {"title": "这一年", "figures": []}

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context: Context = super().get_context(value, parent_context)
        if numbers := context.get("numbers"):
            found = ((numbers.figure(i["indicator"]), i["note"]) for i in value["figures"])
            context["rows"] = [(figure, note) for figure, note in found if figure]
        return context


class ChartBlock(blocks.StructBlock):
    """A finding in words beside the chart that shows it."""

    title = blocks.CharBlock(
        label=_("what it shows"), max_length=40, help_text=_("The finding, not the name.")
    )
    text = blocks.TextBlock(
        label=_("in a few sentences"), max_length=400, required=False, default=""
    )
    indicator = IndicatorBlock()
    shape = blocks.ChoiceBlock(label=_("divided"), choices=Shape.choices, default=Shape.MONTHS)
    chart_title = blocks.CharBlock(
        label=_("title of the chart"),
        max_length=40,
        required=False,
        default="",
        help_text=_("Empty: the name of the figure."),
    )

    class Meta:
        icon = "order"
        group = groups.DATA
        label = _("Chart")
        description = _("A finding and the chart that shows it, month by month or by library.")
        template = "annual/blocks/chart.html"
        preview_value = {"title": "暑假撑起了全年的四分之一", "text": "", "shape": "months"}

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context: Context = super().get_context(value, parent_context)
        if numbers := context.get("numbers"):
            code = value["indicator"]
            context["chart"] = numbers.chart(code, value["shape"], value["chart_title"])
            context["figure"] = numbers.figure(code)
        return context


class FigureTableBlock(blocks.StructBlock):
    """Figures of the year beside those of the year before."""

    title = blocks.CharBlock(label=_("title"), max_length=40)
    text = blocks.TextBlock(
        label=_("in a few sentences"), max_length=400, required=False, default=""
    )
    indicators = blocks.ListBlock(
        IndicatorBlock(), label=pgettext_lazy("report", "figures"), min_num=1, max_num=24
    )

    class Meta:
        icon = "table"
        group = groups.DATA
        label = _("Table of figures")
        description = _("This year, last year and the change, figure by figure.")
        template = "annual/blocks/table.html"
        preview_value = {"title": "和去年比", "text": "", "indicators": []}

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context: Context = super().get_context(value, parent_context)
        if numbers := context.get("numbers"):
            context["figures"] = numbers.figures(value["indicators"])
        return context
