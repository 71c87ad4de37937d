"""How books look to programs. Nothing of readers, and nothing of copies but where they are."""

import datetime as dt
from enum import StrEnum

from ninja import Schema
from pydantic import Field

from catalog.enums import ClcClass, HoldingStatus, ReaderGroup
from catalog.ils.values import Freshness
from portal.core.api.schemas import LibraryRef

SITE = "https://portal.library.example"
ISBN = "9787020002207"

StatusOut = StrEnum("StatusOut", {status.name: status.value for status in HoldingStatus})
StatusOut.__doc__ = "Where a copy is; `unknown` is never to be shown as on the shelf."
FreshnessOut = StrEnum("FreshnessOut", {each.name: each.value for each in Freshness})
FreshnessOut.__doc__ = (
    "Asked now, a moment ago, before the library system failed, or known from the last import."
)


class CreatorOut(Schema):
    """Somebody who made the book."""

    name: str = Field(description="As the record writes it.", examples=["老舍"])
    role: str = Field(description="As the record says it; may be empty.", examples=["著"])
    is_main: bool = Field(
        description="Whether an author rather than, say, a translator.", examples=[True]
    )


class RecordLinksOut(Schema):
    """Where to go on from here."""

    self: str = Field(
        description="This record in the interface.", examples=[f"{SITE}/api/v1/records/1201"]
    )
    page: dict[str, str] = Field(
        description="The page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/books/1201/", "en": f"{SITE}/en/books/1201/"}],
    )
    cover: str = Field(
        description="A picture of the cover.", examples=[f"{SITE}/books/1201/cover.svg"]
    )
    availability: str = Field(
        description="Whether it can be had now.",
        examples=[f"{SITE}/api/v1/records/availability?ids=1201"],
    )


class RecordOut(Schema):
    """One edition of a book, in the language of the record."""

    id: int = Field(description="Its key in the portal, which stays.", examples=[1201])
    record_id: str = Field(description="Its control number in `source`.", examples=["SYN000001201"])
    source: str = Field(description="The catalogue it came from.", examples=["local"])
    work: int | None = Field(
        description="The same for all editions and volumes of a work.", examples=[811]
    )
    title: str = Field(description="Never empty.", examples=["骆驼祥子"])
    subtitle: str = Field(description="May be empty.", examples=[""])
    volume: str = Field(description="May be empty.", examples=[""])
    creators: list[CreatorOut]
    edition: str = Field(description="May be empty.", examples=["第2版"])
    place: str = Field(description="Where it was published; may be empty.", examples=["北京"])
    publisher: str = Field(description="May be empty.", examples=["燕岭书局"])
    year: int | None = Field(description="Of this edition; null if not known.", examples=[2019])
    extent: str = Field(description="May be empty.", examples=["306页"])
    series: str = Field(description="May be empty.", examples=[""])
    summary: str = Field(description="May be empty.", examples=["一辆车拉出半座北平的冷暖。"])
    subjects: list[str] = Field(
        description="Subject headings, as the record has them.", examples=[["长篇小说", "中国"]]
    )
    clc: str = Field(description="Class number (中图法); may be empty.", examples=["I246.5"])
    clc_top: str = Field(
        description=f"Main class, one of {' '.join(ClcClass.values)}; may be empty.",
        examples=["I"],
    )
    audience: str = Field(
        description=f"For whom: {', '.join(ReaderGroup.values)}; may be empty.",
        examples=["7-12"],
    )
    language: str = Field(description="ISO 639-2/B; may be empty.", examples=["chi"])
    isbn: list[str] = Field(description="Thirteen digits each.", examples=[[ISBN]])
    is_withdrawn: bool = Field(description="No longer offered; its page stays.", examples=[False])
    changed_at: dt.datetime = Field(
        description="When the record last changed.", examples=["2026-03-05T12:00:00+08:00"]
    )
    links: RecordLinksOut


class CopyOut(Schema):
    """One copy."""

    library: LibraryRef
    status: StatusOut
    call_number: str = Field(description="May be empty.", examples=["I246.5/3"])
    area: str = Field(description="May be empty.", examples=["三层文学借阅区"])
    shelf: str = Field(description="The shelf code; may be empty.", examples=["DQ01-3-07-2-5"])
    due: dt.date | None = Field(
        description="When it is due back, where that is known.", examples=["2026-03-09"]
    )


class AvailabilityOut(Schema):
    """Whether a book can be had, and from when that is known."""

    id: int = Field(description="The record.", examples=[1201])
    available: bool | None = Field(
        description="Null: nobody knows. Never show that as available.", examples=[True]
    )
    freshness: FreshnessOut
    as_of: dt.datetime | None = Field(
        description="From when this is known; null if nobody can tell.",
        examples=["2026-03-05T10:32:00+08:00"],
    )
    is_silent: bool = Field(
        description="The library system was asked and did not answer.", examples=[False]
    )
    queue: int = Field(description="Readers who wait for a copy.", examples=[0])
    copies: list[CopyOut]


class AvailabilityListOut(Schema):
    """The books that were asked for, in that order; unknown ones are left out."""

    items: list[AvailabilityOut]
