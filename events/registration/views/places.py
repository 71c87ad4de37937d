"""The places of a date as they are now, for pages that were kept a little longer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template
from django.views.decorators.http import require_safe

from events.models import Occurrence
from events.registration import selectors

MAX_AGE = 5
MOST_ROWS = 60
LEFT_OUT = ("series__rule", "series__words")


@require_safe
def live(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The card of one date as a fragment; the same for everybody, kept for five seconds."""
    rows = Occurrence.objects.public().select_related("series", "library")
    row = get_object_or_404(rows.defer(*LEFT_OUT), uid=uid)
    selectors.with_availability([row])
    card = selectors.card(row)
    if card is None:
        raise Http404
    return _kept(render(request, "registration/components/card.html", {"card": card}))


@require_safe
def live_rows(request: HttpRequest) -> HttpResponse:
    """The places of many dates, in full and in short, for lists that are kept for minutes.

    `?o=` names each date; those of which there is nothing to tell are left out.
    """
    uids = {uid for text in request.GET.getlist("o")[:MOST_ROWS] if (uid := _uid(text))}
    rows = Occurrence.objects.public().filter(uid__in=uids).select_related("series")
    template = get_template("registration/components/state.html")
    said = {
        str(row.uid): [
            template.render({"found": row.availability, "is_short": is_short}, request)
            for is_short in (False, True)
        ]
        for row in selectors.with_availability(rows.defer(*LEFT_OUT) if uids else [])
        if row.availability
    }
    return _kept(JsonResponse(said))


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["X-Robots-Tag"] = "noindex"
    return response
