"""How events look to programs. Only what everybody may know: tests/events/test_api holds that."""

import datetime as dt
import uuid
from enum import StrEnum

from ninja import Schema
from pydantic import Field

from portal.core.api.schemas import LibraryRef, PositionOut
from portal.core.webapi import PageOf, Texts

SITE = "https://portal.library.example"
SERIES_UID = "5f0c5f5e-8a55-4c8f-9a5e-2f3a1d0f6c11"
DATE_UID = "0b9f6a52-3b0e-4f0e-8f59-7a1f5b1f0a77"


class PlaceKindOut(StrEnum):
    """In a library, at another place, or online."""

    LIBRARY = "library"
    ELSEWHERE = "elsewhere"
    ONLINE = "online"


class StateOut(StrEnum):
    """A cancelled date stays listed, so that everybody learns of it."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


class RegistrationOut(StrEnum):
    """How people come to have a place: see the page of the date for when and how."""

    NONE = "none"
    OPEN = "open"
    FIRST_COME = "first_come"
    DRAW = "draw"
    STAFF_ONLY = "staff_only"
    EXTERNAL = "external"


class PlaceOut(Schema):
    """Where it takes place. The link of an online event is told only to those who registered."""

    kind: PlaceKindOut
    room: Texts = Field(
        description="A room, or the name of another place; may be empty.",
        examples=[{"zh-hans": "少儿活动室", "en": "Children’s room"}],
    )
    address: Texts = Field(
        description="Street and number; empty online.", examples=[{"zh-hans": "交道口东大街 85 号"}]
    )
    position: PositionOut | None = Field(description="Known for libraries.")


class AgesOut(Schema):
    """For whom by age, in years; both ends included."""

    min: int | None = Field(description="Null: from birth.", examples=[3])
    max: int | None = Field(description="Null: no upper end.", examples=[6])


class PriceOut(Schema):
    """What taking part costs."""

    amount: str = Field(description="A decimal number; `0.00` is free.", examples=["0.00"])
    currency: str = Field(description="ISO 4217.", examples=["CNY"])
    note: Texts = Field(
        description="May be empty.", examples=[{"zh-hans": "含材料", "en": "materials included"}]
    )


class EventOut(Schema):
    """What a series and each of its dates have in common."""

    uid: uuid.UUID = Field(description="Never changes.", examples=[DATE_UID])
    kind: str = Field(
        description="`single`, `series`, `course`, `drop_in`, `exhibition` or `multi_day`.",
        examples=["series"],
    )
    title: Texts
    summary: Texts = Field(
        description="One or two sentences; may be empty.",
        examples=[
            {"zh-hans": "给 3 到 6 岁孩子讲故事。", "en": "Stories for children aged 3 to 6."}
        ],
    )
    how_to_take_part: Texts = Field(
        description="In words; may be empty.",
        examples=[{"zh-hans": "免费，无需预约", "en": "Free, no booking needed"}],
    )
    all_day: bool = Field(description="Without a time of day.", examples=[False])
    zone: str = Field(description="The zone its clock follows.", examples=["Asia/Shanghai"])
    library: LibraryRef | None = Field(description="Whose event it is, or where; null: neither.")
    place: PlaceOut
    language: str = Field(
        description="Spoken: `zh`, `en`, `zh-en` (both) or `other`.", examples=["zh"]
    )
    audiences: list[str] = Field(description="Slugs of audiences.", examples=[["children"]])
    topics: list[str] = Field(description="Slugs of topics.", examples=[["picture-books"]])
    access: list[str] = Field(
        description="Slugs of provisions for access.", examples=[["sign-language"]]
    )
    ages: AgesOut
    price: PriceOut
    registration: RegistrationOut
    capacity: int | None = Field(description="Places of each date; null: no limit.", examples=[30])
    updated: dt.datetime = Field(
        description="When it last changed visibly.", examples=["2026-02-20T09:30:00+08:00"]
    )


class SeriesLinks(Schema):
    """Where to go on."""

    self: str = Field(
        description="This series, here.", examples=[f"{SITE}/api/v1/events/series/{SERIES_UID}"]
    )
    occurrences: str = Field(
        description="Its coming dates, here.",
        examples=[f"{SITE}/api/v1/events/occurrences?series={SERIES_UID}"],
    )
    page: Texts = Field(
        description="Its page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/events/story-time/"}],
    )
    calendar: str = Field(
        description="Its iCalendar feed to subscribe to.",
        examples=[f"{SITE}/cal/s/{SERIES_UID}.ics"],
    )


class SeriesOut(EventOut):
    """An event, or a series of them."""

    when: Texts = Field(
        description="The schedule in words.",
        examples=[{"zh-hans": "每周六 10:00–11:00", "en": "every Saturday 10:00–11:00"}],
    )
    first_day: dt.date = Field(description="From this day on.", examples=["2026-03-07"])
    last_day: dt.date | None = Field(
        description="Until this day, if an end is set.", examples=["2026-12-26"]
    )
    partners: Texts = Field(
        description="Whom the library does this with; may be empty.",
        examples=[{"zh-hans": "区少年宫"}],
    )
    links: SeriesLinks


class OccurrenceLinks(Schema):
    """Where to go on."""

    self: str = Field(
        description="This date, here.", examples=[f"{SITE}/api/v1/events/occurrences/{DATE_UID}"]
    )
    series: str = Field(
        description="Its series, here.", examples=[f"{SITE}/api/v1/events/series/{SERIES_UID}"]
    )
    page: Texts = Field(
        description="Its page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/events/o/{DATE_UID}/"}],
    )
    calendar: str = Field(
        description="The date as an iCalendar file.", examples=[f"{SITE}/events/o/{DATE_UID}.ics"]
    )


class OccurrenceOut(EventOut):
    """One date."""

    series: uuid.UUID = Field(description="The uid of its series.", examples=[SERIES_UID])
    state: StateOut
    is_moved: bool = Field(
        description="Somebody gave this one date another time.", examples=[False]
    )
    start: dt.datetime = Field(
        description="With the offset of the zone.", examples=["2026-03-07T10:00:00+08:00"]
    )
    end: dt.datetime = Field(
        description="With the offset of the zone.", examples=["2026-03-07T11:00:00+08:00"]
    )
    first_day: dt.date = Field(description="The library’s calendar day.", examples=["2026-03-07"])
    last_day: dt.date = Field(
        description="The same, or a later one for what lasts several days.",
        examples=["2026-03-07"],
    )
    note: Texts = Field(
        description="What is special about this date, for example why it was cancelled.",
        examples=[{"zh-hans": "讲师临时有事", "en": "The speaker is ill"}],
    )
    places_left: int | None = Field(
        description="Null: not limited, or not counted here. A minute old at most.", examples=[12]
    )
    sequence: int = Field(description="Rises with every visible change.", examples=[0])
    links: OccurrenceLinks


class SeriesListOut(PageOf[SeriesOut]):
    """A page of series."""


class OccurrenceListOut(PageOf[OccurrenceOut]):
    """A page of dates."""
