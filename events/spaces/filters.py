"""How visitors find a room: whatever stands in the address is harmless."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.filters import Chip, Option
from events.filters.reading import SLUG, read_date, read_slugs
from events.schedule.dates import day_label
from events.spaces.enums import SpaceKind
from events.spaces.models import Equipment, Space
from events.spaces.models.spaces import SpaceQuerySet
from portal.core.models import Facility, Library

MAX_PEOPLE = 999


@dataclass(frozen=True)
class SpaceFilters:
    """What a visitor chose. Of equipment and accessibility a room must have all that is named."""

    branch: str = ""
    kinds: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    people: int | None = None
    date: dt.date | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> "SpaceFilters":
        date = read_date(query.get("date", ""))
        branch = query.get("branch", "")
        return cls(
            branch=branch if SLUG.fullmatch(branch) else "",
            kinds=[kind for kind in read_slugs(query.getlist("kind")) if kind in SpaceKind],
            equipment=read_slugs(query.getlist("equipment")),
            access=read_slugs(query.getlist("access")),
            people=_number(query.get("people", "")),
            date=date if date and date >= timezone.localdate() else None,
        )

    def apply(self, rows: SpaceQuerySet) -> SpaceQuerySet:
        if self.branch:
            rows = rows.filter(library__slug=self.branch)
        if self.kinds:
            rows = rows.filter(kind__in=self.kinds)
        if self.people:
            rows = rows.filter(capacity__gte=self.people)
        for slug in self.equipment:
            rows = rows.filter(equipment__slug=slug)
        for slug in self.access:
            rows = rows.filter(accessibility__slug=slug)
        return rows

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The canonical query: the same choice always makes the same address."""
        choices = {"kind": self.kinds, "equipment": self.equipment, "access": self.access}
        single = {
            "branch": self.branch,
            "people": str(self.people or ""),
            "date": self.date.isoformat() if self.date else "",
        }
        many = [(name, value) for name, values in choices.items() for value in sorted(values)]
        return [*((name, value) for name, value in single.items() if value), *many]

    @cached_property
    def options(self) -> dict[str, list[Option]]:
        """What can be chosen: of libraries, equipment and access only what some room has."""
        active = Space.objects.active().order_by()
        terms = {
            "branch": Library.objects.filter(pk__in=active.values("library")),
            "equipment": Equipment.objects.filter(pk__in=active.values("equipment")),
            "access": Facility.objects.filter(pk__in=active.values("accessibility")),
        }
        chosen = {"branch": [self.branch], "equipment": self.equipment, "access": self.access}
        options = {
            name: [Option(row.slug, row.label, row.slug in chosen[name]) for row in rows]
            for name, rows in terms.items()
        }
        options["kind"] = [
            Option(value, str(label), value in self.kinds) for value, label in SpaceKind.choices
        ]
        return options

    @cached_property
    def chips(self) -> list[Chip]:
        labels = {
            (name, option.value): option.label
            for name, options in self.options.items()
            for option in options
        }
        if self.date:
            labels["date", self.date.isoformat()] = day_label(self.date)
        if self.people:
            people = ngettext("%(n)s person", "%(n)s people", self.people) % {"n": self.people}
            labels["people", str(self.people)] = _("for %(people)s") % {"people": people}
        return [
            Chip(labels.get(pair, pair[1]), f"?{urlencode(_without(self.pairs, pair))}")
            for pair in self.pairs
        ]


def _without(pairs: Iterable[tuple[str, str]], gone: tuple[str, str]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair != gone]


def _number(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return min(int(text), MAX_PEOPLE) or None
    return None
