"""The same page in the other languages: for the language switch, hreflang and the sitemap."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page

# What <html lang> and hreflang call a language; the codes of the settings are Django's.
TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Alternate:
    """Where a language of the site shows what the visitor is reading.

    `is_translation` is false where it has only the front page of that language to offer.
    """

    code: str
    name: str
    url: str
    is_current: bool
    is_translation: bool

    @property
    def tag(self) -> str:
        return TAGS.get(self.code, self.code)


def alternates(request: HttpRequest, page: Page | None = None) -> list[Alternate]:
    """One entry for each language, in the order of the settings.

    Pages know their translations; the address of any other view is written anew for the language.
    """
    current = get_language()
    urls = _page_urls(page, request) if page and page.pk else _view_urls(request)
    return [
        Alternate(
            code=code,
            name=name,
            url=urls.get(code) or front_page_url(code),
            is_current=code == current,
            is_translation=code in urls,
        )
        for code, name in settings.LANGUAGES
    ]


def front_page_url(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=[""])


def localized_path(path: str, language: str | None = None) -> str:
    """*path*, written by an editor for the source language, in *language* (default: the active).

    An address of another host, or one without languages such as a file's, stays as it is.
    """
    if not path.startswith("/") or path.startswith("//"):
        return path
    language = language or get_language() or settings.LANGUAGE_CODE
    with override(settings.LANGUAGE_CODE):
        return translate_url(path, language)


def _page_urls(page: Page, request: HttpRequest) -> dict[str, str]:
    translations = Page.objects.live().filter(
        translation_key=page.translation_key, alias_of__isnull=True
    )
    urls = {
        row.locale.language_code: row.get_url(request)
        for row in translations.select_related("locale")
    }
    return {code: url for code, url in urls.items() if url}


def _view_urls(request: HttpRequest) -> dict[str, str]:
    """Nothing for an address that leads nowhere: a 404 page offers the front pages."""
    path = request.get_full_path()
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return {}
    if match.view_name == "wagtail_serve":
        return {}
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}
