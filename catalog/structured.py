"""A record for search engines: schema.org as JSON-LD."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from catalog.models import Record

# What could end the script element or begin a comment in it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_LANGUAGES = {
    "chi": "zh", "eng": "en", "jpn": "ja", "kor": "ko", "fre": "fr", "ger": "de", "rus": "ru",
    "spa": "es", "ita": "it", "por": "pt", "ara": "ar",
}  # fmt: skip


def book_data(record: Record, *, url: str, image: str) -> dict[str, Any]:
    """The Book of schema.org; what the record does not say is left out."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": url,
        "url": url,
        "name": record.full_title,
        "image": image,
        "author": _people(record, is_main=True),
        "translator": _people(record, is_main=False, role="译"),
        "isbn": record.isbn,
        "bookEdition": record.edition,
        "inLanguage": _LANGUAGES.get(record.language, record.language),
        "datePublished": str(record.year or ""),
        "description": record.summary,
        "keywords": record.subjects,
    }
    if record.publisher:
        data["publisher"] = {"@type": "Organization", "name": record.publisher}
    return {key: value for key, value in data.items() if value}


def _people(record: Record, *, is_main: bool, role: str = "") -> list[dict[str, str]]:
    return [
        {"@type": "Person", "name": creator["name"]}
        for creator in record.creators
        if bool(creator.get("is_main")) == is_main and (not role or creator.get("role") == role)
    ]


def json_ld(data: dict[str, Any]) -> SafeString:
    """*data* as it may stand inside a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308
