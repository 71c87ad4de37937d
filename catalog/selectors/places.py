"""The libraries that have copies: open or not, and each with its page."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from catalog.availability import Availability, LibraryCopies
from portal.core import generation
from portal.core.hours import Timetable
from portal.core.models import ClosureDay
from portal.core.selectors.libraries import timetabled


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a library holds until somebody changes it."""

    slug: str
    label: str
    url: str
    timetable: Timetable


def places(availability: Availability) -> list[LibraryCopies]:
    """The copies by library, main libraries first, each open or not at this minute."""
    known, now = _network(), timezone.now()
    found = []
    for place in availability.by_library:
        library = known.get(place.library.pk)
        status = library.timetable.status_at(now) if library else None
        url = library.url if library else ""
        found.append(LibraryCopies(place.library, place.availability, status, url))
    return found


def library_choices() -> list[tuple[str, str]]:
    """Slug and name of every library, of which a reader calls one their own."""
    return [(library.slug, library.label) for library in _network().values()]


def _network() -> dict[int, _Known]:
    language = get_language() or ""
    return generation.kept(f"catalog:places:{language}", partial(_read, language))


def _read(language: str) -> dict[int, _Known]:
    closure_days = list(ClosureDay.objects.ahead_of(timezone.now()))
    return {
        library.pk: _Known(
            library.slug,
            library.short_label,
            _page_url(library, language),
            library.timetable(closure_days),
        )
        for library in timetabled().prefetch_related("pages__locale")
    }


def _page_url(library: Any, language: str) -> str:
    """Pages of libraries are a layer above: reached by the reverse relation alone."""
    for page in library.pages.all():
        if page.live and page.locale.language_code == language:
            return page.get_url() or ""
    return ""
