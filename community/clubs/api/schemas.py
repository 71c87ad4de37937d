"""How clubs and lead readers look to programs."""

import uuid
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from portal.core.api.schemas import LibraryRef
from portal.core.webapi import PageOf, Paging, TermOut, Texts

SITE = "https://portal.library.example"
CLUB = "long-readers"
LEAD = "shen-zhiwei"
SERIES_UID = "5f0c5f5e-8a55-4c8f-9a5e-2f3a1d0f6c11"
DATE_UID = "0b9f6a52-3b0e-4f0e-8f59-7a1f5b1f0a77"

Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
Slugs = Annotated[list[Slug], Field(max_length=20)]


class ClubParameters(Paging):
    """Which clubs; all conditions must be met."""

    branch: Slugs = Field([], description="Slugs of libraries, any of them.", examples=[["first"]])
    audience: Slugs = Field(
        [], description="Slugs of audiences, any of them.", examples=[["adults"]]
    )


class ClubBookOut(Schema):
    """What a club reads."""

    record: int = Field(description="Its record; see `/records/{id}`.", examples=[1201])
    work: int | None = Field(description="The same for all editions.", examples=[811])
    title: str = Field(description="Never empty.", examples=["百年孤独"])
    month: str = Field(description="Since which month.", examples=["2026-03"])
    copies: int = Field(
        description="How many copies lie ready for the club; 0 if none.", examples=[20]
    )


class ClubLinks(Schema):
    """Where to go on from here."""

    self: str = Field(
        description="This club in the interface.", examples=[f"{SITE}/api/v1/clubs/{CLUB}"]
    )
    page: dict[str, str] = Field(
        description="The page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/clubs/{CLUB}/"}],
    )


class ClubOut(Schema):
    """A book club."""

    slug: str = Field(description="Its name in addresses.", examples=[CLUB])
    name: Texts
    summary: Texts
    when: Texts = Field(
        description="When it mostly meets, in words.",
        examples=[{"zh-hans": "隔周周日 14:00", "en": "every second Sunday, 14:00"}],
    )
    library: LibraryRef
    audiences: list[TermOut] = Field(description="For whom it is.")
    min_age: int | None = Field(description="In years; null for no limit.", examples=[7])
    max_age: int | None = Field(description="In years, included.", examples=[12])
    joining: Literal["open", "meetings", "members"] = Field(
        description="Just come; book each meeting; or become a member.", examples=["members"]
    )
    places: int | None = Field(
        description="For members; null where there is no limit.", examples=[16]
    )
    places_left: int | None = Field(
        description="0 where somebody waits; null where there is no limit.", examples=[0]
    )
    series: uuid.UUID | None = Field(
        description="The series of its meetings; see `/events/series/{uid}`.",
        examples=[SERIES_UID],
    )
    next_meeting: uuid.UUID | None = Field(
        description="The next of them; see `/events/occurrences/{uid}`.", examples=[DATE_UID]
    )
    reading: ClubBookOut | None = Field(description="What it reads now.")
    leads: list[str] = Field(description="The slugs of its lead readers.", examples=[[LEAD]])
    links: ClubLinks


class ClubListOut(PageOf[ClubOut]):
    """A page of clubs."""


class LeadOut(Schema):
    """A lead reader, as the library introduces them."""

    slug: str = Field(description="Their name in addresses.", examples=[LEAD])
    name: Texts
    line: Texts
    introduction: Texts
    library: LibraryRef
    topics: list[TermOut] = Field(description="Their fields.")
    page: dict[str, str] = Field(
        description="The page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/clubs/leads/{LEAD}/"}],
    )


class LeadListOut(PageOf[LeadOut]):
    """A page of lead readers."""
