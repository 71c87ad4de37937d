"""What a visitor may narrow the list of clubs by. Unknown words in an address are ignored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import F, Q

from community.clubs.enums import Joining
from community.clubs.models import Club
from community.clubs.models.club import ClubQuerySet
from events.filters.reading import SLUG
from portal.core.models import Audience, Library


@dataclass(frozen=True, slots=True)
class ClubFilters:
    branch: str = ""
    audience: str = ""
    joining: str = ""
    places: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        joining = query.get("joining", "")
        return cls(
            branch=_slug(query.get("branch", "")),
            audience=_slug(query.get("audience", "")),
            joining=joining if joining in Joining.values else "",
            places=query.get("places") == "1",
        )

    @property
    def is_active(self) -> bool:
        return bool(self.branch or self.audience or self.joining or self.places)

    def apply(self, rows: ClubQuerySet) -> ClubQuerySet:
        if self.branch:
            rows = rows.filter(library__slug=self.branch)
        if self.audience:
            rows = rows.filter(audiences__slug=self.audience)
        if self.joining:
            rows = rows.filter(joining=self.joining)
        return rows.filter(_takes_people()) if self.places else rows

    def query(self) -> str:
        values = {
            "branch": self.branch,
            "audience": self.audience,
            "joining": self.joining,
            "places": "1" if self.places else "",
        }
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def libraries(self) -> list[Library]:
        shown = Club.objects.published().order_by().values("library")
        return list(Library.objects.filter(pk__in=shown))

    @property
    def audiences(self) -> list[Audience]:
        shown = Club.objects.published().order_by().values("audiences")
        return list(Audience.objects.filter(pk__in=shown))

    @property
    def ways(self) -> list[tuple[str, str]]:
        return [(way.value, str(way.label)) for way in Joining]


def _takes_people() -> Q:
    """Clubs one can come to now: without members, or with a free place and nobody who waits."""
    free = Q(circle__capacity__isnull=True) | Q(circle__taken__lt=F("circle__capacity"))
    return ~Q(joining=Joining.MEMBERS) | (Q(circle__waiting=0) & free)


def _slug(text: str) -> str:
    return text if SLUG.fullmatch(text) else ""
