"""Work done outside a request."""

from django_tasks import task

from events import services


@task()
def plan_occurrences() -> int:
    """Extend the horizon of all series; returns how many sessions were added."""
    return services.extend_horizon().created
