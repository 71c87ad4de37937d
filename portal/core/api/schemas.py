"""How the libraries look to programs."""

import datetime as dt
from enum import StrEnum

from ninja import Schema
from pydantic import Field

from portal.core.webapi import PageOf, TermOut, Texts

Clock = Field(description="Wall clock at the library, `24:00` is midnight.", examples=["09:00"])


class LevelOut(StrEnum):
    """`main`, or below it `branch`, or below that `room`."""

    MAIN = "main"
    BRANCH = "branch"
    ROOM = "room"


class PositionOut(Schema):
    """A point of the map (WGS 84)."""

    latitude: float = Field(description="Degrees north.", examples=[39.925])
    longitude: float = Field(description="Degrees east.", examples=[116.41])


class LibraryRef(Schema):
    """Which library; the whole of it is at `/libraries/{code or slug}`."""

    code: str = Field(description="The code the catalogue uses.", examples=["DC01"])
    slug: str = Field(description="What the filter `branch` takes.", examples=["first"])
    name: Texts


class SpanOut(Schema):
    """One opening."""

    opens: str = Clock
    closes: str = Clock


class WeekdayOut(Schema):
    """The openings of one day of an ordinary week; a day not listed has none."""

    weekday: int = Field(description="1 is Monday, 7 Sunday (ISO 8601).", examples=[6])
    spans: list[SpanOut] = Field(description="Two where there is a break.")


class DayOut(Schema):
    """What holds on one day, holidays and exceptions included."""

    date: dt.date = Field(description="The day.", examples=["2026-10-01"])
    spans: list[SpanOut] = Field(description="Empty: closed.")
    reason: Texts = Field(description="Why it is not like any other such weekday; mostly empty.")


class HoursOut(Schema):
    """When a library is open."""

    zone: str = Field(description="The zone of all clocks.", examples=["Asia/Shanghai"])
    week: list[WeekdayOut] = Field(description="An ordinary week.")
    days: list[DayOut] = Field(description="Today and the 13 days after it, as they really are.")


class FacilityOut(TermOut):
    """Something a library has."""

    is_accessibility: bool = Field(
        description="Whether it makes the library usable for more people.", examples=[True]
    )


class LibraryLinks(Schema):
    """Where to go on."""

    self: str = Field(
        description="This library, here.",
        examples=["https://portal.library.example/api/v1/libraries/first"],
    )
    page: Texts = Field(
        description="Its page for readers, by language; empty if it has none.",
        examples=[{"zh-hans": "https://portal.library.example/libraries/first/"}],
    )


class LibraryOut(LibraryRef):
    """A place of the network: a main library, a branch or a reading room."""

    short_name: Texts
    level: LevelOut
    parent: str | None = Field(
        description="The code of the library one level above; null for a main library.",
        examples=["DC01"],
    )
    address: Texts = Field(
        description="Street and number.", examples=[{"zh-hans": "交道口东大街 85 号"}]
    )
    directions: Texts = Field(
        description="How to get there; may be empty.", examples=[{"en": "Metro line 5"}]
    )
    position: PositionOut
    phone: str = Field(description="May be empty.", examples=["010-64051155"])
    email: str = Field(description="May be empty.", examples=["first@library.example"])
    hours: HoursOut
    facilities: list[FacilityOut] = Field(description="What the library has.")
    links: LibraryLinks


class LibraryListOut(PageOf[LibraryOut]):
    """A page of libraries."""
