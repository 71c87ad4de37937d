"""Kinds of pages, told by the address. A closed set: nothing a visitor has typed is kept."""

from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Section(models.TextChoices):
    FRONT = "front", _("Front page")
    EVENTS = "events", _("Events")
    LISTS = "lists", _("Reading lists")
    BOOKS = "books", _("Books")
    SEARCH = "search", _("Search")
    LIBRARIES = "libraries", _("Libraries and rooms")
    NEWS = "news", _("News")
    COMMUNITY = "community", _("Readers’ voices, clubs, volunteers")
    FIGURES = "figures", _("Figures, plan, annual reports")
    PAGES = "pages", pgettext_lazy("section", "Other pages")


_SECTIONS = {
    "": Section.FRONT,
    "events": Section.EVENTS,
    "lists": Section.LISTS,
    "books": Section.BOOKS,
    "search": Section.SEARCH,
    "libraries": Section.LIBRARIES,
    "rooms": Section.LIBRARIES,
    "spaces": Section.LIBRARIES,
    "news": Section.NEWS,
    "reviews": Section.COMMUNITY,
    "works": Section.COMMUNITY,
    "clubs": Section.COMMUNITY,
    "volunteer": Section.COMMUNITY,
    "figures": Section.FIGURES,
    "plan": Section.FIGURES,
    "annual-report": Section.FIGURES,
}
# What is a person's own, staff's, or a part of a page that was counted already.
_NOT_PUBLIC = frozenset(
    ["accounts", "admin", "healthz", "letters", "live", "me", "my", "readyz", "styleguide"]
)
_LANGUAGES = frozenset(["en", "zh-hant"])


@lru_cache(4096)
def section_of(path: str) -> str | None:
    """The kind of page at *path*, or None where no public page is."""
    first, _slash, rest = path.lstrip("/").partition("/")
    if first in _LANGUAGES:
        first = rest.partition("/")[0]
    if first in _NOT_PUBLIC:
        return None
    return _SECTIONS.get(first, Section.PAGES).value
