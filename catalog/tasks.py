"""What the catalogue does beside the request that asked for it."""

import threading

from django.conf import settings
from django.db import connections
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.search.backends import get_search_backend

from catalog.models import Record
from catalog.services import uploads


@task()
def read_upload(pk: int) -> None:
    uploads.read(pk)


def hand_over(pk: int) -> None:
    """Read an upload: by the queue's worker, or in a thread where there is no worker."""
    is_immediate = isinstance(task_backends[read_upload.backend], ImmediateBackend)
    if is_immediate and not settings.PORTAL_IMPORTS_INLINE:
        threading.Thread(target=_read_beside, args=[pk], name=f"import-{pk}", daemon=True).start()
    else:
        read_upload.enqueue(pk)


def _read_beside(pk: int) -> None:
    try:
        uploads.read(pk)
    finally:
        connections.close_all()


@task()
def index_records(keys: list[int]) -> int:
    """Let records be found as they are now."""
    records = list(Record.objects.filter(pk__in=keys))
    if records:
        get_search_backend("catalogue").add_bulk(Record, records)
    return len(records)
