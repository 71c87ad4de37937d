"""Tables that can be read aloud, and figures that say where they come from."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail_localize.segments import StringSegmentValue

from . import groups


class AccessibleTable(TypedTable):
    template = "core/blocks/table.html"


class TableBlock(TypedTableBlock):
    """A table with a caption and column headings; the first column heads its row.

    wagtail-localize does not know typed tables, so the block hands out its texts itself.
    """

    text = blocks.CharBlock(label=_("Text"), required=False, default="")
    number = blocks.CharBlock(label=_("Number (set to the right)"), required=False, default="")

    class Meta:
        icon = "table"
        group = groups.DATA
        label = _("Table")
        description = _("Rows and columns. Give it a caption: screen readers announce it.")
        preview_value = {
            "caption": "冬季开放时间",
            "columns": [
                {"type": "text", "heading": "场馆"},
                {"type": "text", "heading": "时间"},
            ],
            "rows": [
                {"values": ["第一图书馆", "9:00–20:30"]},
                {"values": ["街道分馆", "9:00–17:00"]},
            ],
        }

    def normalize(self, value: Any) -> AccessibleTable:
        table = super().normalize(value)
        return AccessibleTable(table.columns, table.row_data, table.caption)

    def to_python(self, value: Any) -> AccessibleTable:
        table = super().to_python(value)
        return AccessibleTable(table.columns, table.row_data, table.caption)

    def clean(self, value: TypedTable) -> AccessibleTable:
        table = super().clean(value)
        errors = []
        if table.columns and not table.caption:
            errors.append(ValidationError(_("Give the table a caption.")))
        if any(not column["heading"] for column in table.columns):
            errors.append(ValidationError(_("Give every column a heading.")))
        if errors and not self.is_deferred_validation:
            raise TypedTableBlockValidationError(non_block_errors=errors)
        return AccessibleTable(table.columns, table.row_data, table.caption)

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        return [StringSegmentValue(path, text) for path, text in _texts(table) if text]

    def restore_translated_segments(
        self, table: TypedTable, segments: Iterable[StringSegmentValue]
    ) -> AccessibleTable:
        words = {segment.path: segment.render_text() for segment in segments}
        return AccessibleTable(
            caption=words.get("caption", table.caption),
            columns=[
                {**column, "heading": words.get(f"heading-{c}", column["heading"])}
                for c, column in enumerate(table.columns)
            ],
            row_data=[
                {"values": [words.get(f"cell-{r}-{c}", v) for c, v in enumerate(row["values"])]}
                for r, row in enumerate(table.row_data)
            ],
        )


def _texts(table: TypedTable) -> Iterator[tuple[str, str]]:
    yield "caption", table.caption
    for c, column in enumerate(table.columns):
        yield f"heading-{c}", column["heading"]
    for r, row in enumerate(table.row_data):
        for c, value in enumerate(row["values"]):
            yield f"cell-{r}-{c}", value


class FigureBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("what is counted"), max_length=40)
    number = blocks.CharBlock(
        label=_("number"), max_length=16, help_text=_("As it is read, for example 150,000+.")
    )
    unit = blocks.CharBlock(label=_("unit"), max_length=20, required=False, default="")

    class Meta:
        icon = "order"
        label = _("figure")


class FiguresBlock(blocks.StructBlock):
    """Large numbers with units. A number without a source is an assertion, so it must have one."""

    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    figures = blocks.ListBlock(FigureBlock(), label=_("figures"), min_num=1, max_num=8)
    source = blocks.CharBlock(
        label=_("source"), max_length=160, help_text=_("Who counted, and when.")
    )

    class Meta:
        icon = "order"
        group = groups.DATA
        label = _("Figures")
        description = _("A few large numbers with their units and their source.")
        template = "core/blocks/figures.html"
        preview_value = {
            "title": "这一年",
            "figures": [
                {"label": "持证读者", "number": "150,000+", "unit": "人"},
                {"label": "读者活动", "number": "1,000", "unit": "场"},
            ],
            "source": "东城区图书馆 2017—2020 年发展规划",
        }
