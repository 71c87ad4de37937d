"""Dates for search engines: schema.org/Event as JSON-LD, with what their guidelines ask for."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from events.enums import Language
from events.feeds.text import absolute
from events.models import Occurrence
from portal.core.models import Audience

SCHEMA = "https://schema.org"
CURRENCY = "CNY"
_LANGUAGES = {
    Language.CHINESE: ["zh"],
    Language.ENGLISH: ["en"],
    Language.BOTH: ["zh", "en"],
}


def event_data(
    row: Occurrence, *, image: str = "", audiences: Iterable[Audience] | None = None
) -> dict[str, Any]:
    """One date; what is not known is left out. *audiences* are those of the series, if at hand."""
    groups = list(row.series.audiences.all() if audiences is None else audiences)
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
        "previousStartDate": _planned(row) if row.is_moved else "",
        "isAccessibleForFree": row.series.is_free,
        "offers": _offer(row, url),
        "typicalAgeRange": _ages(row, groups),
        "audience": [_audience(group) for group in groups],
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


def _planned(row: Occurrence) -> str:
    """When a date that was moved would have begun."""
    return _moment(row, dt.datetime.strptime(row.rid, "%Y%m%dT%H%M%S").replace(tzinfo=row.zone))


def _offer(row: Occurrence, url: str) -> dict[str, Any]:
    """What it costs; what is free costs nothing, and says so."""
    capacity = row.series.capacity
    is_full = capacity is not None and row.people >= capacity
    return {
        "@type": "Offer",
        "price": "0" if row.series.is_free else f"{row.series.price:.2f}",
        "priceCurrency": CURRENCY,
        "availability": f"{SCHEMA}/{'SoldOut' if is_full else 'InStock'}",
        "url": url,
    }


def _ages(row: Occurrence, groups: Iterable[Audience]) -> str:
    """“3-6”, “8-”, “-12”: of the event itself, or else of its audiences taken together."""
    first, last = row.series.min_age, row.series.max_age
    if first is None and last is None:
        bands = [a for a in groups if a.min_months is not None or a.max_months]
        if not bands:
            return ""
        first = min((band.min_months or 0) // 12 for band in bands)
        oldest = [band.max_months for band in bands]
        last = max((months - 1) // 12 for months in oldest) if all(oldest) else None
    return f"{'' if first is None else first}-{'' if last is None else last}"


def _audience(audience: Audience) -> dict[str, Any]:
    return {"@type": "PeopleAudience", "audienceType": audience.label}


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
