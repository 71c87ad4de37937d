"""What a visitor may narrow the lists by: a reader group and a topic, both from site data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import QuerySet

from portal.core.models import Audience, Topic


@dataclass(frozen=True, slots=True)
class ListFilters:
    """Unknown words in an address are ignored, so that an old link still answers."""

    audiences: Sequence[Audience]
    topics: Sequence[Topic]
    audience: Audience | None = None
    topic: Topic | None = None

    @classmethod
    def from_query(
        cls, query: Mapping[str, str], *, audiences: Sequence[Audience], topics: Sequence[Topic]
    ) -> Self:
        return cls(
            audiences=audiences,
            topics=topics,
            audience={term.slug: term for term in audiences}.get(query.get("audience", "")),
            topic={term.slug: term for term in topics}.get(query.get("topic", "")),
        )

    def apply(self, lists: QuerySet) -> QuerySet:
        if self.audience:
            lists = lists.filter(audiences=self.audience)
        if self.topic:
            lists = lists.filter(topics=self.topic)
        return lists

    @property
    def is_active(self) -> bool:
        return bool(self.audience or self.topic)

    @property
    def querystring(self) -> str:
        """The filters as an address part, for the links to other pages of the result."""
        chosen = {"audience": self.audience, "topic": self.topic}
        return urlencode({key: term.slug for key, term in chosen.items() if term})
