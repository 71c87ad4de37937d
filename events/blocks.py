"""Events on other apps' pages."""

from importlib import import_module
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.core.selectors import audiences, libraries, topics


def _terms(selector: Any) -> Any:
    """Choices read when the form is drawn, not when the code is loaded."""
    return lambda: [(term.slug, str(term)) for term in selector()]


class EventRowValue(blocks.StructValue):
    @property
    def rows(self) -> list[Any]:
        """The next dates: of the chosen series, or of whatever fits."""
        # Blocks lie below models, selectors above them; Wagtail calls from the side.
        selectors = import_module("events.selectors.coming")
        keys = [page.translation_key for page in self["series"] if page is not None]
        if keys:
            rows = selectors.next_dates(keys)
        else:
            rows = selectors.upcoming_dates(
                audiences=filter(None, [self.get("audience")]),
                topics=filter(None, [self.get("topic")]),
                libraries=filter(None, [self.get("library")]),
            )[: self["limit"]]
        return selectors.with_pages(rows, get_language() or "")

    @property
    def query(self) -> str:
        """The filters of the block as those of what's on."""
        names = {"audience": "audience", "topic": "topic", "library": "branch"}
        return "&".join(f"{name}={self[key]}" for key, name in names.items() if self.get(key))


class EventRowBlock(blocks.StructBlock):
    """The next dates of chosen series, or the next events for a group, on a topic, at a library."""

    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    series = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="events.EventSeriesPage", label=_("event or series")),
        label=_("events or series"),
        max_num=8,
        default=[],
        help_text=_("The next date of each is shown. Leave empty to show what fits the choices."),
    )
    audience = blocks.ChoiceBlock(label=_("for whom"), choices=_terms(audiences), required=False)
    topic = blocks.ChoiceBlock(label=_("topic"), choices=_terms(topics), required=False)
    library = blocks.ChoiceBlock(label=_("library"), choices=_terms(libraries), required=False)
    limit = blocks.IntegerBlock(
        label=_("how many at most"), min_value=1, max_value=12, default=4, required=False
    )

    class Meta:
        icon = "date"
        group = _("From the library")
        label = _("Events")
        description = _("The next events: chosen ones, or those for a group, topic or library.")
        template = "events/blocks/event_row.html"
        value_class = EventRowValue
        preview_value = {"title": "近期活动", "series": [], "limit": 3}

    def clean(self, value: EventRowValue) -> EventRowValue:
        value = super().clean(value)
        if not value["series"] and not value["limit"]:
            error = ValidationError(_("Say how many are to be shown."))
            raise StructBlockValidationError(block_errors={"limit": error})
        return value
