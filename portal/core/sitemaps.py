"""What search engines are told: the sitemap with both languages, and robots.txt."""

from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from wagtail.models import Page, Site

from portal.core.languages import TAGS

MAX_URLS = 50_000  # the format's own limit
CLOSED = ["/accounts/", "/me/", "/live/", "/search/suggest"]


@cache_control(public=True, max_age=300)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every live public page, each with the addresses of its translations."""
    located = [(page, url) for page in _pages() if (url := page.get_full_url(request))]
    families: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    for page, url in located:
        families[page.translation_key] += _alternates(page.locale.language_code, url)
    entries = [
        {
            "location": url,
            "lastmod": page.last_published_at,
            "alternates": families[page.translation_key],
        }
        for page, url in located
    ]
    return render(request, "sitemap.xml", {"urlset": entries}, content_type="application/xml")


@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Open to everybody; the private corners are of no use to a search engine."""
    site = Site.find_for_request(request)
    root = site.root_url if site else request.build_absolute_uri("/").rstrip("/")
    prefixes = ["", *(f"/{code}" for code, _name in settings.LANGUAGES[1:])]
    closed = ["/admin/", *(prefix + path for prefix in prefixes for path in CLOSED)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {root}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _pages() -> list[Page]:
    return list(
        Page.objects.live()
        .public()
        .filter(depth__gt=1, alias_of__isnull=True)
        .select_related("locale")
        .only("url_path", "locale__language_code", "translation_key", "last_published_at")
        .order_by("path")[:MAX_URLS]
    )


def _alternates(code: str, url: str) -> list[dict[str, str]]:
    tags = [TAGS.get(code, code)]
    if code == settings.LANGUAGE_CODE:
        tags.append("x-default")
    return [{"lang_code": tag, "location": url} for tag in tags]
