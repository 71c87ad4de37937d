"""A reading list for search engines: schema.org's ItemList."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings


def list_data(page: Any, records: Iterable[Any], *, url: str) -> dict[str, Any]:
    """The records in their order, each with its address."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "url": settings.PORTAL_BASE_URL.rstrip("/") + record.get_absolute_url(),
            "name": record.full_title,
        }
        for position, record in enumerate(records, start=1)
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "url": url,
        "name": page.title,
        "description": page.summary,
        "author": page.compiled_by and {"@type": "Organization", "name": page.compiled_by},
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(items),
        "itemListElement": items,
    }
    return {key: value for key, value in data.items() if value}
