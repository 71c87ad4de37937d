"""The map of the libraries with one figure at each."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import groups
from portal.core.models import Library
from portal.core.schematic import Place, schematic

from .figures import Context, IndicatorBlock


class MapBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("what it shows"), max_length=40)
    text = blocks.TextBlock(
        label=_("in a few sentences"), max_length=400, required=False, default=""
    )
    indicator = IndicatorBlock()

    class Meta:
        icon = "site"
        group = groups.DATA
        label = _("Map of the libraries")
        description = _("Where the libraries are, numbered, with one figure of each in the list.")
        template = "annual/blocks/map.html"
        preview_value = {"title": "离家近的小馆，人不少", "text": ""}

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context: Context = super().get_context(value, parent_context)
        if numbers := context.get("numbers"):
            rows = numbers.libraries(value["indicator"])
            context["entries"] = list(enumerate(rows, start=1))
            context["figure"] = numbers.figure(value["indicator"])
            context["drawing"] = _drawing(rows)
        return context


def _drawing(rows: list[Any]) -> Any:
    """Only libraries that still stand have a place on the map; all of them are in the list."""
    known = Library.objects.in_bulk([row.code for row in rows], field_name="code")
    places = [
        Place(
            number=number,
            name=row.name,
            url="",
            latitude=float(known[row.code].latitude),
            longitude=float(known[row.code].longitude),
            is_main=known[row.code].level == Library.Level.MAIN,
            state=row.number,
        )
        for number, row in enumerate(rows, start=1)
        if row.code in known and known[row.code].latitude is not None
    ]
    return schematic(places)
