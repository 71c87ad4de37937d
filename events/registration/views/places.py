"""The places of a date as they are now, for pages that were kept a little longer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.models import Occurrence
from events.registration import selectors

MAX_AGE = 5


@require_safe
def live(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The card of one date as a fragment; the same for everybody, kept for five seconds."""
    rows = Occurrence.objects.public().select_related("series", "library")
    row = get_object_or_404(rows.defer("series__rule", "series__words"), uid=uid)
    selectors.with_availability([row])
    card = selectors.card(row)
    if card is None:
        raise Http404
    response = render(request, "registration/components/card.html", {"card": card})
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["X-Robots-Tag"] = "noindex"
    return response
