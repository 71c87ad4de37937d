"""For leaders: who is in their club, and writing to all. Of other clubs nothing is found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from community.clubs import selectors, services
from community.clubs.forms import LetterForm
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


@for_reader("GET", "HEAD")
def members(request: HttpRequest, reader: Reader, slug: str) -> HttpResponse:
    club = get_object_or_404(selectors.led_by(reader), slug=slug)
    context = {"club": club, "members": selectors.members_of(club)}
    return render(request, "clubs/members.html", context)


@for_reader()
def message(request: HttpRequest, reader: Reader, slug: str) -> HttpResponse:
    """Written, looked at, sent once."""
    club = get_object_or_404(selectors.led_by(reader), slug=slug)
    form = LetterForm(request.POST or None)
    context = {"club": club, "form": form}
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        data = form.cleaned_data
        options = {"with_waiting": data["with_waiting"]}
        if "send" in request.POST:
            number = services.write_to_members(club, form.texts(), key=data["key"], **options)
            text = ngettext(
                "%(n)d letter is on its way.", "%(n)d letters are on their way.", number
            )
            messages.success(request, text % {"n": number})
            return redirect("clubs:members", club.slug)
        context |= {"is_preview": True, "letters": services.recipients(club, **options).count()}
    return render(request, "clubs/message.html", context)
