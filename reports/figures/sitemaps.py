"""The pages of figures in the sitemap."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from portal.core.sitemaps import Entry, Section, in_languages
from reports.figures.models import Indicator


def _entries(request: HttpRequest, number: int) -> Iterator[Entry]:
    if number != 1:
        return
    for name in ("figures:overview", "figures:libraries", "opendata:index"):
        yield from in_languages(lambda name=name: reverse(name))
    for code in Indicator.objects.public().values_list("code", flat=True):
        yield from in_languages(lambda code=code: reverse("figures:indicator", args=[code]))


FIGURES_SECTION = Section(lambda: [1] if Indicator.objects.public().exists() else [], _entries)
