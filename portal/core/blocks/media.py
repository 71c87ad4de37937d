"""Pictures with their credits, and videos that ask before they call another site."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from portal.images.models import CustomImage
from portal.images.renditions import IMAGE_SPECS

from . import groups


class PictureChooserBlock(ImageChooserBlock):
    """Fetches all pictures of a body with their renditions in two queries."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[CustomImage | None]:
        wanted = [value for value in values if value is not None]
        if not wanted:
            return [None for _value in values]
        images = CustomImage.objects.prefetch_renditions(*IMAGE_SPECS).in_bulk(wanted)
        return [images.get(value) for value in values]

    def get_preview_value(self) -> CustomImage | None:
        return CustomImage.objects.order_by("-pk").first()


class PictureBlock(blocks.StructBlock):
    """The alternative text is the description of the picture, written once when it is uploaded."""

    image = PictureChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), max_length=160, required=False, default="")

    class Meta:
        icon = "image"
        group = groups.MEDIA
        label = _("Picture")
        description = _("One picture with its caption and credit.")
        template = "core/blocks/picture.html"
        preview_value = {"image": None, "caption": "雪后的院子"}

    def get_preview_value(self) -> blocks.StructValue:
        image = self.child_blocks["image"].get_preview_value()
        return self.normalize({"image": image, "caption": "雪后的院子"})


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "grip"
        group = groups.MEDIA
        label = _("Gallery")
        description = _("Several pictures beside each other.")
        template = "core/blocks/gallery.html"
        preview_value = {"title": "活动掠影", "pictures": []}

    def get_preview_value(self) -> blocks.StructValue:
        picture = self.child_blocks["pictures"].child_block.get_preview_value()
        return self.normalize({"title": "活动掠影", "pictures": [picture] * 3})


@dataclass(frozen=True, slots=True)
class Player:
    provider: str
    src: str


def player_of(url: str) -> Player | None:
    """The player for an address of a provider on the list of the settings."""
    for provider in settings.PORTAL_EMBED_PROVIDERS:
        if match := re.fullmatch(provider["pattern"], url):
            return Player(provider["name"], provider["player"].format(*match.groups()))
    return None


class EmbedValue(blocks.StructValue):
    @property
    def player(self) -> Player | None:
        return player_of(self["url"] or "")


class VideoAddressBlock(blocks.URLBlock):
    def clean(self, value: Any) -> str:
        url = super().clean(value)
        if url and player_of(url) is None:
            names = "、".join(provider["name"] for provider in settings.PORTAL_EMBED_PROVIDERS)
            raise ValidationError(
                _("Only videos of these sites can be shown: %(names)s.") % {"names": names}
            )
        return url


class EmbedBlock(blocks.StructBlock):
    """A video of another site. That site is not called before the reader presses the button.

    Without script a plain link leads there; which sites there are, the settings say
    (`PORTAL_EMBED_PROVIDERS`), and nothing is ever fetched by the server.
    """

    url = VideoAddressBlock(
        label=_("address of the video"),
        help_text=_("The address of the page on which the video is watched."),
    )
    title = blocks.CharBlock(label=_("title"), max_length=120)
    poster = PictureChooserBlock(label=_("still picture"), required=False)

    class Meta:
        icon = "media"
        group = groups.MEDIA
        label = _("Video")
        description = _("A video of another site, loaded only when the reader agrees.")
        template = "core/blocks/embed.html"
        value_class = EmbedValue
        preview_value = {
            "url": "https://www.bilibili.com/video/BV1xx411c7mD",
            "title": "馆员荐书：冬天的书",
            "poster": None,
        }
