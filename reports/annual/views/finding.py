"""The published report of a year in the visitor's language."""

from django.http import Http404
from django.utils.translation import get_language

from reports.annual.models import AnnualReportPage


def published(year: int) -> AnnualReportPage:
    rows = AnnualReportPage.objects.live().public().filter(year=year).select_related("locale")
    found = {page.locale.language_code: page for page in rows}
    if not found:
        raise Http404
    return found.get(get_language() or "") or next(iter(found.values()))
