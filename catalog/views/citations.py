"""A book as a reference to take into one's own list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalog import reference_files
from catalog.models import Record

SECONDS = 60 * 60


@require_safe
def bibtex(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Record, pk=pk)
    url = request.build_absolute_uri(record.get_absolute_url())
    return _file(reference_files.bibtex(record, url=url), "application/x-bibtex", f"{pk}.bib")


@require_safe
def ris(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Record, pk=pk)
    url = request.build_absolute_uri(record.get_absolute_url())
    return _file(
        reference_files.ris(record, url=url), "application/x-research-info-systems", f"{pk}.ris"
    )


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="book-{name}"'
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response
