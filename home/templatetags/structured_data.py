"""What a page is, told to search engines (schema.org as JSON-LD, a data block, not a script)."""

import json
from typing import Any

from django import template
from django.template import Context
from django.utils.html import _json_script_escapes, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from home.models import LibraryPage, NewsPage

register = template.Library()


@register.simple_tag(takes_context=True)
def news_article(context: Context, page: NewsPage) -> SafeString:
    furniture = context["furniture"]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "inLanguage": context["request"].LANGUAGE_CODE,
        "datePublished": page.date.isoformat(),
        "articleSection": page.category.label,
        "mainEntityOfPage": page.get_full_url(context["request"]),
        "publisher": {"@type": "Library", "name": str(furniture.name)},
    }
    if page.last_published_at:
        data["dateModified"] = localtime(page.last_published_at).isoformat()
    return _block(data)


@register.simple_tag(takes_context=True)
def library_place(context: Context, page: LibraryPage) -> SafeString:
    library = context["library"]
    return _block(
        {
            "@context": "https://schema.org",
            "@type": "Library",
            "name": library.label,
            "url": page.get_full_url(context["request"]),
            "telephone": library.phone,
            "address": context["entry"].address,
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": float(library.latitude),
                "longitude": float(library.longitude),
            },
        }
    )


def _block(data: dict[str, Any]) -> SafeString:
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)
    escaped = text.translate(_json_script_escapes)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(escaped))  # noqa: S308
