"""How calls for entries and works look to programs."""

import datetime as dt
import uuid
from typing import Literal

from ninja import Schema
from pydantic import Field

from portal.core.webapi import PageOf, Paging, Texts

SITE = "https://portal.library.example"
WORK_UID = "1c9a4be2-6f0d-4a0e-9d6a-3f8b2c7d5e10"
CALL = "hutong-autumn"

Kind = Literal["text", "picture", "pdf", "audio"]
Licence = Literal["library", "print", "cc-by-nc"]
LICENCE = (
    "`library`: shown by the library; `print`: and printed by it; `cc-by-nc`: everybody may pass "
    "it on, with the pen name and not for sale."
)


class WorkParameters(Paging):
    """Which works; all conditions must be met."""

    call: str = Field(
        "",
        pattern=r"^[a-z0-9-]{0,60}$",
        description="The slug of a call: sent in for it.",
        examples=[CALL],
    )
    kind: Literal["", "text", "picture", "pdf", "audio"] = Field(
        "", description="Works of one kind only.", examples=["picture"]
    )


class FileOut(Schema):
    """A file of a work, without what it told of its maker and place. Gone when the work is."""

    kind: Literal["picture", "pdf", "audio"] = Field(description="What it is.", examples=["pdf"])
    type: str = Field(description="Its media type.", examples=["application/pdf"])
    size: int = Field(description="In bytes.", examples=[204_800])
    width: int | None = Field(description="Of a picture, in pixels.", examples=[None])
    height: int | None = Field(description="Of a picture, in pixels.", examples=[None])
    pages: int | None = Field(description="Of a PDF.", examples=[3])
    seconds: int | None = Field(description="Of a recording.", examples=[None])
    description: str = Field(
        description="For who cannot see it; may be empty.", examples=["一棵槐树"]
    )
    address: str = Field(description="The file.", examples=[f"{SITE}/works/files/{WORK_UID}/"])
    preview: str | None = Field(
        description="A small JPEG of it, where there is one.",
        examples=[f"{SITE}/works/files/{WORK_UID}/small/"],
    )


class WorkLinks(Schema):
    """Where to go on from here."""

    self: str = Field(
        description="This work in the interface.", examples=[f"{SITE}/api/v1/works/{WORK_UID}"]
    )
    page: dict[str, str] = Field(
        description="The page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/works/{WORK_UID}/"}],
    )
    author: dict[str, str] = Field(
        description="What the same pen name has made, by language; empty for children and while "
        "the name is kept back.",
        examples=[{"zh-hans": f"{SITE}/works/by/k3m9x2pqrs/"}],
    )


class WorkOut(Schema):
    """What a reader has made and published, in the language it was written in."""

    uid: uuid.UUID = Field(description="Stays when the work is changed.", examples=[WORK_UID])
    kind: Kind = Field(description="What it mainly is.", examples=["picture"])
    title: str = Field(description="Never empty.", examples=["雪里的鼓楼"])
    text: str = Field(
        description="Plain text with line breaks; may be empty.", examples=["一场雪。"]
    )
    pen_name: str | None = Field(
        description="All that is known of who made it; null while a call is judged and keeps "
        "names back.",
        examples=["灯下一盏"],
    )
    call: str | None = Field(
        description="The slug of the call it was sent in for; see `/works/calls/{slug}`.",
        examples=[CALL],
    )
    category: Texts
    age_group: Texts
    prize: Texts = Field(
        description="What it has won, once that is out; empty otherwise.",
        examples=[{"zh-hans": "一等奖", "en": "First prize"}],
    )
    licence: Licence = Field(description=LICENCE, examples=["print"])
    likes: int = Field(description="How many readers like it.", examples=[9])
    files: list[FileOut] = Field(description="Its files, in order; may be empty.")
    published: dt.datetime = Field(
        description="When it was published.", examples=["2026-03-05T12:00:00+08:00"]
    )
    links: WorkLinks


class WorkListOut(PageOf[WorkOut]):
    """A page of works."""


class AgeGroupOut(Schema):
    """Who competes with each other, by age on the day the call closes."""

    name: Texts
    age_from: int | None = Field(description="In years.", examples=[13])
    age_to: int | None = Field(description="In years, included.", examples=[17])


class PrizeOut(Schema):
    """What can be won in each category and age group."""

    name: Texts
    number: int = Field(description="How often it is given.", examples=[2])
    what: Texts = Field(description="What one gets; may be empty.", examples=[{"zh-hans": "书"}])


class CallLinks(Schema):
    """Where to go on from here."""

    self: str = Field(
        description="This call in the interface.", examples=[f"{SITE}/api/v1/works/calls/{CALL}"]
    )
    works: str = Field(
        description="What was sent in and published.", examples=[f"{SITE}/api/v1/works?call={CALL}"]
    )
    page: dict[str, str] = Field(
        description="The page for readers, by language.",
        examples=[{"zh-hans": f"{SITE}/works/calls/{CALL}/"}],
    )
    feed: dict[str, str] = Field(
        description="Its gallery as an Atom feed, by language.",
        examples=[{"zh-hans": f"{SITE}/feeds/works/{CALL}.xml"}],
    )


class CallOut(Schema):
    """A call for entries."""

    slug: str = Field(description="Its name in addresses.", examples=[CALL])
    title: Texts
    summary: Texts
    state: Literal["coming", "open", "judging", "results", "over"] = Field(
        description="How it stands.", examples=["open"]
    )
    opens: dt.datetime = Field(
        description="From when works are taken.", examples=["2026-11-01T09:00:00+08:00"]
    )
    closes: dt.datetime = Field(description="Until when.", examples=["2026-12-01T21:00:00+08:00"])
    results_on: dt.date | None = Field(
        description="When the winners are shown.", examples=["2026-12-20"]
    )
    takes: list[Kind] = Field(description="The kinds of work it takes.", examples=[["picture"]])
    per_person: int = Field(description="How many works one person can send in.", examples=[2])
    licence: Licence = Field(description=LICENCE, examples=["print"])
    categories: list[Texts] = Field(description="May be empty.", examples=[[{"zh-hans": "图画"}]])
    age_groups: list[AgeGroupOut] = Field(description="May be empty: for everybody.")
    prizes: list[PrizeOut] = Field(description="May be empty.")
    links: CallLinks


class CallListOut(PageOf[CallOut]):
    """A page of calls."""
