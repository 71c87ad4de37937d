"""Writes a batch of records with their copies and ISBNs; what has not changed is left alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.utils import timezone

from catalog.models import Holding, Record, RecordISBN
from portal.core import bulk

from . import works
from .rows import RecordRows

_COLUMNS = [column.attname for column in Record._meta.concrete_fields if not column.primary_key]
_values = attrgetter(*_COLUMNS)
_COPY = ["record", "library", "call_number", "area", "shelf", "barcode", "status"]


@dataclass(slots=True)
class Stored:
    """*changed* are the new and the updated records, with their keys once they are saved."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    changed: list[RecordRows] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        return [rows.record for rows in self.changed]


def compare(batch: Sequence[RecordRows], source: str) -> Stored:
    """What of *batch* is new or different; the latter get the key of their row."""
    known = {
        record_id: (pk, content_hash)
        for record_id, pk, content_hash in Record.objects.filter(
            source=source, record_id__in=[rows.record.record_id for rows in batch]
        ).values_list("record_id", "pk", "content_hash")
    }
    stored = Stored()
    for rows in batch:
        pk, content_hash = known.get(rows.record.record_id, (None, ""))
        if pk is None:
            stored.created += 1
        elif content_hash == rows.record.content_hash:
            stored.unchanged += 1
            continue
        else:
            stored.updated += 1
            rows.record.pk = pk
        stored.changed.append(rows)
    return stored


def save(batch: Sequence[RecordRows], source: str) -> Stored:
    """Insert what is new and write over what is different. Call inside a transaction."""
    stored = compare(batch, source)
    if not stored.changed:
        return stored
    touched = works.assign(stored.changed)
    _drop_parts([rows.record.pk for rows in stored.changed if rows.record.pk])
    now = timezone.now()
    for record in stored.records:
        record.created_at = record.updated_at = now
    bulk.upsert(
        Record,
        _COLUMNS,
        map(_values, stored.records),
        key=["source", "record_id"],
        kept=["created_at"],
    )
    _learn_keys(stored.records, source)
    works.refresh(touched)
    bulk.insert(
        Holding,
        _COPY,
        (
            (rows.record.pk, library, item.call_number, item.area, item.shelf, item.barcode,
             item.status)
            for rows in stored.changed
            for library, item in rows.items
        ),
    )  # fmt: skip
    bulk.insert(
        RecordISBN,
        ["record", "isbn"],
        ((record.pk, isbn) for record in stored.records for isbn in record.isbn13),
    )
    return stored


def withdraw(record_ids: Collection[str], source: str) -> list[Record]:
    """Offer records no more; their rows stay, for what points at them. Call in a transaction.

    Without a fingerprint, a record that comes back as it was is written anew.
    """
    if not record_ids:
        return []
    offered = Record.objects.current().filter(source=source, record_id__in=record_ids)
    records = list(offered)
    now = timezone.now()
    for record in records:
        record.is_withdrawn, record.content_hash, record.updated_at = True, "", now
    Record.objects.filter(pk__in=[record.pk for record in records]).update(
        is_withdrawn=True, content_hash="", updated_at=now
    )
    works.refresh({record.work_id for record in records if record.work_id})
    return records


def _drop_parts(keys: list[int]) -> None:
    if keys:
        Holding.objects.filter(record__in=keys).delete()
        RecordISBN.objects.filter(record__in=keys).delete()


def _learn_keys(records: list[Record], source: str) -> None:
    new = {record.record_id: record for record in records if not record.pk}
    found = Record.objects.filter(source=source, record_id__in=new)
    for record_id, pk in found.values_list("record_id", "pk"):
        new[record_id].pk = pk
