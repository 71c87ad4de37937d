"""Series and dates as programs read them, in all languages at once."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from events.enums import Kind, RegistrationMode, State
from events.models import EventSeries, Occurrence
from events.schedule.wording import describe_schedule
from portal.core.api.describing import library_ref, position
from portal.core.webapi import absolute, bilingual, in_each_language

from . import schemas

CURRENCY = "CNY"
# Nobody is counted where people just come, or register somewhere else.
COUNTED = {RegistrationMode.FIRST_COME, RegistrationMode.DRAW, RegistrationMode.STAFF_ONLY}


def describe_series(series: EventSeries, pages: Mapping[str, str]) -> schemas.SeriesOut:
    """*pages* are the paths of its page by language."""
    uid = series.translation_key
    several = series.kind != Kind.SINGLE
    return schemas.SeriesOut(
        **_common(series, series),
        uid=uid,
        place=_place(series, series.place_kind),
        updated=series.ical_modified.astimezone(ZoneInfo(series.tz)),
        when=in_each_language(lambda: describe_schedule(series, has_several_dates=several)),
        first_day=series.start_date,
        last_day=series.ends_on,
        partners=bilingual(series, "partners"),
        links=schemas.SeriesLinks(
            self=series_address(uid),
            occurrences=absolute(f"{reverse('api-1:list_occurrences')}?series={uid}"),
            page={code: absolute(path) for code, path in pages.items()},
            calendar=absolute(
                _in_source(lambda: reverse("events:lasting_series_feed", args=[uid]))
            ),
        ),
    )


def describe_occurrence(row: Occurrence) -> schemas.OccurrenceOut:
    kind = "library" if row.has_library_of_its_own else row.series.place_kind
    return schemas.OccurrenceOut(
        **_common(row.series, row),
        uid=row.uid,
        place=_place(row, kind),
        updated=row.ical_modified.astimezone(row.zone),
        series=row.series.translation_key,
        state=row.state,
        is_moved=row.is_moved,
        start=row.local_start,
        end=row.local_end,
        first_day=row.local_date,
        last_day=row.last_date,
        note=bilingual(row, "note"),
        places_left=_places_left(row),
        sequence=row.sequence,
        links=schemas.OccurrenceLinks(
            self=absolute(reverse("api-1:get_occurrence", args=[row.uid])),
            series=series_address(row.series.translation_key),
            page=in_each_language(lambda: absolute(reverse("events:occurrence", args=[row.uid]))),
            calendar=absolute(
                _in_source(lambda: reverse("events:occurrence_file", args=[row.uid]))
            ),
        ),
    )


def series_address(uid: UUID) -> str:
    return absolute(reverse("api-1:get_series", args=[uid]))


def _common(series: EventSeries, row: EventSeries | Occurrence) -> dict[str, Any]:
    """*row* says where: a date may have a library of its own."""
    return {
        "kind": series.kind,
        "title": _texts(series, "title"),
        "summary": _texts(series, "summary"),
        "how_to_take_part": _texts(series, "registration_note"),
        "all_day": series.all_day,
        "zone": series.tz,
        "library": library_ref(row.library) if row.library else None,
        "language": series.language,
        "audiences": [term.slug for term in series.audiences.all()],
        "topics": [term.slug for term in series.topics.all()],
        "access": [term.slug for term in series.provisions.all()],
        "ages": schemas.AgesOut(min=series.min_age, max=series.max_age),
        "price": schemas.PriceOut(
            amount=f"{series.price:.2f}", currency=CURRENCY, note=bilingual(series, "price_note")
        ),
        "registration": series.registration,
        "capacity": series.capacity,
    }


def _texts(series: EventSeries, name: str) -> dict[str, str]:
    return {code: texts[name] for code, texts in series.texts.items() if texts.get(name)}


def _place(row: EventSeries | Occurrence, kind: str) -> schemas.PlaceOut:
    venue = row.venue
    address: dict[str, str] = {}
    if venue:
        address = bilingual(venue, "address")
    elif kind == schemas.PlaceKindOut.ELSEWHERE:
        address = bilingual(row if isinstance(row, EventSeries) else row.series, "address")
    return schemas.PlaceOut(
        kind=kind,
        room=bilingual(row, "space"),
        address=address,
        position=position(venue) if venue else None,
    )


def _places_left(row: Occurrence) -> int | None:
    capacity = row.series.capacity
    if capacity is None or row.series.registration not in COUNTED:
        return None
    return max(capacity - row.people, 0) if row.state == State.SCHEDULED else 0


def _in_source(make: Callable[[], str]) -> str:
    return in_each_language(make)[settings.LANGUAGE_CODE]
