"""Books like this one, each with the reason why: class, subjects, author and readers they share.

Nobody's loans are looked at. The search index gives candidates, which costs the same in a catalogue
of any size; what is shown is decided here, by rules that can be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.search.backends import get_search_backend

from catalog.models import Record

LOOKED_AT = 80
SHOWN = 6
_TERMS = 5  # subjects that are searched for
# What is said of a book in a row, no more.
_FIELDS = [
    "title", "subtitle", "volume", "creators", "authors_text", "clc", "clc_top", "subjects",
    "audience", "work", "library_codes", "year", "publisher", "edition", "source", "record_id",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Similar:
    record: Record
    clc: str = ""  # the class number both have
    subjects: tuple[str, ...] = ()
    author: str = ""
    audience: str = ""

    @property
    def score(self) -> int:
        return (
            len(self.subjects) * 3
            + bool(self.clc) * 4
            + bool(self.author) * 2
            + bool(self.audience) * 2
        )

    @property
    def why(self) -> str:
        """For example: Same class I247.5 · Also about 北京."""
        reasons = []
        if self.author:
            reasons.append(_("Also by %(name)s") % {"name": self.author})
        if self.clc:
            reasons.append(_("Same class %(number)s") % {"number": self.clc})
        if self.subjects:
            words = pgettext("between names", ", ").join(self.subjects[:2])
            reasons.append(_("Also about %(subjects)s") % {"subjects": words})
        if self.audience:
            reasons.append(_("Also for %(readers)s") % {"readers": self.audience})
        return " · ".join(reasons)


def similar_books(record: Record, limit: int = SHOWN) -> list[Similar]:
    """At most *limit* books of other works, the likest first, spread over the libraries."""
    candidates = [
        _compare(record, other) for other in _candidates(record) if not _is_same(record, other)
    ]
    ranked = sorted(
        (each for each in candidates if each.score), key=lambda each: -each.score
    )  # stable: equals stay in the order of the index
    return _spread(_one_of_each_work(ranked), limit)


def _candidates(record: Record) -> list[Record]:
    """What the index finds by subject and class number, else the newest of the class; one query."""
    offered = Record.objects.recommended()
    keys: list[int] = []
    if words := " ".join([*record.subjects[:_TERMS], record.clc]).strip():
        results = get_search_backend("catalogue").search(
            words, Record.objects.current(), operator="or"
        )
        if record.clc_top:
            results = results.narrow(clc_top=[record.clc_top])
        keys = [hit.pk for hit in results.hits()[:LOOKED_AT]]
    if not keys:
        if not record.clc_top:
            return []
        newest = offered.filter(clc_top=record.clc_top).order_by("-entered", "-pk")
        return list(newest.only(*_FIELDS)[:LOOKED_AT])
    found = offered.only(*_FIELDS).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _is_same(record: Record, other: Record) -> bool:
    return other.pk == record.pk or bool(record.work_id and other.work_id == record.work_id)


def _compare(record: Record, other: Record) -> Similar:
    shared = [name for name in record.main_creators if name in other.main_creators]
    is_for_same = record.audience and other.audience == record.audience
    return Similar(
        other,
        clc=record.clc if record.clc and other.clc == record.clc else "",
        subjects=tuple(subject for subject in record.subjects if subject in other.subjects),
        author=shared[0] if shared else "",
        audience=str(record.get_audience_display()) if is_for_same else "",
    )


def _one_of_each_work(ranked: Iterable[Similar]) -> list[Similar]:
    seen: set[tuple[int | None, int]] = set()
    first = []
    for each in ranked:
        work = each.record.work_id
        key = (work, 0 if work else each.record.pk)
        if key not in seen:
            seen.add(key)
            first.append(each)
    return first


def _spread(ranked: list[Similar], limit: int) -> list[Similar]:
    """Of books that are equally like, first those that a further library holds."""
    chosen: list[Similar] = []
    reached: set[str] = set()
    left = list(ranked)
    while left and len(chosen) < limit:
        best = left[0].score
        equals = [each for each in left if each.score == best]
        pick = max(equals, key=lambda each: len(set(each.record.library_codes) - reached))
        left.remove(pick)
        chosen.append(pick)
        reached.update(pick.record.library_codes)
    return chosen
