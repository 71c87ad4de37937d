"""The tags every picture of a page is drawn and named with."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static

from portal.images.models import CustomImage
from portal.images.renditions import picture_of

register = template.Library()


@register.inclusion_tag("images/picture.html")
def picture(
    image: CustomImage | None,
    *,
    sizes: str = "100vw",
    css: str = "",
    alt: str | None = None,
    eager: bool = False,
) -> dict[str, Any]:
    """`{% picture page.cover sizes="(min-width: 60em) 33vw, 100vw" css="lcard__img" %}`.

    `alt=""` for a picture that only decorates; without `alt` the image's description is read.
    `eager=True` for the one picture that is seen first.
    """
    if image is None:
        return {}
    return {
        "picture": picture_of(image),
        "sizes": sizes,
        "css": css,
        "alt": image.default_alt_text if alt is None else alt,
        "eager": eager,
    }


@register.simple_tag(takes_context=True)
def share_picture(context: Context) -> str:
    """The whole address of the picture that goes with a link to the page: its cover, or ours."""
    cover = getattr(context.get("page"), "cover", None)
    url = picture_of(cover).largest if cover else static("art/share.png")
    return url if "://" in url else settings.PORTAL_BASE_URL.rstrip("/") + url
