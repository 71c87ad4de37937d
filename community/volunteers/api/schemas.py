"""How tasks and shifts look to programs. Nothing of the people who help."""

import datetime as dt
import uuid
from typing import Annotated, Literal

from ninja import Schema
from pydantic import BeforeValidator, Field

from events.filters.reading import read_date
from portal.core.api.schemas import LibraryRef
from portal.core.webapi import PageOf, Paging, TermOut, Texts

SITE = "https://portal.library.example"
TASK = "story-time-helpers"
SHIFT_UID = "3c7b1a52-3b0e-4f0e-8f59-7a1f5b1f0a21"


def _day(value: object) -> object:
    date = read_date(value) if isinstance(value, str) else value
    if date is None:
        raise ValueError("A day is written as 2026-03-07, from the years 2000 to 2099.")
    return date


Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
Slugs = Annotated[list[Slug], Field(max_length=20)]
Day = Annotated[dt.date, BeforeValidator(_day)]
BRANCH = Field([], description="Slugs of libraries, any of them.", examples=[["first"]])


class OpportunityParameters(Paging):
    """Which tasks; all conditions must be met."""

    branch: Slugs = BRANCH
    skill: Slugs = Field(
        [], description="Slugs of skills, any of them.", examples=[["reading-aloud"]]
    )


class ShiftParameters(Paging):
    """Which shifts; all conditions must be met. Those that are over are left out."""

    opportunity: Slug | None = Field(
        None, description="The slug of a task: only its shifts.", examples=[TASK]
    )
    branch: Slugs = BRANCH
    from_: Day | None = Field(
        None, alias="from", description="The first day.", examples=["2026-03-07"]
    )
    to: Day | None = Field(None, description="The last day, included.", examples=["2026-03-31"])
    places: bool = Field(False, description="`1`: only shifts that lack people.", examples=[True])


class OpportunityLinks(Schema):
    """Where to go on from here."""

    self: str = Field(
        description="This task in the interface.",
        examples=[f"{SITE}/api/v1/volunteering/opportunities/{TASK}"],
    )
    shifts: str = Field(
        description="Its shifts.",
        examples=[f"{SITE}/api/v1/volunteering/shifts?opportunity={TASK}"],
    )
    page: dict[str, str] = Field(
        description="The page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/volunteer/{TASK}/"}],
    )


class OpportunityOut(Schema):
    """A task of a library for volunteers."""

    slug: str = Field(description="Its name in addresses.", examples=[TASK])
    title: Texts
    summary: Texts
    tasks: Texts = Field(
        description="What to do, one thing on each line.",
        examples=[{"zh-hans": "布置场地\n带孩子入座", "en": "Set up the room\nSeat the children"}],
    )
    place: Texts
    library: LibraryRef
    skills: list[TermOut] = Field(description="Of use, not asked for.")
    rhythm: Literal["one_off", "recurring"] = Field(
        description="Whether it comes once or again and again.", examples=["recurring"]
    )
    min_age: int = Field(
        description="In years, on the day of the shift; under 18 a guardian consents.",
        examples=[16],
    )
    needs_interview: bool = Field(
        description="The library talks with volunteers first.", examples=[False]
    )
    links: OpportunityLinks


class OpportunityListOut(PageOf[OpportunityOut]):
    """A page of tasks."""


class ShiftLinks(Schema):
    """Where to go on from here."""

    self: str = Field(
        description="This shift in the interface.",
        examples=[f"{SITE}/api/v1/volunteering/shifts/{SHIFT_UID}"],
    )
    page: dict[str, str] = Field(
        description="Where a volunteer signs up, by language.",
        examples=[{"zh-hans": f"{SITE}/volunteer/shifts/{SHIFT_UID}/"}],
    )


class ShiftOut(Schema):
    """When help is wanted, and how many people are."""

    uid: uuid.UUID = Field(description="Stays when it is moved.", examples=[SHIFT_UID])
    opportunity: str = Field(description="The slug of its task.", examples=[TASK])
    title: Texts
    library: LibraryRef
    start: dt.datetime = Field(description="With offset.", examples=["2026-03-07T09:30:00+08:00"])
    end: dt.datetime = Field(description="With offset.", examples=["2026-03-07T11:30:00+08:00"])
    note: Texts
    state: Literal["planned", "cancelled"] = Field(
        description="A cancelled shift stays listed, so that everybody learns of it.",
        examples=["planned"],
    )
    places: int = Field(description="How many people are wanted in all.", examples=[3])
    places_left: int = Field(
        description="How many are still wanted; 0 where somebody waits.", examples=[1]
    )
    waiting: int = Field(description="How many wait for a place.", examples=[0])
    can_sign_up: bool = Field(
        description="Whether volunteers can sign up now, if only to wait.", examples=[True]
    )
    occurrence: uuid.UUID | None = Field(
        description="The date of an event it belongs to; see `/events/occurrences/{uid}`.",
        examples=[None],
    )
    links: ShiftLinks


class ShiftListOut(PageOf[ShiftOut]):
    """A page of shifts."""
