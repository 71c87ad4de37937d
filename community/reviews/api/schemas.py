"""How reviews look to programs."""

import datetime as dt
import uuid
from typing import Literal

from ninja import Schema
from pydantic import Field

from portal.core.webapi import PageOf, Paging

SITE = "https://portal.library.example"
REVIEW_UID = "7d0e2f7a-94a4-4a59-8a58-6f3e0d1c2b11"
MAX_KEY = 2**63 - 1


class ReviewParameters(Paging):
    """Which reviews; all conditions must be met."""

    work: int | None = Field(
        None,
        ge=1,
        le=MAX_KEY,
        description="The key of a work: about any edition of it.",
        examples=[811],
    )
    record: int | None = Field(
        None,
        ge=1,
        le=MAX_KEY,
        description="The key of a record: about the work it belongs to.",
        examples=[1201],
    )
    kind: Literal["", "review", "response"] = Field(
        "", description="Short reviews or longer reading responses only.", examples=["review"]
    )
    picks: bool = Field(False, description="`1`: only what editors picked.", examples=[True])


class BookRef(Schema):
    """What it is about."""

    work: int = Field(description="The same for all editions and volumes.", examples=[811])
    record: int | None = Field(
        description="The newest edition that is offered; see `/records/{id}`.", examples=[1201]
    )
    title: str = Field(description="Never empty.", examples=["骆驼祥子"])
    author: str = Field(description="May be empty.", examples=["老舍"])


class ReviewLinks(Schema):
    """Where to go on from here."""

    self: str = Field(
        description="This review in the interface.",
        examples=[f"{SITE}/api/v1/reviews/{REVIEW_UID}"],
    )
    page: dict[str, str] = Field(
        description="The page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/reviews/{REVIEW_UID}/"}],
    )
    author: dict[str, str] = Field(
        description="What the same pen name has written, by language; empty for children.",
        examples=[{"zh-hans": f"{SITE}/reviews/by/k3m9x2pqrs/"}],
    )


class ReviewOut(Schema):
    """What a reader has published about a book: plain text, in the language it was written in."""

    uid: uuid.UUID = Field(description="Stays when the words are changed.", examples=[REVIEW_UID])
    kind: Literal["review", "response"] = Field(
        description="A short review, or a reading response.", examples=["review"]
    )
    rating: int | None = Field(description="1 to 5; null if none was given.", examples=[5])
    title: str = Field(description="May be empty.", examples=["车是怎么没的"])
    text: str = Field(description="Plain text with line breaks.", examples=["京味儿真足。"])
    has_spoiler: bool = Field(
        description="It gives away the ending: hide it until it is asked for.", examples=[False]
    )
    age_from: int | None = Field(
        description="The youngest age the book fits, in the reviewer's eyes.", examples=[14]
    )
    age_to: int | None = Field(description="The oldest age it fits.", examples=[None])
    pen_name: str = Field(description="All that is known of who wrote it.", examples=["西四看车人"])
    book: BookRef
    helpful: int = Field(description="How many readers found it helpful.", examples=[9])
    is_picked: bool = Field(description="Whether editors picked it.", examples=[True])
    published: dt.datetime = Field(
        description="When it was published.", examples=["2026-03-05T12:00:00+08:00"]
    )
    edited: dt.datetime | None = Field(
        description="When its words were last changed, if they were.", examples=[None]
    )
    links: ReviewLinks


class ReviewListOut(PageOf[ReviewOut]):
    """A page of reviews."""
