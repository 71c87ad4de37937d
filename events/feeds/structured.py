"""Dates for search engines: schema.org/Event as JSON-LD."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from events.enums import Language
from events.feeds.text import absolute
from events.models import Occurrence

SCHEMA = "https://schema.org"
_LANGUAGES = {
    Language.CHINESE: ["zh"],
    Language.ENGLISH: ["en"],
    Language.BOTH: ["zh", "en"],
}


def event_data(row: Occurrence, *, image: str = "") -> dict[str, Any]:
    """One date; what is not known is left out."""
    url = absolute(reverse("events:occurrence", args=[row.uid]))
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": row.title,
        "description": row.series.text("summary"),
        "startDate": _moment(row, row.local_start),
        "endDate": _moment(row, row.local_end),
        "eventStatus": f"{SCHEMA}/{_status(row)}",
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "inLanguage": _LANGUAGES.get(Language(row.series.language), []),
        "location": _place(row),
        "image": image,
        "organizer": {
            "@type": "Library",
            "name": row.library.label if row.library else settings.WAGTAIL_SITE_NAME,
            "url": settings.PORTAL_BASE_URL,
        },
    }
    if row.presenter_label:
        data["performer"] = {"@type": "Person", "name": row.presenter_label}
    return {key: value for key, value in data.items() if value}


def _moment(row: Occurrence, moment: Any) -> str:
    return moment.date().isoformat() if row.all_day else moment.isoformat(timespec="minutes")


def _status(row: Occurrence) -> str:
    if row.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if row.is_moved else "EventScheduled"


def _place(row: Occurrence) -> dict[str, Any]:
    if row.library is None:
        return {"@type": "Place", "name": row.space_label} if row.space_label else {}
    return {
        "@type": "Library",
        "name": " ".join(filter(None, [row.library.label, row.space_label])),
        "address": row.library.address_label,
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(row.library.latitude),
            "longitude": float(row.library.longitude),
        },
    }
