"""Keeps works in step with the records that are being written: a few statements for each batch."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from catalog.models import Record, Work
from portal.core import bulk

from .rows import RecordRows


def assign(changed: Sequence[RecordRows]) -> set[int]:
    """Give each record of *changed* its work; return the keys of all works that are touched.

    Call before the records are saved: what they were an edition of is read from their rows.
    """
    former = _former([rows.record.pk for rows in changed if rows.record.pk])
    _rename(changed, former)
    keys = _keys(rows.work_key for rows in changed)
    missing = {rows.work_key: rows.record for rows in changed if rows.work_key not in keys}
    if missing:
        _insert(missing)
        keys |= _keys(missing)
    for rows in changed:
        rows.record.work_id = keys[rows.work_key]
    return {*former.values(), *keys.values()}


def refresh(works: Collection[int]) -> None:
    """Count the editions of *works* that are offered, and find the newest."""
    same = Record.objects.filter(work=OuterRef("pk"))
    count = same.current().order_by().values("work").annotate(n=Count("pk")).values("n")
    newest = same.order_by("is_withdrawn", F("year").desc(nulls_last=True), "-pk").values("pk")[:1]
    Work.objects.filter(pk__in=works).update(
        editions=Coalesce(Subquery(count), 0), record=Subquery(newest)
    )


def _former(records: Sequence[int]) -> dict[int, int]:
    """The works that *records* belong to until now."""
    if not records:
        return {}
    known = Record.objects.filter(pk__in=records, work__isnull=False)
    return dict(known.values_list("pk", "work"))


def _rename(changed: Sequence[RecordRows], former: dict[int, int]) -> None:
    """A work whose only edition gets another title or author stays the same work.

    Where the new title is that of a work that exists, the record moves there instead.
    """
    if not former:
        return
    by_work = {former[rows.record.pk]: rows for rows in changed if rows.record.pk in former}
    moving = _alone(by_work)
    taken = _keys(by_work[work.pk].work_key for work in moving)
    renamed = []
    for work in moving:
        rows = by_work[work.pk]
        if rows.work_key not in taken:
            taken[rows.work_key] = work.pk
            work.key = rows.work_key
            work.title, work.author = _names(rows.record)
            renamed.append(work)
    if renamed:
        Work.objects.bulk_update(renamed, ["key", "title", "author"])


def _alone(by_work: dict[int, RecordRows]) -> list[Work]:
    """Works whose one record is about to leave them."""
    leaving = [pk for pk, key in _named(Work.objects.filter(pk__in=by_work))
               if by_work[pk].work_key != key]  # fmt: skip
    if not leaving:
        return []
    counted = Work.objects.filter(pk__in=leaving).annotate(size=Count("records"))
    return list(counted.filter(size=1))


def _keys(keys: Iterable[str]) -> dict[str, int]:
    return {key: pk for pk, key in _named(Work.objects.filter(key__in=set(keys)))}


def _named(works: QuerySet[Work]) -> Iterable[tuple[int, str]]:
    return works.values_list("pk", "key")


def _insert(missing: dict[str, Record]) -> None:
    """An upsert, because a reader may fetch a record of the same work at this moment."""
    bulk.upsert(
        Work,
        ["key", "title", "author", "editions"],
        ((key, *_names(record), 0) for key, record in missing.items()),
        key=["key"],
        kept=["editions"],
    )


def _names(record: Record) -> tuple[str, str]:
    return record.title, next(iter(record.main_creators), "")
