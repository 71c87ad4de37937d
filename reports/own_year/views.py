"""A reader's own year: to look at, and as a picture of what they choose to show."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import FamilyMember, Reader
from portal.accounts.views.gate import for_reader
from portal.core.models import SiteIdentity
from reports.own_year import picture, selectors
from reports.own_year.forms import NAME, PictureForm
from reports.own_year.selectors import Year


@for_reader("GET", "HEAD")
def latest(request: HttpRequest, reader: Reader) -> HttpResponse:
    return redirect("own_year:year", year=timezone.localdate().year)


@for_reader()
def year(request: HttpRequest, reader: Reader, year: int) -> HttpResponse:
    """One's own year, or with `?who=` that of a child one is the guardian of."""
    if year not in (years := selectors.years_of(reader)):
        raise Http404
    member = _member(reader, request.GET.get("who", ""))
    found = selectors.own_year(reader, member, year)
    form = PictureForm(request.POST if request.method == "POST" else None, year=found)
    if request.method == "POST" and form.is_valid():
        return _picture(found, set(form.cleaned_data["shown"]))
    context: dict[str, Any] = {
        "found": found,
        "form": form,
        "years": years,
        "member": member,
        "family": list(reader.family.all()),
        "has_png": picture.font_file() is not None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "own_year/year.html", context, status=status)


def _member(reader: Reader, key: str) -> FamilyMember | None:
    """A child of somebody else is not found."""
    if not key:
        return None
    if not (key.isascii() and key.isdecimal() and len(key) < 18):
        raise Http404
    return get_object_or_404(reader.family.all(), pk=int(key))


def _picture(found: Year, shown: set[str]) -> HttpResponse:
    """Drawn now and kept nowhere."""
    card = picture.Card(
        title=_("My library year %(year)s") % {"year": found.year},
        name=found.name if NAME in shown else "",
        lines=[line for line in found.lines if line.key in shown],
        site=str(SiteIdentity.load()),
    )
    drawn = picture.png(card)
    kind, content = ("png", drawn) if drawn else ("svg", picture.svg(card).encode())
    return HttpResponse(
        content,
        content_type="image/png" if kind == "png" else "image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="my-year-{found.year}.{kind}"'},
    )
