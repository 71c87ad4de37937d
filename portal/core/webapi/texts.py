"""Texts in all their languages at once: a program chooses, and asks only once."""

from typing import Annotated, Any

from django.conf import settings
from django.db.models import Model
from ninja import Schema
from pydantic import Field

from .paging import PageOf

Texts = Annotated[
    dict[str, str],
    Field(
        description="The text by language code: `zh-hans`, `en`. Languages without one are absent.",
        examples=[{"zh-hans": "周末故事会", "en": "Weekend story time"}],
    ),
]


class TermOut(Schema):
    """A term of a closed list, such as an audience or a topic."""

    slug: str = Field(description="What filters take.", examples=["children"])
    name: Texts


class TermListOut(PageOf[TermOut]):
    """A page of terms."""


def bilingual(row: Model, field: str) -> dict[str, str]:
    """The two columns of *field* (`portal.core.bilingual`) as one value."""
    found = {settings.LANGUAGE_CODE: getattr(row, field), "en": getattr(row, f"{field}_en")}
    return {code: text for code, text in found.items() if text}


def term(row: Any) -> TermOut:
    return TermOut(slug=row.slug, name=bilingual(row, "name"))
