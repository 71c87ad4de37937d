"""What is done for a report after the answer has left."""

from functools import partial

from django.db import transaction
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from reports.annual import services
from reports.annual.models import AnnualReportPage


@task()
def make_file(pk: int) -> str:
    """Draw the PDF file of a page; says how that went."""
    page = AnnualReportPage.objects.live().filter(pk=pk).first()
    row = services.make_file(page) if page else None
    return row.state if row else "gone"


def runs_at_once() -> bool:
    """Without a worker, whoever asks for the file first has it made: publishing does not wait."""
    return isinstance(make_file.get_backend(), ImmediateBackend)


def renew_file(page: AnnualReportPage) -> None:
    services.ask_for_file(page)
    if not runs_at_once():
        transaction.on_commit(partial(make_file.enqueue, page.pk))
