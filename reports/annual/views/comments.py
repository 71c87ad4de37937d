"""What readers say of a report: to read, to write, to change."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.moderation import services as moderation
from community.moderation.enums import State
from community.moderation.errors import BannedError, ModerationError
from community.moderation.models import Contribution
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from reports.annual import reading
from reports.annual.enums import COMMENT
from reports.annual.forms import CommentForm
from reports.annual.models import AnnualReportPage

from .finding import published

PER_PAGE = 20


@require_safe
def comments(request: HttpRequest, year: int) -> HttpResponse:
    page = published(year)
    results = Paginator(reading.comments(year), PER_PAGE).get_page(request.GET.get("page"))
    context = {"report": page, "results": results, "crumbs": [(page.title, page.url)]}
    response = render(request, "annual/comments.html", context)
    response["Cache-Control"] = "public, max-age=300"
    return response


@for_reader()
def write(request: HttpRequest, reader: Reader, year: int) -> HttpResponse:
    page = published(year)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = moderation.submit(
                COMMENT,
                reader,
                content={"text": data["text"]},
                target=year,
                pen_name=data["pen_name"],
            )
        except ModerationError as error:
            form.refuse(error)
        else:
            return _thanks(request, row)
    return _page(request, reader, form, page)


@for_reader()
def edit(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Other words. What is published stays up until they are accepted."""
    rows = Contribution.objects.of_reader(reader).detailed().exclude(state=State.WITHDRAWN)
    row = get_object_or_404(rows, uid=uid, kind=COMMENT)
    page = published(row.target or 0)
    version = row.latest_version
    initial = {"text": version.content["text"], "pen_name": version.pen_name} if version else {}
    form = CommentForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = moderation.edit(row, {"text": data["text"]}, pen_name=data["pen_name"])
        except ModerationError as error:
            form.refuse(error)
        else:
            return _thanks(request, row)
    return _page(request, reader, form, page)


def _page(
    request: HttpRequest, reader: Reader, form: CommentForm, page: AnnualReportPage
) -> HttpResponse:
    context = {"form": form, "report": page, "refusal": _refusal(reader)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "annual/write.html", context, status=status)


def _refusal(reader: Reader) -> str:
    try:
        moderation.check_may_write(reader)
    except BannedError as error:
        return str(error)
    return ""


def _thanks(request: HttpRequest, row: Contribution) -> HttpResponse:
    messages.success(request, _("Thank you! A librarian reads it, and we write to you."))
    return redirect(row)
