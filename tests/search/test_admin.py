"""The search boxes of the Wagtail admin stand on the same engine."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.home import NewsPageFactory, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


HOSTILE = ['"', "国\x00学", "词 " * 5_000, '"' * 5_000, "live:true title:x \"国学'"]


def boxes(parent):
    yield reverse("wagtailadmin_pages:search")
    yield reverse("wagtailadmin_explore", args=[parent.pk])
    yield reverse("wagtailadmin_choose_page_search")
    yield reverse("wagtailimages:index")
    yield reverse("wagtailimages_chooser:choose")
    yield reverse("wagtaildocs:index")
    yield reverse("wagtaildocs_chooser:choose")
    yield reverse("wagtailusers_users:index")


def test_editor_finds_a_page_by_characters_in_its_middle_and_by_pinyin(admin):
    page = NewsPageFactory(title="少年国学系列讲座", parent=site_tree().page("news"))
    for text in ["国学", "讲座", "國學", "guoxue", "sngx"]:
        response = admin.get(reverse("wagtailadmin_pages:search"), {"q": text})
        assert page.title in response.text


def test_hostile_words_are_answered_everywhere(admin):
    tree = site_tree()
    NewsPageFactory(title="国学")
    for url in boxes(tree.zh):
        for text in HOSTILE:
            assert admin.get(url, {"q": text}).status_code == 200, (url, text[:20])
