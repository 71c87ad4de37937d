"""Links in blocks: to a page, shown in the reader's language, or to an address.

A front page holds dozens of links. Choosing blocks of Wagtail fetch their pages place by place and
a translation for each; here a value only remembers the page's key, and `resolve_links` finds the
addresses of all links of a page with one query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from portal.core.languages import localized_path

ICONS = [
    ("ticket", _("ticket")),
    ("calendar", _("calendar")),
    ("search", _("magnifying glass")),
    ("book", _("book")),
    ("bookmark", _("bookmark")),
    ("renew", _("renew")),
    ("seat", _("seat")),
    ("screen", _("screen")),
    ("card", _("card")),
    ("clock", _("clock")),
    ("help", _("helping hand")),
    ("users", _("people")),
    ("pin", _("map pin")),
    ("phone", _("telephone")),
    ("news", _("newspaper")),
    ("speaker", _("loudspeaker")),
    ("eye", _("eye")),
    ("ear", _("ear")),
    ("wheelchair", _("wheelchair")),
    ("leaf", _("leaf")),
    ("badge", _("badge")),
    ("globe", _("globe")),
    ("info", _("information")),
]


@dataclass(slots=True)
class PageReference:
    """A page that was chosen; `url` is empty until resolved, and if the page is gone or a draft."""

    pk: int
    url: str = ""


class PageReferenceBlock(blocks.PageChooserBlock):
    """Chooses a page and remembers its key; reading the value costs no query."""

    def to_python(self, value: int | None) -> PageReference | None:
        return None if value is None else PageReference(value)

    def bulk_to_python(self, values: list[int | None]) -> list[PageReference | None]:
        return [self.to_python(value) for value in values]

    def normalize(self, value: Any) -> PageReference | None:
        """Pages and their keys are taken as well, so that code may write either."""
        if value is None or isinstance(value, PageReference):
            return value
        return PageReference(getattr(value, "pk", value))

    def value_from_form(self, value: Any) -> PageReference | None:
        return self.normalize(value or None)

    def get_form_state(self, value: PageReference | None) -> Any:
        return super().get_form_state(value and value.pk)

    def clean(self, value: PageReference | None) -> PageReference | None:
        return self.normalize(super().clean(value and value.pk))

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate: the reader's language is found when the page is shown."""
        return []


class AddressBlock(blocks.CharBlock):
    """An address of this site or another; it is not a text to translate."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["validators"] = [
            RegexValidator(
                r"^(https?://|mailto:|tel:|/(?!/)|#)",
                _("Begin with https://, /, #, tel: or mailto:."),
            )
        ]
        super().__init__(max_length=300, **{"default": "", **kwargs})

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """Where the link leads in the active language; nothing if its page is gone."""
        page = self.get("page")
        if not page:
            return localized_path(self.get("url") or "")
        if not page.url:
            _resolve([page], get_language() or "")
        return page.url


class LinkBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"), max_length=30)
    page = PageReferenceBlock(label=_("Page"), required=False)
    url = AddressBlock(
        label=_("Address"),
        required=False,
        help_text=_("Only if the link leads to no page of this site."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue
        form_layout = ["text", "page", "url"]

    def clean(self, value: LinkValue) -> LinkValue:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            error = ValidationError(_("Give either a page or an address."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned


class IconLinkBlock(LinkBlock):
    icon = blocks.ChoiceBlock(label=_("Icon"), choices=ICONS, default="bookmark")

    class Meta:
        icon = "link"
        label = _("Link with an icon")
        form_layout = ["icon", "text", "page", "url"]


def resolve_links(value: Any, language: str) -> None:
    """Find the addresses of all links in *value*, a stream, in *language* with one query."""
    _resolve(list(_references(value)), language)


def _references(value: Any) -> Iterator[PageReference]:
    if isinstance(value, PageReference):
        yield value
    elif isinstance(value, blocks.StructValue):
        for child in value.values():
            yield from _references(child)
    elif isinstance(value, blocks.list_block.ListValue):
        for child in value:
            yield from _references(child)
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _references(child.value)


def _resolve(references: list[PageReference], language: str) -> None:
    chosen = {reference.pk for reference in references}
    if not chosen:
        return
    keys = Page.objects.filter(pk__in=chosen).values("translation_key")
    family = Page.objects.filter(translation_key__in=keys).select_related("locale")
    rows = list(family.only("translation_key", "live", "url_path", "locale__language_code"))
    keys_by_pk = {row.pk: row.translation_key for row in rows}
    best: dict[Any, Page] = {}
    for row in rows:
        is_own = row.locale.language_code == language
        if row.live and (is_own or (row.pk in chosen and row.translation_key not in best)):
            best[row.translation_key] = row
    for reference in references:
        page = best.get(keys_by_pk.get(reference.pk))
        reference.url = (page and page.get_url()) or ""
