"""What the frame of a page says about its addresses: language switch, canonical, hreflang."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.languages import Language, front_page_url, languages


@dataclass(frozen=True, slots=True)
class Frame:
    site: str
    canonical: str
    languages: list[Language]

    @property
    def current(self) -> Language:
        return next(language for language in self.languages if language.is_current)

    @property
    def default(self) -> Language:
        return self.languages[0]

    @property
    def others(self) -> list[Language]:
        return [language for language in self.languages if not language.is_current]

    @property
    def translated(self) -> list[Language]:
        found = [language for language in self.languages if language.is_translation]
        return found if len(found) > 1 else []


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str


def frame(request: HttpRequest, page: Page | None = None) -> Frame:
    """*page* counts where it is what the address shows, and not a view that mentions it."""
    match = request.resolver_match
    shown = page if match is None or match.view_name == "wagtail_serve" else None
    site = settings.PORTAL_BASE_URL.rstrip("/")
    return Frame(site, site + request.path, languages(request, shown))


def crumbs_of(
    request: HttpRequest, page: Page | None = None, crumbs: Iterable[tuple[str, str]] = ()
) -> list[Crumb]:
    """The way from the front page to the parent of what is shown."""
    home = front_page_url(get_language() or settings.LANGUAGE_CODE)
    way = [Crumb(_("Home"), home), *(Crumb(label, url) for label, url in crumbs)]
    if page and page.pk and not crumbs:
        ancestors = page.get_ancestors().filter(depth__gt=2).live().only("title", "url_path")
        way += [Crumb(row.title, row.get_url(request) or "") for row in ancestors]
    return way
