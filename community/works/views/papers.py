"""Certificates of prizes: a PDF for the author, and a page that says whether one holds."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.volunteers.views.papers import site_names
from community.works.models import Award
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from portal.core import pdf
from portal.notify.letters import site_url

STYLE = "volunteers/paper.css"
AWARDS = Award.objects.select_related(
    "prize",
    "entry__voice",
    "entry__category",
    "entry__age_group",
    "entry__call__verdict",
    "entry__contribution",
).filter(entry__is_visible=True)


@for_reader("GET", "HEAD")
def certificate(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    rows = AWARDS.filter(entry__voice__reader=reader)
    award = get_object_or_404(rows, entry__contribution__uid=uid)
    if not award.entry.call.has_results:
        raise Http404
    context = {"award": award, "url": site_url(award.verify_url), **site_names()}
    try:
        paper = pdf.draw("works/papers/certificate.html", context, STYLE)
    except pdf.PDFError as error:
        messages.error(request, str(error))
        return redirect(award.entry.contribution)
    name = f'attachment; filename="{award.code}.pdf"'
    return HttpResponse(
        paper, content_type="application/pdf", headers={"Content-Disposition": name}
    )


@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the certificate says, or that there is none."""
    award = AWARDS.filter(code=code.replace("-", "").upper()[:20]).first()
    holds = award is not None and award.entry.call.has_results
    context = {"award": award if holds else None, "code": code[:20]}
    return render(request, "works/verify.html", context, status=200 if holds else 404)
