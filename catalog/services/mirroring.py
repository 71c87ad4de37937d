"""Takes one record of the union catalogue over, because a reader asked for it."""

from django.db import transaction

from catalog.marc.types import BibRecord
from catalog.models import Record
from catalog.tasks import index_records
from portal.core.models import Library

from . import store
from .rows import to_rows


def mirror(bib: BibRecord, source: str) -> Record:
    """The row of *bib*, which from now on can be found, listed and reviewed like any other.

    The index is written by a task: an import may be holding it for some seconds.
    """
    libraries = dict(Library.objects.values_list("code", "pk"))
    with transaction.atomic():
        stored = store.save([to_rows(bib, source=source, libraries=libraries)], source)
        record = Record.objects.get(source=source, record_id=bib.record_id)
        if stored.changed:
            transaction.on_commit(lambda: index_records.enqueue([record.pk]) and None)
    return record
