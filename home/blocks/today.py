"""What is on today."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from events.selectors import occurrences, with_pages
from portal.core.languages import localized_path

from .context import active_locale


class TodayBlock(blocks.StructBlock):
    """Today's events that are not over; when there are none, the next ones."""

    title = blocks.CharBlock(label=_("Title"), max_length=30, default="今天在图书馆")
    limit = blocks.IntegerBlock(label=_("How many"), default=4, min_value=1, max_value=8)

    class Meta:
        icon = "date"
        label = _("Today at the library")
        group = _("Events and reading")
        description = _("The next events of today with their places left, kept up by itself.")
        template = "home/blocks/today.html"
        preview_value = {"title": "今天在图书馆", "limit": 4}

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        today = timezone.localdate()
        coming = list(occurrences().public().upcoming().order_by("start", "pk")[: value["limit"]])
        todays = [occurrence for occurrence in coming if occurrence.local_date <= today]
        context.update(
            today=today,
            is_today=bool(todays),
            occurrences=with_pages(todays or coming, active_locale(parent_context)),
            events_url=localized_path("/events/"),
        )
        return context
