"""A reader's own contributions. One of somebody else is not found."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.moderation import selectors, services
from community.moderation.enums import State
from community.moderation.errors import ModerationError
from community.moderation.forms import AppealForm
from community.moderation.models import Contribution
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader

PAGE_SIZE = 20


def _own(reader: Reader, uid: UUID) -> Contribution:
    return get_object_or_404(selectors.of_reader(reader), uid=uid)


@for_reader("GET", "HEAD")
def contributions(request: HttpRequest, reader: Reader) -> HttpResponse:
    page = Paginator(selectors.of_reader(reader), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "lines": selectors.with_targets(page.object_list),
        "results": page,
        "ban": services.ban_of(reader),
    }
    return render(request, "moderation/contributions.html", context)


@for_reader("GET", "HEAD")
def contribution(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """One contribution: how it stands and why, and what can be done."""
    return _page(request, _own(reader, uid), AppealForm())


def _page(
    request: HttpRequest, row: Contribution, form: AppealForm, status: int = 200
) -> HttpResponse:
    (line,) = selectors.with_targets([row])
    context = {
        "contribution": row,
        "line": line,
        "words": selectors.words_of(row),
        "decision": selectors.told_to_author(row),
        "appeal_form": form if row.can_be_appealed else None,
        "is_public": row.state == State.PUBLISHED,
        "is_withdrawn": row.state == State.WITHDRAWN,
        "edit_url": row.spec.edit_url(row),
        "public_url": row.spec.url(row),
    }
    return render(request, "moderation/contribution.html", context, status=status)


@for_reader("POST")
def approve(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    row = services.approve_as_guardian(_own(reader, uid))
    messages.success(request, _("Thank you. It is with the library now."))
    return redirect(row)


@for_reader("POST")
def decline(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    row = services.decline_as_guardian(_own(reader, uid))
    messages.success(request, _("It stays in the family. Nobody at the library has seen it."))
    return redirect(row)


@for_reader()
def withdraw(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Ask once more, then take it back."""
    row = _own(reader, uid)
    if request.method == "POST":
        services.withdraw(row)
        messages.success(request, _("Withdrawn. Nobody can see it any more."))
        return redirect(row)
    (line,) = selectors.with_targets([row])
    return render(request, "moderation/withdraw.html", {"contribution": row, "line": line})


@for_reader("POST")
def appeal(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    row = _own(reader, uid)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        services.appeal(row, form.cleaned_data["text"])
    except ModerationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your appeal is with another moderator."))
    return redirect(row)
