"""Calls, galleries and works in the sitemap; what children have made is not for search engines."""

import uuid
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from community.works.models import Call
from community.works.models import Entry as Work
from portal.core.sitemaps import MAX_URLS, Entry, Section, in_languages

WORKS = MAX_URLS // len(settings.LANGUAGES)  # in one part
NOBODY = uuid.UUID(int=0)


def _calls(request: HttpRequest, number: int) -> Iterator[Entry]:
    """The galleries, then each call."""
    if number != 1:
        return
    yield from in_languages(lambda: reverse("works:listing"))
    yield from in_languages(lambda: reverse("works:calls"))
    for call in Call.objects.published().only("slug", "last_published_at"):
        yield from in_languages(call.get_absolute_url, call.last_published_at)


def _parts() -> Iterable[int]:
    """By number of the row and not by counting: a part stays what it is when works come and go."""
    part = (F("pk") - 1) / WORKS + 1
    numbered = Work.objects.visible().grown_up().annotate(part=part).order_by("part")
    return numbered.values_list("part", flat=True).distinct()


def _works(request: HttpRequest, number: int) -> Iterator[Entry]:
    last = number * WORKS
    rows = Work.objects.visible().grown_up().filter(pk__gt=last - WORKS, pk__lte=last)
    patterns = {code: _pattern(code) for code, _name in settings.LANGUAGES}
    changed = Greatest("published_at", "contribution__published_version__created_at")
    for uid, day in rows.order_by("pk").values_list("contribution__uid", changed):
        paths = {code: pattern.replace(str(NOBODY), str(uid)) for code, pattern in patterns.items()}
        for path in paths.values():
            yield Entry(path, day, paths)


def _pattern(language: str) -> str:
    """The address of a work with a gap for its uid; reversing thousands takes seconds."""
    with override(language):
        return reverse("works:work", args=[NOBODY])


CALL_SECTION = Section(lambda: [1], _calls)
WORK_SECTION = Section(_parts, _works)
