"""Finding a review helpful."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from community.moderation.views import voting
from community.reviews import selectors
from community.reviews.models import Review
from community.reviews.services import HELPFUL
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


def _review(uid: UUID) -> Review:
    return get_object_or_404(selectors.published(), contribution__uid=uid)


@for_reader()
def helpful(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return voting.answer(request, HELPFUL, _review(uid), reader, template="reviews/helpful.html")


@for_reader("GET")
def helpful_state(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return voting.state(request, HELPFUL, _review(uid), reader)
