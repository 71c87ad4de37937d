"""What every public template needs to know of the request."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal.core.selectors import site_furniture


def portal(request: HttpRequest) -> dict[str, Any]:
    """`furniture` is read when a template asks for it; `section` is its current menu entry."""
    furniture = SimpleLazyObject(lambda: site_furniture(get_language() or "zh-hans"))
    return {
        "preferences": getattr(request, "preferences", None),
        "furniture": furniture,
        "section": SimpleLazyObject(lambda: furniture.section_of(request.path)),
    }
