"""Files of works: to everybody while the work is published, before that to those concerned.

Whatever a file pretends to be, a browser is told what it is, not to guess, and to run nothing.
"""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.works import selectors
from community.works.enums import Form
from community.works.models import Piece

# Withdrawn or hidden, it is gone everywhere after this time.
PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"
NOTHING = "default-src 'none'; sandbox"


@require_safe
def file(request: HttpRequest, uid: UUID) -> HttpResponse:
    piece, policy = _allowed(request, uid)
    response = _answer(piece.file, piece.content_type, policy)
    manner = "attachment" if piece.form == Form.PDF else "inline"
    response["Content-Disposition"] = f'{manner}; filename="{piece.name}"'
    return response


@require_safe
def small(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A picture as lists show it."""
    piece, policy = _allowed(request, uid)
    if not piece.small:
        raise Http404
    return _answer(piece.small, "image/jpeg", policy)


def _allowed(request: HttpRequest, uid: UUID) -> tuple[Piece, str]:
    piece = get_object_or_404(
        Piece.objects.select_related("entry", "reader", "contribution"), uid=uid
    )
    if selectors.is_public(piece):
        return piece, PUBLIC
    if not selectors.may_see(piece, request.user):
        raise Http404
    return piece, PRIVATE


def _answer(stored: FieldFile, content_type: str, policy: str) -> HttpResponse:
    try:
        response = FileResponse(stored.open("rb"), content_type=content_type)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = "inline"
    return response
