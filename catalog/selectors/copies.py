"""What the mirrored catalogue knows of the copies, without asking anybody."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.db.models import Max

from catalog.availability import Availability, Copy
from catalog.enums import ImportStatus
from catalog.models import HarvestRun, Holding, ImportRun, Record

KNOWN_FOR = 60  # seconds for which the date of the last import is not asked again
_NOT_ASKED = "not asked"


def availability(records: Iterable[Record]) -> dict[int, Availability]:
    """Availability of each of *records* by its key; one query for a whole page of them."""
    sources = {record.pk: record.source for record in records}
    copies = copies_of(sources)
    known = {source: last_import(source) for source in set(sources.values())}
    return {
        pk: Availability(tuple(copies[pk]), as_of=known[source]) for pk, source in sources.items()
    }


def copies_of(keys: Iterable[int]) -> dict[int, list[Copy]]:
    """The copies of the records with *keys*, in the order of libraries; one query."""
    copies: dict[int, list[Copy]] = {pk: [] for pk in keys}
    for holding in Holding.objects.filter(record__in=copies).select_related("library"):
        copies[holding.record_id].append(_copy(holding))
    return copies


def _copy(holding: Holding) -> Copy:
    return Copy(
        library=holding.library,
        status=holding.status,
        call_number=holding.call_number,
        area=holding.area,
        shelf=holding.shelf,
        barcode=holding.barcode,
    )


def last_import(source: str) -> dt.datetime | None:
    """When the catalogue last heard of its copies, by a file or a harvest."""
    key = f"catalog:last-import:{source}"
    latest: Any = cache.get(key, _NOT_ASKED)
    if latest == _NOT_ASKED:
        ended = [
            model._default_manager.filter(source=source, status=ImportStatus.FINISHED).aggregate(
                latest=Max("finished_at")
            )["latest"]
            for model in (ImportRun, HarvestRun)
        ]
        latest = max(filter(None, ended), default=None)
        cache.set(key, latest, KNOWN_FOR)
    found: dt.datetime | None = latest
    return found
