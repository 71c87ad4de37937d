"""How figures look to programs."""

import datetime as dt
from enum import StrEnum

from ninja import Schema
from pydantic import Field

from portal.core.webapi import PageOf, Texts

Code = Field(description="The code of the figure.", examples=["visits"])


class CombineOut(StrEnum):
    """`sum`: months add up; `last`: the last one counts; `ratio`: one divided by another."""

    SUM = "sum"
    LAST = "last"
    RATIO = "ratio"


class PeriodOut(StrEnum):
    """How long a time a number speaks of."""

    MONTH = "month"
    YEAR = "year"


class IndicatorOut(Schema):
    """One figure and what it means."""

    code: str = Code
    name: Texts
    definition: Texts
    unit: Texts
    decimals: int = Field(description="Decimal places that are shown.", examples=[0])
    standard: str = Field(
        description="The standard it follows; may be empty.", examples=["ISO 2789:2022"]
    )
    source: str = Field(
        description="Who writes it: ils, portal, form, import or computed.", examples=["form"]
    )
    cadence: str = Field(description="Counted by day, month or year.", examples=["month"])
    combine: CombineOut
    numerator: str | None = Field(
        description="Of a ratio: the code of what is divided.", examples=[None]
    )
    denominator: str | None = Field(
        description="Of a ratio: the code of what it is divided by.", examples=[None]
    )
    factor: float = Field(description="Of a ratio: times what.", examples=[1000])
    topic: str = Field(description="What it belongs to.", examples=["use"])


class IndicatorListOut(PageOf[IndicatorOut]):
    """A page of figures."""


class NumberOut(Schema):
    """The number of a figure at one library in a month or a year."""

    indicator: str = Code
    library: str = Field(description="The code of the library.", examples=["DC01"])
    period: PeriodOut
    start: dt.date = Field(description="Its first day.", examples=["2026-03-01"])
    value: float = Field(
        description="The number. What nobody has entered is absent, and is not 0.", examples=[1234]
    )


class NumberListOut(PageOf[NumberOut]):
    """A page of numbers."""
