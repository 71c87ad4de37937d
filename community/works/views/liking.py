"""Liking a work."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from community.moderation.views import voting
from community.works import selectors
from community.works.models import Entry
from community.works.services import LIKES
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


def _entry(uid: UUID) -> Entry:
    return get_object_or_404(selectors.published(), contribution__uid=uid)


@for_reader()
def like(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return voting.answer(request, LIKES, _entry(uid), reader, template="works/like.html")


@for_reader("GET")
def like_state(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return voting.state(request, LIKES, _entry(uid), reader)
