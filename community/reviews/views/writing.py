"""Writing about a book, and changing what was written."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from catalog.models import Work
from community.moderation import services as moderation
from community.moderation.enums import State
from community.moderation.errors import AlreadyThereError, BannedError, ModerationError
from community.moderation.models import Contribution
from community.reviews.enums import Form
from community.reviews.forms import ReviewForm
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


@for_reader()
def write(request: HttpRequest, reader: Reader, work: int, form_name: str) -> HttpResponse:
    """A new text. Who has written about the book already is led to that."""
    book = get_object_or_404(Work.objects.select_related("record"), pk=work)
    form = ReviewForm(_data(request), form=form_name, reader=reader)
    if request.method == "POST" and form.is_valid():
        try:
            row = moderation.submit(
                form_name,
                reader,
                member=form.member,
                content=form.content,
                target=book.pk,
                pen_name=form.cleaned_data["pen_name"],
                is_read_by_guardian=form.cleaned_data.get("is_read_by_guardian", False),
            )
        except AlreadyThereError as error:
            messages.info(request, str(error))
            return redirect("reviews:edit", error.uid)
        except ModerationError as error:
            form.refuse(error)
        else:
            _thank(request, row)
            return redirect(row)
    return _page(request, reader, form, book)


@for_reader()
def edit(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Other words. What is published stays up until they are accepted."""
    rows = Contribution.objects.of_reader(reader).detailed().exclude(state=State.WITHDRAWN)
    row = get_object_or_404(rows, uid=uid, kind__in=Form.values)
    book = get_object_or_404(Work.objects.select_related("record"), pk=row.target)
    version = row.latest_version
    initial = {**version.content, "pen_name": version.pen_name} if version else {}
    form = ReviewForm(
        _data(request), form=row.kind, reader=reader, voice_is_fixed=True, initial=initial
    )
    if not row.is_by_child:
        form.fields.pop("is_read_by_guardian", None)
    if request.method == "POST" and form.is_valid():
        try:
            row = moderation.edit(
                row,
                form.content,
                pen_name=form.cleaned_data["pen_name"],
                is_read_by_guardian=form.cleaned_data.get("is_read_by_guardian", False),
            )
        except ModerationError as error:
            form.refuse(error)
        else:
            _thank(request, row)
            return redirect(row)
    return _page(request, reader, form, book, row)


def _data(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    reader: Reader,
    form: ReviewForm,
    book: Work,
    row: Contribution | None = None,
) -> HttpResponse:
    context = {"form": form, "work": book, "contribution": row, "refusal": _refusal(reader)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reviews/write.html", context, status=status)


def _refusal(reader: Reader) -> str:
    """Why nothing can be written now, said before somebody begins."""
    try:
        moderation.check_may_write(reader)
    except BannedError as error:
        return str(error)
    return ""


def _thank(request: HttpRequest, row: Contribution) -> None:
    if row.needs_guardian:
        words = _("Thank you! It is with the guardian now, to be read and agreed to.")
    elif row.state == State.PUBLISHED and row.waiting_version_id is None:
        words = _("Thank you! It is published.")
    else:
        words = _("Thank you! A librarian reads it, and we write to you.")
    messages.success(request, words)
