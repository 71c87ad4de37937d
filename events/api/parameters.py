"""The filters of what's on as parameters. Unlike there, what cannot be understood is refused."""

import datetime as dt
import uuid
from typing import Annotated, Any, Literal

from django.utils import timezone
from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from events.filters import Filters
from events.filters.reading import MAX_CHOICES, MAX_TEXT, read_date, read_text
from portal.core.webapi import Paging


def _day(value: Any) -> dt.date:
    date = read_date(value) if isinstance(value, str) else value
    if date is None:
        raise ValueError("A day is written as 2026-03-07, from the years 2000 to 2099.")
    return date


Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
Slugs = Annotated[list[Slug], Field(max_length=MAX_CHOICES)]
Day = Annotated[dt.date, BeforeValidator(_day)]


class EventParameters(Paging):
    """Which dates; all conditions must be met."""

    from_: Day | None = Field(
        None,
        alias="from",
        description="The first day. Without it, today; the past is there to be asked for.",
        examples=["2026-03-07"],
    )
    to: Day | None = Field(None, description="The last day, included.", examples=["2026-03-31"])
    branch: Slugs = Field(
        [],
        description="Slugs of libraries; give it several times for any of several.",
        examples=[["first"]],
    )
    audience: Slugs = Field(
        [], description="Slugs of audiences, any of them.", examples=[["children"]]
    )
    age: int | None = Field(
        None, ge=0, le=17, description="The age of a child in whole years.", examples=[5]
    )
    topic: Slugs = Field(
        [], description="Slugs of topics, any of them.", examples=[["local-history"]]
    )
    language: list[Literal["zh", "en", "other"]] = Field(
        [],
        max_length=3,
        description="The language spoken, any of them; what is bilingual counts for both.",
        examples=[["en"]],
    )
    access: Slugs = Field(
        [],
        description="Slugs of provisions for access; all of them must be there.",
        examples=[["sign-language"]],
    )
    places: bool = Field(
        False, description="`1`: only dates to which somebody can still come.", examples=[True]
    )
    q: str = Field(
        "",
        max_length=MAX_TEXT,
        description="Words in titles, texts or names of libraries, in any language.",
        examples=["故事"],
    )

    @field_validator("to")
    @classmethod
    def _in_order(cls, to: dt.date | None, about: ValidationInfo) -> dt.date | None:
        first = about.data.get("from_")
        if first and to and to < first:
            raise ValueError("This day lies before `from`.")
        return to

    def filters(self) -> Filters:
        return Filters(
            chosen={
                "branch": self.branch,
                "audience": self.audience,
                "age": [] if self.age is None else [str(self.age)],
                "topic": self.topic,
                "language": list(self.language),
                "access": self.access,
                "places": ["1"] if self.places else [],
            },
            first=self.from_ or timezone.localdate(),
            last=self.to,
            text=read_text(self.q),
        )


class OccurrenceParameters(EventParameters):
    """Dates may also be asked for by their series."""

    series: uuid.UUID | None = Field(
        None,
        description="The uid of a series: only its dates.",
        examples=["5f0c5f5e-8a55-4c8f-9a5e-2f3a1d0f6c11"],
    )
