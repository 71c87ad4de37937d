"""The map of the libraries on the front page."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.network import network
from portal.core.languages import localized_path


class NetworkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=30)

    class Meta:
        icon = "site"
        label = _("Map of the libraries")
        group = _("The library itself")
        description = _("A sketch of the network and which libraries are open now.")
        template = "home/blocks/network.html"
        preview_value = {"title": "十九座馆，都在步行范围里"}

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        entries = network(get_language() or "", timezone.now())
        context.update(
            entries=entries,
            places=[entry.place for entry in entries],
            libraries_url=localized_path("/libraries/"),
        )
        return context
