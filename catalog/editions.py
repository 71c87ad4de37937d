"""A book among the editions and volumes of its work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.availability import Availability
from catalog.models import Record


@dataclass(frozen=True, slots=True)
class Edition:
    record: Record
    availability: Availability


@dataclass(frozen=True, slots=True)
class Editions:
    """*editions* hold the same text as *this*; *volumes* are all its parts, with *this*."""

    this: Edition
    editions: list[Edition] = field(default_factory=list)
    volumes: list[Edition] = field(default_factory=list)

    @classmethod
    def of(
        cls, record: Record, others: Iterable[Record], found: Mapping[int, Availability]
    ) -> "Editions":
        beside = [Edition(other, found[other.pk]) for other in others if other.pk in found]
        this = Edition(record, found[record.pk])
        parts = [edition for edition in beside if edition.record.volume != record.volume]
        if parts:
            parts.append(this)
        return cls(
            this,
            [edition for edition in beside if edition.record.volume == record.volume],
            sorted(parts, key=lambda part: (part.record.title_pinyin, part.record.pk)),
        )

    @property
    def instead(self) -> Edition | None:
        """Another edition with most copies on the shelf, where this one cannot be had."""
        if self.this.availability.is_available and not self.this.record.is_withdrawn:
            return None
        there = [edition for edition in self.editions if edition.availability.is_available]
        return max(there, key=lambda edition: edition.availability.on_shelf, default=None)

    @property
    def instead_text(self) -> str:
        """For example: This edition is out; 2 copies of the 2019 edition are in."""
        if (edition := self.instead) is None:
            return ""
        named = {
            "count": edition.availability.on_shelf,
            "name": _("%(year)s edition") % {"year": edition.record.year}
            if edition.record.year
            else _("other edition"),
        }
        offer = ngettext(
            "%(count)d copy of the %(name)s is on the shelf.",
            "%(count)d copies of the %(name)s are on the shelf.",
            edition.availability.on_shelf,
        )
        return offer % named

    @property
    def totals(self) -> tuple[int, int]:
        """Copies of all editions, and how many of them are on the shelf."""
        answers = [each.availability for each in (self.this, *self.editions)]
        return sum(each.copies for each in answers), sum(each.on_shelf for each in answers)
