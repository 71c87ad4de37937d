"""What editors do in the admin: write, preview, publish, and get in each other's way."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import HomePage, LibraryPage, NewsPage, StandardPage, TopicPage
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory, TopicFactory
from tests.factories.home import (
    LibraryPageFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    StandardPageFactory,
    TopicPageFactory,
)
from tests.factories.images import ImageFactory

pytestmark = pytest.mark.django_db


def form(**fields):
    """What the form of a page sends, empty but for *fields*."""
    empty = {"title": "标题", "slug": "", "summary": "", "body": streamfield([])}
    return nested_form_data({**empty, "comments": inline_formset([]), **fields})


def paragraph(html):
    return streamfield([("text", rich_text(html))])


def add_url(parent, model):
    return reverse("wagtailadmin_pages:add", args=["home", model._meta.model_name, parent.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def pages(site):
    """One of each type with the form that publishes it again."""
    category = NewsCategoryFactory()
    library = LibraryFactory()
    news = NewsPageFactory(slug="story", category=category)
    return {
        "front": (site.zh, {"slug": "home"}),
        "news index": (site.page("news"), {"slug": "news"}),
        "news": (news, {"slug": "story", "category": category.pk, "date": "2026-12-12"}),
        "standard": (StandardPageFactory(slug="about"), {"slug": "about"}),
        "topic": (TopicPageFactory(slug="snow"), {"slug": "snow", "topics": TopicFactory().pk}),
        "libraries": (site.page("libraries"), {"slug": "libraries"}),
        "library": (LibraryPageFactory(library=library), {"library": library.pk, "slug": "x"}),
    }


KINDS = ["front", "news index", "news", "standard", "topic", "libraries", "library"]


@pytest.mark.parametrize("kind", KINDS)
def test_page_can_be_shown_edited_and_published(editor, site, kind):
    page, fields = pages(site)[kind]
    assert editor.get(page.get_url()).status_code == 200
    assert editor.get(edit_url(page)).status_code == 200
    sent = form(title="新标题", **fields) | {"action-publish": "action-publish"}
    assert editor.post(edit_url(page), sent).status_code == 302
    page.refresh_from_db()
    assert page.title == "新标题"
    assert page.live


@pytest.mark.parametrize("kind", KINDS)
def test_page_can_be_previewed(editor, site, kind):
    page, fields = pages(site)[kind]
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = editor.post(url, form(title="预览的标题", **fields))
    assert answer.json() == {"is_valid": True, "is_available": True}
    shown = editor.get(url)
    assert shown.status_code == 200
    assert "预览的标题" in shown.content.decode()
    page.refresh_from_db()
    assert page.title != "预览的标题"


@pytest.mark.parametrize(
    ("model", "parent", "fields"),
    [
        (StandardPage, "", {}),
        (TopicPage, "", {}),
        (NewsPage, "news", {"date": "2026-12-12"}),
    ],
)
def test_a_chinese_title_gives_an_address_in_pinyin(editor, site, model, parent, fields):
    if model is NewsPage:
        fields = {**fields, "category": NewsCategoryFactory().pk}
    sent = form(title="冬至诗会", body=paragraph("<p>一同消寒</p>"), **fields)
    answer = editor.post(
        add_url(site.page(parent) if parent else site.zh, model),
        sent | {"action-publish": "action-publish"},
    )
    assert answer.status_code == 302
    page = model.objects.get(title="冬至诗会")
    assert page.slug == "dong-zhi-shi-hui"
    assert "一同消寒" in Client().get(page.url).content.decode()


def test_published_news_is_listed_at_once(editor, site):
    sent = form(title="冬至诗会", category=NewsCategoryFactory().pk, date="2026-12-12")
    editor.post(add_url(site.page("news"), NewsPage), sent | {"action-publish": "action-publish"})
    assert "冬至诗会" in Client().get("/news/").content.decode()


def test_an_address_that_exists_is_refused_and_nothing_is_lost(editor, site):
    NewsPageFactory(slug="taken")
    sent = form(
        title="第二篇",
        slug="taken",
        category=NewsCategoryFactory().pk,
        date="2026-12-12",
        summary="写了很久",
    )
    answer = editor.post(
        add_url(site.page("news"), NewsPage), sent | {"action-publish": "action-publish"}
    )
    assert answer.status_code == 200
    assert "slug" in answer.context["form"].errors
    assert "写了很久" in answer.content.decode()
    assert NewsPage.objects.count() == 1


def test_the_same_title_twice_gives_two_addresses(editor, site):
    for _ in range(2):
        sent = form(title="冬至诗会")
        editor.post(add_url(site.zh, StandardPage), sent | {"action-publish": "action-publish"})
    slugs = StandardPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["dong-zhi-shi-hui", "dong-zhi-shi-hui-1"]


def test_two_editors_on_one_page_are_told_and_lose_nothing(editor, site):
    page = StandardPageFactory(title="开放时间", slug="hours")
    loaded = page.get_latest_revision()
    colleague = Client()
    colleague.force_login(UserFactory(username="colleague", is_staff=True, is_superuser=True))
    session = editor.get(edit_url(page)).context["editing_sessions"].current_session
    colleague.post(edit_url(page), form(title="同事的标题", slug="hours"))

    ping = reverse(
        "wagtailadmin_editing_sessions:ping",
        args=["wagtailcore", "page", page.pk, session.pk],
    )
    told = editor.post(ping, {"revision_id": loaded.pk})
    assert told.status_code == 200
    assert "colleague" in json.dumps(told.json())

    stale = {
        "loaded_revision_id": loaded.pk,
        "loaded_revision_created_at": loaded.created_at.isoformat(),
    }
    autosaved = editor.post(
        edit_url(page),
        form(title="我的标题", slug="hours") | stale,
        headers={"accept": "application/json"},
    )
    assert autosaved.status_code == 400
    editor.post(edit_url(page), form(title="我的标题", slug="hours") | stale)
    titles = [revision.content["title"] for revision in page.revisions.order_by("created_at")]
    assert titles[-2:] == ["同事的标题", "我的标题"]


def test_a_category_in_use_cannot_be_deleted(editor, site):
    category = NewsPageFactory().category
    url = reverse("news_categories:delete", args=[category.pk])
    assert editor.get(url).context["is_protected"]
    editor.post(url)
    assert NewsPage.objects.filter(category=category).exists()


def test_categories_can_be_added_by_editors(editor, site):
    assert editor.get(reverse("news_categories:index")).status_code == 200
    sent = {"name": "招标", "name_en": "Tenders", "slug": "tenders", "position": 3}
    assert editor.post(reverse("news_categories:add"), sent).status_code == 302
    assert 'href="/news/?category=tenders"' in Client().get("/news/").content.decode()


def test_a_picture_that_was_deleted_leaves_the_pages(editor, site):
    picture = ImageFactory()
    page = NewsPageFactory(
        cover=picture, body=[("picture", {"image": picture, "caption": "雪后"})], title="有图"
    )
    picture.delete()
    assert Client().get(page.url).status_code == 200
    assert editor.get(edit_url(page)).status_code == 200


def test_front_page_links_need_one_target(editor, site):
    def sent(**link):
        links = [{"text": "报名", "page": "", "url": "", **link}]
        hero = {"eyebrow": "", "title": "题", "text": "", "picture": "", "buttons": _list(links)}
        body = streamfield([("hero", hero)])
        return form(slug="home", body=body) | {"action-publish": "action-publish"}

    page = site.page("news").pk
    for wrong in ({}, {"page": page, "url": "/news/"}, {"url": "javascript:alert(1)"}):
        assert editor.post(edit_url(site.zh), sent(**wrong)).status_code == 200
    for right in ({"page": page}, {"url": "/news/"}, {"url": "tel:01000001234"}):
        assert editor.post(edit_url(site.zh), sent(**right)).status_code == 302
    assert 'href="tel:01000001234"' in Client().get("/").content.decode()
    assert HomePage.objects.get(pk=site.zh.pk).body[0].value["title"] == "题"


def _list(values):
    rows = {
        str(n): {"value": value, "order": str(n), "deleted": ""} for n, value in enumerate(values)
    }
    return {"count": str(len(values)), **rows}


def test_a_second_page_for_a_library_is_refused(editor, site):
    library = LibraryPageFactory().library
    sent = form(title="又一页", slug="again", library=library.pk)
    answer = editor.post(
        add_url(site.page("libraries"), LibraryPage), sent | {"action-publish": "action-publish"}
    )
    assert answer.status_code == 200
    assert "library" in answer.context["form"].errors
