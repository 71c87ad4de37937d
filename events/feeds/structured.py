"""Dates for search engines: schema.org/Event as JSON-LD."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from events.enums import Language
from events.feeds.text import absolute
from events.models import Occurrence

SCHEMA = "https://schema.org"
CURRENCY = "CNY"
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
        "eventAttendanceMode": f"{SCHEMA}/{_attendance(row)}",
        "isAccessibleForFree": row.series.is_free,
        "offers": _offer(row, url),
        "typicalAgeRange": _ages(row),
        "maximumAttendeeCapacity": row.series.capacity,
        "inLanguage": _LANGUAGES.get(Language(row.series.language), []),
        "location": _place(row, url),
        "image": image,
        "organizer": {
            "@type": "Library",
            "name": row.library.label if row.library else settings.WAGTAIL_SITE_NAME,
            "url": settings.PORTAL_BASE_URL,
        },
    }
    if row.presenter_label:
        data["performer"] = {"@type": "Person", "name": row.presenter_label}
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}


def _moment(row: Occurrence, moment: Any) -> str:
    return moment.date().isoformat() if row.all_day else moment.isoformat(timespec="minutes")


def _status(row: Occurrence) -> str:
    if row.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if row.is_moved else "EventScheduled"


def _attendance(row: Occurrence) -> str:
    return "OnlineEventAttendanceMode" if row.is_online else "OfflineEventAttendanceMode"


def _offer(row: Occurrence, url: str) -> dict[str, Any]:
    if row.series.is_free:
        return {}
    return {
        "@type": "Offer",
        "price": f"{row.series.price:.2f}",
        "priceCurrency": CURRENCY,
        "url": url,
    }


def _ages(row: Occurrence) -> str:
    """“3-6”, “8-”, “-12”."""
    first, last = row.series.min_age, row.series.max_age
    if first is None and last is None:
        return ""
    return f"{'' if first is None else first}-{'' if last is None else last}"


def _place(row: Occurrence, url: str) -> dict[str, Any]:
    """Where it is. Online it is on our own page: the link itself is for those who registered."""
    if row.is_online:
        return {"@type": "VirtualLocation", "url": url}
    venue = row.venue
    if venue is None:
        named = {"name": row.space_label, "address": row.address_label}
        known = {key: value for key, value in named.items() if value}
        return {"@type": "Place", **known} if known else {}
    return {
        "@type": "Library",
        "name": " ".join(filter(None, [venue.label, row.space_label])),
        "address": venue.address_label,
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(venue.latitude),
            "longitude": float(venue.longitude),
        },
    }
