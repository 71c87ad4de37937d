"""What figures do beside the request that asked for it."""

from django_tasks import task

from portal.core.tasks import beside
from reports.figures.services import importing


@task()
def import_table(pk: int) -> None:
    importing.background.run(pk)


def hand_over(pk: int) -> None:
    beside(import_table, pk)
