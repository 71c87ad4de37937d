"""Page trees and pages of the home app."""

from dataclasses import dataclass

import factory
from wagtail.models import Locale, Page, Site

from home.models import (
    HomePage,
    LibrariesIndexPage,
    LibraryPage,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    TopicPage,
)
from home.services import SECTIONS

from .core import LibraryFactory


@dataclass(frozen=True)
class SiteTree:
    """The empty site: its front page in each language, and any page of it by path."""

    zh: HomePage
    en: HomePage

    def page(self, slug: str, language: str = "zh") -> Page:
        """The index page *slug* ("events", "lists", "news", "libraries") in *language*."""
        return getattr(self, language).get_children().get(slug=slug).specific


def site_tree() -> SiteTree:
    """What `create_site` makes, without revisions and translation records: five times as fast."""
    zh, en = (Locale.objects.get(language_code=code) for code in ("zh-hans", "en"))
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="首页", slug="home", locale=zh))
    english = root.add_child(instance=_twin(home, title="Home", slug="home-en", locale=en))
    for section in SECTIONS:
        page = section.model(title=section.title, slug=section.slug, locale=zh)
        home.add_child(instance=page)
        english.add_child(instance=_twin(page, title=section.title_en, slug=page.slug, locale=en))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return SiteTree(zh=home, en=english)


def _twin(page: Page, **kwargs) -> Page:
    return type(page)(translation_key=page.translation_key, **kwargs)


def _source(model):
    """The only page of *model* in the source language."""
    return model.objects.get(locale__language_code="zh-hans")


class PageFactory(factory.django.DjangoModelFactory):
    """Adds the page below *parent* and publishes it, as an editor would."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent")
        live = kwargs.pop("live", True)
        page = model_class(*args, live=live, **kwargs)
        parent.add_child(instance=page)
        if live:
            page.save_revision().publish()
        return page


class NewsCategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NewsCategory
        django_get_or_create = ["slug"]

    slug = "notices"
    name = "公告"
    name_en = "Notices"


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"新闻 {n}")
    slug = factory.Sequence(lambda n: f"story-{n}")
    category = factory.SubFactory(NewsCategoryFactory)
    parent = factory.LazyFunction(lambda: _source(NewsIndexPage))


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"页面 {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    parent = factory.LazyFunction(lambda: _source(HomePage))


class LibraryPageFactory(PageFactory):
    class Meta:
        model = LibraryPage

    library = factory.SubFactory(LibraryFactory)
    title = factory.SelfAttribute("library.name")
    parent = factory.LazyFunction(lambda: _source(LibrariesIndexPage))


class TopicPageFactory(PageFactory):
    class Meta:
        model = TopicPage

    title = factory.Sequence(lambda n: f"专题 {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")
    parent = factory.LazyFunction(lambda: _source(HomePage))
