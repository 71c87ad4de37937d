"""Which year and which library a page of figures is about, as its address says."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from portal.core.models import Library
from reports.figures import selectors


@dataclass(frozen=True, slots=True)
class Choice:
    """*library* None is the whole network; a library is meant with all that belong to it."""

    year: int
    library: Library | None
    years: list[int]
    libraries: list[Library]

    @property
    def query(self) -> str:
        """The same choice for another address."""
        library = f"&library={self.library.slug}" if self.library else ""
        return f"?year={self.year}{library}"

    @property
    def has_numbers(self) -> bool:
        return self.year in self.years


def read_choice(request: HttpRequest) -> Choice:
    """What is asked for; what there cannot be is not found, what has no numbers yet is shown so."""
    libraries = list(Library.objects.all())
    known = selectors.years()
    return Choice(
        _year(request.GET.get("year", ""), known),
        _library(request.GET.get("library", ""), libraries),
        known,
        libraries,
    )


def _year(text: str, known: list[int]) -> int:
    this_year = timezone.localdate().year
    if not text:
        return known[0] if known else this_year
    first = min([*known, this_year])
    if not (text.isascii() and text.isdigit() and len(text) == 4 and first <= int(text)):
        raise Http404
    if int(text) > max([*known, this_year]):
        raise Http404
    return int(text)


def _library(slug: str, libraries: list[Library]) -> Library | None:
    if not slug:
        return None
    found = next((library for library in libraries if library.slug == slug), None)
    if found is None:
        raise Http404
    return found
