"""Sending in a work, and changing what was sent in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.moderation import services as moderation
from community.moderation.enums import State
from community.moderation.errors import BannedError, ModerationError
from community.moderation.models import Contribution
from community.works import selectors, services
from community.works.enums import KIND
from community.works.errors import WorkError
from community.works.forms import WorkForm
from community.works.models import Call, Piece
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


@for_reader()
def new(request: HttpRequest, reader: Reader) -> HttpResponse:
    """For the open gallery."""
    return _take_in(request, reader, None)


@for_reader()
def enter(request: HttpRequest, reader: Reader, slug: str) -> HttpResponse:
    """For a call, while it is open."""
    return _take_in(request, reader, get_object_or_404(selectors.calls(), slug=slug))


def _take_in(request: HttpRequest, reader: Reader, call: Call | None) -> HttpResponse:
    if refusal := _refusal(reader, call):
        return _refused(request, call, refusal)
    form = WorkForm(*_data(request), reader=reader, call=call)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.enter(reader, form.sending())
        except (ModerationError, WorkError) as error:
            form.refuse(error)
        else:
            _thank(request, row)
            return redirect(row)
    return _page(request, reader, form, call)


@for_reader()
def edit(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Another version. What is published stays up until it is accepted."""
    rows = Contribution.objects.of_reader(reader).detailed().exclude(state=State.WITHDRAWN)
    row = get_object_or_404(rows.select_related("voice__reader"), uid=uid, kind=KIND)
    call = Call.objects.detailed().filter(pk=row.target).first() if row.target else None
    if refusal := _refusal(reader):
        return _refused(request, call, refusal)
    content: dict[str, Any] = row.latest_version.content if row.latest_version else {}
    form = WorkForm(
        *_data(request),
        reader=reader,
        call=call,
        kept=_pieces(row, content),
        voice_is_fixed=True,
        initial={**content, "pen_name": row.latest_version.pen_name},
    )
    if not row.is_by_child:
        form.fields.pop("is_read_by_guardian", None)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.revise(row, form.sending(row.member))
        except (ModerationError, WorkError) as error:
            form.refuse(error)
        else:
            _thank(request, row)
            return redirect(row)
    return _page(request, reader, form, call, row)


def _pieces(row: Contribution, content: dict[str, Any]) -> list[Piece]:
    """The files of the latest version, in its order and with its descriptions."""
    found = {str(piece.uid): piece for piece in Piece.objects.filter(contribution=row)}
    pieces = []
    for each in content.get("pieces", []):
        if piece := found.get(each["uid"]):
            piece.about = each["about"]
            pieces.append(piece)
    return pieces


def _data(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _page(
    request: HttpRequest,
    reader: Reader,
    form: WorkForm,
    call: Call | None,
    row: Contribution | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "call": call,
        "contribution": row,
        "earlier": selectors.of_reader(reader, call) if call and row is None else [],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "works/send.html", context, status=status)


def _refusal(reader: Reader, call: Call | None = None) -> str:
    """Why nothing can be sent now, said before somebody begins, and before a file is read."""
    try:
        moderation.check_may_write(reader)
        if call:
            services.check_open(call)
    except (BannedError, WorkError) as error:
        return str(error)
    return ""


def _refused(request: HttpRequest, call: Call | None, refusal: str) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "works/send.html", {"call": call, "refusal": refusal}, status=status)


def _thank(request: HttpRequest, row: Contribution) -> None:
    if row.needs_guardian:
        words = _("Thank you! It is with the guardian now, to be looked at and agreed to.")
    elif row.state == State.PUBLISHED and row.waiting_version_id is None:
        words = _("Thank you! It is published.")
    else:
        words = _("Thank you! A librarian looks at it, and we write to you.")
    messages.success(request, words)
