import pytest
from wagtail.models import Page, Site

from home import services
from home.models import HomePage, NewsIndexPage

pytestmark = pytest.mark.django_db


def test_create_site_makes_both_languages(site):
    assert site.zh.title == "首页"
    assert site.en.title == "Home"
    assert site.en.live
    assert site.page("news").title == "新闻"
    assert site.page("news", "en").title == "News"
    assert Site.objects.get().root_page_id == site.zh.pk


def test_create_site_twice_changes_nothing(site):
    news = NewsIndexPage.objects.get(pk=site.page("news").pk)
    news.title = "资讯"
    news.save_revision().publish()
    before = Page.objects.count()
    services.create_site()
    assert Page.objects.count() == before
    assert HomePage.objects.count() == 2
    news.refresh_from_db()
    assert news.title == "资讯"
