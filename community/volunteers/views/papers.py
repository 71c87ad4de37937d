"""A volunteer's statement and certificates, as PDF."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override

from community.volunteers import selectors, services
from community.volunteers.errors import VolunteerError
from community.volunteers.forms import CertificateForm
from community.volunteers.models import Certificate, Volunteer
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from portal.core import pdf
from portal.core.models import SiteIdentity
from portal.notify.letters import site_url

STYLE = "volunteers/paper.css"


def site_names() -> dict[str, str]:
    found = {}
    for key, code in (("site_name", "zh-hans"), ("site_name_en", "en")):
        with override(code):
            found[key] = str(SiteIdentity.load())
    return found


def certificate_pdf(row: Certificate) -> HttpResponse:
    context = {"certificate": row, "url": site_url(row.get_absolute_url()), **site_names()}
    paper = pdf.draw("volunteers/papers/certificate.html", context, STYLE)
    return _file(paper, f"{row.code}.pdf")


def _file(paper: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@for_reader("GET", "HEAD")
def statement(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """All shifts somebody helped at, with the hours of each."""
    row = get_object_or_404(Volunteer.objects.of_reader(reader), uid=uid)
    rows = selectors.of_reader(reader).filter(volunteer=row, minutes__gt=0).order_by("starts_at")
    context: dict[str, Any] = {
        "volunteer": row,
        "rows": list(rows),
        "minutes": selectors.totals_of([row])[row.pk].minutes,
        "site_name": str(SiteIdentity.load()),
        "today": timezone.localdate(),
        "language": get_language(),
    }
    try:
        return _file(pdf.draw("volunteers/papers/statement.html", context, STYLE), "statement.pdf")
    except pdf.PDFError as error:
        messages.error(request, str(error))
        return redirect("volunteers:mine")


@for_reader()
def certificates(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Those there are, and a new one for a time one chooses."""
    row = get_object_or_404(Volunteer.objects.of_reader(reader), uid=uid)
    today = timezone.localdate()
    form = CertificateForm(
        request.POST if request.method == "POST" else None,
        initial={"since": today.replace(month=1, day=1), "until": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.issue(row, **form.cleaned_data, by=request.user)
        except VolunteerError as error:
            form.refuse(error)
        else:
            return redirect(request.path)
    context = {
        "volunteer": row,
        "certificates": row.certificates.all(),
        "form": form,
        "can_print": pdf.is_available(),
    }
    return render(request, "volunteers/certificates.html", context)


@for_reader("GET", "HEAD")
def certificate(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    rows = Certificate.objects.filter(volunteer__reader=reader, revoked_at__isnull=True)
    row = get_object_or_404(rows.select_related("volunteer"), code=code)
    try:
        return certificate_pdf(row)
    except pdf.PDFError as error:
        messages.error(request, str(error))
        return redirect(row)
