"""The pages of figures in the sitemap."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portal.core.sitemaps import Entry, Section
from portal.core.webapi import in_each_language
from reports.figures.models import Indicator


def _entries(request: HttpRequest, number: int) -> Iterator[Entry]:
    if number != 1:
        return
    for name in ("figures:overview", "figures:libraries", "opendata:index"):
        yield from _entry(lambda name=name: reverse(name))
    for code in Indicator.objects.public().values_list("code", flat=True):
        yield from _entry(lambda code=code: reverse("figures:indicator", args=[code]))


def _entry(make: Callable[[], str]) -> Iterator[Entry]:
    paths = in_each_language(make)
    for code, _name in settings.LANGUAGES:
        yield Entry(paths[code], translations=paths)


FIGURES_SECTION = Section(lambda: [1] if Indicator.objects.public().exists() else [], _entries)
