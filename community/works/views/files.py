"""Files of works: to everybody while the work is published, before that to those concerned.

Whatever a file pretends to be, a browser is told what it is, not to guess, and to run nothing.
"""

import re
from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.works import selectors
from community.works.enums import Form
from community.works.models import Piece

# Withdrawn or hidden, it is gone after this time. Not "public": shared caches are for pages.
SHOWN = "max-age=300"
PRIVATE = "private, no-store"
NOTHING = "default-src 'none'; sandbox"
_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


@require_safe
def file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    piece, policy = _allowed(request, uid)
    manner = "attachment" if piece.form == Form.PDF else "inline"
    return _answer(
        request,
        piece.file,
        content_type=piece.content_type,
        policy=policy,
        disposition=f'{manner}; filename="{piece.name}"',
    )


@require_safe
def small(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A picture as lists show it."""
    piece, policy = _allowed(request, uid)
    if not piece.small:
        raise Http404
    return _answer(request, piece.small, content_type="image/jpeg", policy=policy)


def _allowed(request: HttpRequest, uid: UUID) -> tuple[Piece, str]:
    piece = get_object_or_404(
        Piece.objects.select_related("entry", "reader", "contribution"), uid=uid
    )
    if selectors.is_public(piece):
        return piece, SHOWN
    if not selectors.may_see(piece, request.user):
        raise Http404
    return piece, PRIVATE


def _answer(
    request: HttpRequest,
    stored: FieldFile,
    *,
    content_type: str,
    policy: str,
    disposition: str = "inline",
) -> HttpResponseBase:
    try:
        content = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = _part(request, content, content_type) or FileResponse(
        content, content_type=content_type
    )
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = disposition
    return response


def _part(request: HttpRequest, content: FieldFile, content_type: str) -> HttpResponse | None:
    """The part that is asked for: without that, some telephones play no sound at all."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None:
        return None
    size = content.size
    start, last = int(match[1]), min(int(match[2] or size), size - 1)
    if start > last:
        return None
    content.seek(start)
    response = HttpResponse(content.read(last - start + 1), content_type=content_type, status=206)
    content.close()
    response["Content-Range"] = f"bytes {start}-{last}/{size}"
    return response
