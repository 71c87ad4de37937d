"""What blocks know of the page they stand on."""

from typing import Any

from wagtail.models import Locale


def active_locale(context: dict[str, Any] | None) -> Locale:
    """The language of the page; without a page, as in a preview of a block, the active one."""
    page = (context or {}).get("page")
    return page.locale if page else Locale.get_active()
