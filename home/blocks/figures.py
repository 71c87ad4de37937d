"""Figures that editors publish with their source and date."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from portal.core.charts import Chart, Kind, Point, grouped
from portal.core.page_parts import key_figures

from .links import LinkBlock


class FigureBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What is counted"), max_length=20)
    number = blocks.IntegerBlock(label=_("Number"), min_value=0)
    unit = blocks.CharBlock(label=_("Unit"), max_length=8, required=False, default="")
    note = blocks.CharBlock(
        label=pgettext_lazy("figures", "Note"), max_length=40, required=False, default=""
    )

    class Meta:
        icon = "order"
        label = _("Figure")


class PointBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=10)
    number = blocks.IntegerBlock(label=_("Number"), min_value=0)

    class Meta:
        icon = "order"
        label = _("Column")


class FiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=30)
    is_live = blocks.BooleanBlock(
        label=_("Take the numbers from the public figures"),
        required=False,
        default=False,
        help_text=_("What stands below is shown where there are none yet."),
    )
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=4)
    # Fields of the chart stand here and not in a block of their own: wagtail-localize leaves out
    # lists in a struct within a struct.
    chart_title = blocks.CharBlock(
        label=_("Title of the chart"), max_length=40, required=False, default=""
    )
    chart_note = blocks.CharBlock(
        label=_("What to see in it"), max_length=60, required=False, default=""
    )
    chart_label = blocks.CharBlock(
        label=_("What the columns are"), max_length=10, default="月份", required=False
    )
    chart_unit = blocks.CharBlock(
        label=_("Unit of the chart"), max_length=12, required=False, default=""
    )
    columns = blocks.ListBlock(
        PointBlock(), label=_("Columns of the chart"), max_num=24, default=[]
    )
    source = blocks.CharBlock(
        label=pgettext_lazy("figures", "Source"),
        max_length=80,
        help_text=_("Where the figures come from."),
    )
    as_of = blocks.DateBlock(label=_("Figures of"))
    more = blocks.ListBlock(LinkBlock(), label=_("Link beside the title"), max_num=1, default=[])

    class Meta:
        icon = "order"
        label = _("Public figures")
        group = _("The library itself")
        description = _("Up to four large numbers and a column chart, with source and date.")
        template = "home/blocks/figures.html"
        preview_value = {
            "title": "公开的数字",
            "figures": [
                {
                    "label": "今年活动",
                    "number": 1268,
                    "unit": "场",
                    "note": "其中 214 场有无障碍支持",
                },
                {"label": "正在读者手中", "number": 186402, "unit": "册", "note": ""},
            ],
            "chart_title": "今年每月借阅",
            "chart_note": "7、8 月最高",
            "chart_label": "月份",
            "chart_unit": "册次",
            "columns": [
                {"label": "6月", "number": 45110},
                {"label": "7月", "number": 63480},
                {"label": "8月", "number": 66720},
            ],
            "source": "自动化借还系统",
            "as_of": "2026-12-12",
            "more": [],
        }

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        if live := key_figures() if value.get("is_live") else None:
            return {**context, "figures": live.figures, "chart": live.chart, "live": live}
        context["figures"] = [
            {
                "label": figure["label"],
                "value": grouped(figure["number"]),
                "unit": figure["unit"],
                "note": figure["note"],
            }
            for figure in value["figures"]
        ]
        context["chart"] = self.chart(value)
        return context

    def chart(self, value: blocks.StructValue) -> Chart | None:
        if not value["columns"]:
            return None
        return Chart(
            Kind.COLUMNS,
            value["chart_title"],
            [Point(point["label"], point["number"]) for point in value["columns"]],
            unit=value["chart_unit"],
            label=value["chart_label"],
            note=value["chart_note"],
            highlight=2,
        )
