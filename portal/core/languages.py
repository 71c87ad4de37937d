"""The same page in the other languages: for the language switch, hreflang and the sitemap."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page

# The codes of the settings are Django's; HTML, Open Graph and readers know others.
TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
OPEN_GRAPH = {"zh-hans": "zh_CN", "zh-hant": "zh_TW", "en": "en_GB"}
SHORT = {"zh-hans": "中", "zh-hant": "繁", "en": "EN"}


@dataclass(frozen=True, slots=True)
class Language:
    """Where a language shows what the visitor is reading; its front page if it does not."""

    code: str
    name: str
    url: str
    home: str
    is_current: bool
    is_translation: bool

    @property
    def tag(self) -> str:
        return TAGS.get(self.code, self.code)

    @property
    def short(self) -> str:
        return SHORT.get(self.code, self.code)

    @property
    def og(self) -> str:
        return OPEN_GRAPH.get(self.code, self.code)

    @property
    def full_url(self) -> str:
        return settings.PORTAL_BASE_URL.rstrip("/") + self.url.partition("?")[0]


def languages(request: HttpRequest, page: Page | None = None) -> list[Language]:
    """One entry for each language, in the order of the settings.

    Pages know their translations; the address of any other view is written anew for the language.
    """
    current = get_language()
    urls = _page_urls(page, request) if page and page.pk else _view_urls(request)
    return [
        Language(
            code=code,
            name=name,
            url=urls.get(code) or front_page_url(code),
            home=front_page_url(code),
            is_current=code == current,
            is_translation=code in urls,
        )
        for code, name in settings.LANGUAGES
    ]


def front_page_url(language: str) -> str:
    return localized_path("/", language)


def localized_path(path: str, language: str | None = None) -> str:
    """*path*, written for the source language, in *language* (default: the active one).

    An address of another host, or one without languages such as a file's, stays as it is.
    """
    if not path.startswith("/") or path.startswith("//"):
        return path
    return _translated(path, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def _translated(path: str, language: str) -> str:
    """Kept, because a front page asks for dozens and each walks all addresses of the site."""
    with override(settings.LANGUAGE_CODE):
        return translate_url(path, language)


def _page_urls(page: Page, request: HttpRequest) -> dict[str, str]:
    translations = Page.objects.live().filter(
        translation_key=page.translation_key, alias_of__isnull=True
    )
    rows = translations.select_related("locale").only("url_path", "locale__language_code")
    urls = {row.locale.language_code: row.get_url(request) for row in rows}
    return {code: url for code, url in urls.items() if url}


def _view_urls(request: HttpRequest) -> dict[str, str]:
    """Nothing for an address that leads nowhere: a 404 page offers the front pages."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return {}
    if match.view_name == "wagtail_serve":
        return {}
    path = request.get_full_path()
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}
