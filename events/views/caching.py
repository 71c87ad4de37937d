"""How long pages that say what is on may be kept."""

from django.http import HttpResponse

from events import selectors


def until_next_change(response: HttpResponse) -> HttpResponse:
    """Until something begins, ends or the day is over, and never for long."""
    response["Cache-Control"] = f"public, max-age={selectors.seconds_to_next_boundary()}"
    return response
