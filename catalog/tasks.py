"""What the catalogue does beside the request that asked for it."""

from django_tasks import task
from wagtail.search.backends import get_search_backend

from catalog.models import Record
from catalog.services import uploads
from portal.core.tasks import beside


@task()
def read_upload(pk: int) -> None:
    uploads.read(pk)


def hand_over(pk: int) -> None:
    beside(read_upload, pk)


@task()
def index_records(keys: list[int]) -> int:
    """Let records be found as they are now."""
    records = list(Record.objects.filter(pk__in=keys))
    if records:
        get_search_backend("catalogue").add_bulk(Record, records)
    return len(records)
