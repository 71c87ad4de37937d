"""What the frame of a page says about its addresses: language switch, canonical, hreflang."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from portal.core.languages import Language, languages


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


def frame(request: HttpRequest, page: Page | None = None) -> Frame:
    """*page* counts where it is what the address shows, and not a view that mentions it."""
    match = request.resolver_match
    shown = page if match is None or match.view_name == "wagtail_serve" else None
    site = settings.PORTAL_BASE_URL.rstrip("/")
    return Frame(site, site + request.path, languages(request, shown))
