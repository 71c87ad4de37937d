"""The books in the sitemap, with their addresses in each language."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from catalog.models import Record
from portal.core.sitemaps import MAX_URLS, Entry, Section

RECORDS = MAX_URLS // len(settings.LANGUAGES)  # in one part


def _parts() -> Iterable[int]:
    """By number of the row and not by counting: a part stays what it is when books are added."""
    part = (F("pk") - 1) / RECORDS + 1
    numbered = Record.objects.annotate(part=part).order_by("part")
    return numbered.values_list("part", flat=True).distinct()


def _entries(request: HttpRequest, number: int) -> Iterator[Entry]:
    last = number * RECORDS
    records = Record.objects.current().filter(pk__gt=last - RECORDS, pk__lte=last).order_by("pk")
    patterns = {code: _pattern(code) for code, _name in settings.LANGUAGES}
    for pk, changed in records.values_list("pk", "updated_at"):
        paths = {code: pattern % pk for code, pattern in patterns.items()}
        for path in paths.values():
            yield Entry(path, changed, paths)


def _pattern(language: str) -> str:
    """The address of a record with a gap for its number; reversing thousands takes seconds."""
    with override(language):
        return reverse("catalog:record", args=[0]).replace("/0/", "/%d/")


RECORD_SECTION = Section(_parts, _entries)
