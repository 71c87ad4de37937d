"""What changes the page tree of the site as a whole."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from community.volunteers.models import VolunteerPage
from events.models import EventsIndexPage
from portal.core.models import BasePage
from portal.core.translations import translate_page
from reading_lists.models import ReadingListIndexPage

from .models import HomePage, LibrariesIndexPage, NewsIndexPage


@dataclass(frozen=True)
class Section:
    """An index page every site has; its slug is promised to others (design, section 5)."""

    model: type[BasePage]
    slug: str
    title: str
    title_en: str


SECTIONS = [
    Section(EventsIndexPage, "events", "活动", "What's on"),
    Section(ReadingListIndexPage, "lists", "书单", "Reading lists"),
    Section(VolunteerPage, "volunteer", "志愿者", "Volunteering"),
    Section(NewsIndexPage, "news", "新闻", "News"),
    Section(LibrariesIndexPage, "libraries", "场馆", "Libraries"),
]


@transaction.atomic
def create_site(name: str = "书香") -> HomePage:
    """Create what is missing of the site, its front pages and index pages in all languages.

    Safe to repeat: what exists is left as the editors made it.
    """
    source, *others = _locales()
    _remove_welcome_page()
    home = HomePage.objects.filter(locale=source).first() or _add(
        Page.get_first_root_node(),
        HomePage(title="首页", seo_title=name, slug="home", locale=source),
    )
    _translate(home, others, "Home")
    for section in SECTIONS:
        page = section.model.objects.child_of(home).first() or _add(
            home,
            section.model(
                title=section.title, slug=section.slug, show_in_menus=True, locale=source
            ),
        )
        _translate(page, others, section.title_en)
    _site(home, name)
    return home


def _locales() -> list[Locale]:
    """The languages of the settings as rows, the source language first."""
    return [
        Locale.objects.get_or_create(language_code=code)[0]
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]


def _remove_welcome_page() -> None:
    """Wagtail's migrations leave a page of no type behind, with the address we need."""
    for page in Page.objects.filter(depth=2, slug="home").exact_type(Page):
        page.delete()


def _add(parent: Page, page: BasePage) -> BasePage:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _translate(page: BasePage, locales: list[Locale], title: str) -> None:
    for locale in locales:
        if not page.has_translation(locale):
            translate_page(page, locale, {page.title: title, page.seo_title: "Shuxiang"})


def _site(home: HomePage, name: str) -> None:
    address = urlsplit(settings.PORTAL_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    if not Site.objects.filter(root_page=home).exists():
        Site.objects.filter(is_default_site=True).delete()
        Site.objects.create(
            hostname=address.hostname,
            port=port,
            root_page=home,
            is_default_site=True,
            site_name=name,
        )
