"""What search engines are told: a sitemap in parts, with both languages, and robots.txt."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from wagtail.models import Page, PageQuerySet, Site

from portal.core.languages import TAGS
from portal.core.webapi import in_each_language

MAX_URLS = 10_000  # of one part; the format's own limit is 50,000
CLOSED = ["/accounts/", "/me/", "/live/", "/search/suggest"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Entry:
    """An address, below the site's root, and those of its translations by language code."""

    path: str
    changed: dt.datetime | None = None
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of addresses: the numbers of its parts, and what stands in one of them."""

    parts: Callable[[], Iterable[int]]
    entries: Callable[[HttpRequest, int], Iterable[Entry]]


def in_languages(make: Callable[[], str], changed: dt.datetime | None = None) -> Iterator[Entry]:
    """What *make* gives in each language, as translations of one another."""
    paths = in_each_language(make)
    for path in paths.values():
        yield Entry(path, changed, paths)


@cache_control(public=True, max_age=300)
def index(request: HttpRequest, sections: Mapping[str, Section]) -> HttpResponse:
    """The parts of all *sections*."""
    root = _root(request)
    lines = [
        f"<sitemap><loc>{root}{reverse('sitemap-part', args=[name, part])}</loc></sitemap>"
        for name, section in sections.items()
        for part in section.parts()
    ]
    return _xml(f'<sitemapindex xmlns="{_SITEMAPS}">', lines, "</sitemapindex>")


@cache_control(public=True, max_age=300)
def part(
    request: HttpRequest, name: str, number: int, sections: Mapping[str, Section]
) -> HttpResponse:
    """The addresses of one part, each with those of its translations."""
    entries = list(sections[name].entries(request, number)) if name in sections else []
    if not entries:
        raise Http404
    root = _root(request)
    lines = (_line(root, entry) for entry in entries)
    return _xml(f'<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="{_XHTML}">', lines, "</urlset>")


@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Open to everybody; the private corners are of no use to a search engine."""
    prefixes = ["", *(f"/{code}" for code, _name in settings.LANGUAGES[1:])]
    closed = ["/admin/", *(prefix + path for prefix in prefixes for path in CLOSED)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {_root(request)}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _page_parts() -> range:
    return range(1, max(0, _pages().count() - 1) // MAX_URLS + 2)


def _page_entries(request: HttpRequest, number: int) -> Iterator[Entry]:
    last = number * MAX_URLS
    pages = _pages()[max(0, last - MAX_URLS) : last]
    located = [(page, url) for page in pages if (url := page.get_url(request))]
    families: dict[UUID, dict[str, str]] = defaultdict(dict)
    for page, url in located:
        families[page.translation_key][page.locale.language_code] = url
    for page, url in located:
        yield Entry(url, page.last_published_at, families[page.translation_key])


def _pages() -> PageQuerySet:
    return (
        Page.objects.live()
        .public()
        .filter(depth__gt=1, alias_of__isnull=True)
        .select_related("locale")
        .only("url_path", "locale__language_code", "translation_key", "last_published_at")
        .order_by("translation_key", "path")  # so that translations share a part
    )


PAGES = Section(_page_parts, _page_entries)


def _root(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return site.root_url if site else request.build_absolute_uri("/").rstrip("/")


def _line(root: str, entry: Entry) -> str:
    """Joined by hand: a template takes seconds for ten thousand of them."""
    changed = f"<lastmod>{entry.changed:%Y-%m-%d}</lastmod>" if entry.changed else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(root + path)}/>'
        for code, path in entry.translations.items()
        for tag in _tags(code)
    )
    return f"<url><loc>{escape(root + entry.path)}</loc>{changed}{links}</url>"


def _tags(code: str) -> list[str]:
    tag = TAGS.get(code, code)
    return [tag, "x-default"] if code == settings.LANGUAGE_CODE else [tag]


def _xml(start: str, lines: Iterable[str], end: str) -> HttpResponse:
    text = "\n".join([_HEAD + start, *lines, end, ""])
    return HttpResponse(text, content_type="application/xml")
