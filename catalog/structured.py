"""A record for search engines: schema.org as JSON-LD."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from catalog.models import Record

# What could end the script element or begin a comment in it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_LANGUAGES = {
    "chi": "zh", "eng": "en", "jpn": "ja", "kor": "ko", "fre": "fr", "ger": "de", "rus": "ru",
    "spa": "es", "ita": "it", "por": "pt", "ara": "ar",
}  # fmt: skip


def book_data(
    record: Record, others: Iterable[Record], *, absolute: Callable[[str], str]
) -> dict[str, Any]:
    """The work as the Book of schema.org, its editions as examples of it, *record* first.

    What is said of a book, such as its rating, is said of the work.
    """
    url = absolute(record.get_absolute_url())
    return {
        "@context": "https://schema.org",
        **_told(
            {
                "@type": "Book",
                "@id": f"{url}#work",
                "url": url,
                "name": record.title,
                "image": absolute(reverse("catalog:cover", args=[record.pk])),
                "author": _people(record, is_main=True),
                "description": record.summary,
                "keywords": record.subjects,
            }
        ),
        "workExample": [_edition(each, absolute) for each in (record, *others)],
    }


def _edition(record: Record, absolute: Callable[[str], str]) -> dict[str, Any]:
    url = absolute(record.get_absolute_url())
    data: dict[str, Any] = {
        "@type": "Book",
        "@id": url,
        "url": url,
        "name": record.full_title,
        "isbn": record.isbn,
        "bookEdition": record.edition,
        "translator": _people(record, is_main=False, role="译"),
        "inLanguage": _LANGUAGES.get(record.language, record.language),
        "datePublished": str(record.year or ""),
    }
    if record.publisher:
        data["publisher"] = {"@type": "Organization", "name": record.publisher}
    return _told(data)


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """What the record says; the rest is left out."""
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
