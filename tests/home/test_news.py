import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import NewsPage
from portal.core.translations import translate_page
from tests.factories.catalog import RecordFactory
from tests.factories.core import LibraryFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.home import NewsCategoryFactory, NewsPageFactory
from tests.factories.images import ImageFactory

pytestmark = pytest.mark.django_db


def test_index_shows_the_newest_first(client, site):
    NewsPageFactory(title="旧消息", date=dt.date(2026, 1, 1))
    NewsPageFactory(title="新消息", date=dt.date(2026, 2, 1))
    text = client.get("/news/").content.decode()
    assert text.index("新消息") < text.index("旧消息")


def test_index_narrows_to_a_category(client, site):
    NewsPageFactory(title="闭馆", category=NewsCategoryFactory(slug="notices"))
    NewsPageFactory(title="诗会", category=NewsCategoryFactory(slug="reports", name="活动"))
    text = client.get("/news/?category=reports").content.decode()
    assert "诗会" in text
    assert "闭馆" not in text


def test_index_of_each_language_shows_its_own(client, site):
    page = NewsPageFactory(title="春节通知", slug="spring")
    translate_page(page, site.en.locale, {"春节通知": "Spring Festival hours"})
    NewsPageFactory(title="只有中文")
    text = client.get("/en/news/").content.decode()
    assert "Spring Festival hours" in text
    assert "只有中文" not in text
    assert "春节通知" not in text


@pytest.mark.parametrize(
    "query",
    [
        "page=x",
        "page=-1",
        "page=99999",
        "category='",
        "category=%00",
        "category=" + "a" * 3000,
        "a[]=",
    ],
)
def test_index_answers_whatever_is_asked(client, site, query):
    NewsPageFactory()
    assert client.get(f"/news/?{query}").status_code == 200


def test_index_without_news_says_so(client, site):
    assert 'class="empty"' in client.get("/news/").content.decode()


def test_index_has_pages(client, site):
    for _ in range(13):
        NewsPageFactory()
    assert client.get("/news/?page=2").content.decode().count('class="ncard"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_index_queries_do_not_grow(client, site, count, django_assert_num_queries):
    for _ in range(count):
        NewsPageFactory(cover=ImageFactory(), library=LibraryFactory())
    client.get("/news/")
    with django_assert_num_queries(14):
        client.get("/news/")


@pytest.mark.parametrize("count", [1, 3])
def test_article_queries_do_not_grow(client, site, count, django_assert_num_queries):
    for _ in range(count):
        NewsPageFactory()
    page = NewsPageFactory(slug="a", body=[("text", "<p>一</p>")] * count)
    client.get(page.url)
    with django_assert_num_queries(11):
        client.get(page.url)


def test_article_shows_text_date_library_and_what_is_related(client, site):
    library = LibraryFactory(name="第一图书馆")
    NewsPageFactory(title="同馆消息", library=library)
    page = NewsPageFactory(
        title="诗会",
        date=dt.date(2026, 12, 22),
        library=library,
        summary="一同消寒",
        body=[("text", "<p>数九<b>第一天</b></p>")],
    )
    text = client.get(page.url).content.decode()
    for part in ("诗会", "2026年12月22日", "第一图书馆", "一同消寒", "<b>第一天</b>", "同馆消息"):
        assert part in text


def test_article_tells_search_engines_what_it_is(client, site):
    page = NewsPageFactory(title="</script><b>", slug="a")
    text = client.get(page.url).content.decode()
    assert '"@type": "NewsArticle"' in text
    assert "</script><b>" not in text


def test_private_news_is_not_listed(client, site):
    page = NewsPageFactory(title="内部消息")
    other = NewsPageFactory(title="公开消息")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "内部消息" not in client.get("/news/").content.decode()
    assert "内部消息" not in client.get(other.url).content.decode()
    assert "内部消息" not in client.get("/feeds/news.xml").content.decode()


def test_news_below_a_private_page_is_not_listed(client, site):
    NewsPageFactory(title="内部消息")
    PageViewRestriction.objects.create(page=site.page("news"), restriction_type="login")
    assert "内部消息" not in client.get("/feeds/news.xml").content.decode()
    PageViewRestriction.objects.update(page=site.page("news", "en"))
    assert "内部消息" in client.get("/feeds/news.xml").content.decode()


def test_scheduled_news_appears_when_its_time_has_come(client, site, time_machine):
    time_machine.move_to(timezone.now())
    page = NewsPageFactory(title="定时发布", live=False)
    page.go_live_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    assert "定时发布" not in client.get("/news/").content.decode()
    time_machine.shift(dt.timedelta(hours=2))
    call_command("publish_scheduled")
    assert "定时发布" in client.get("/news/").content.decode()


def test_expired_news_disappears(client, site, time_machine):
    time_machine.move_to(timezone.now())
    page = NewsPageFactory(title="有效一小时")
    page.expire_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    time_machine.shift(dt.timedelta(hours=2))
    call_command("publish_scheduled")
    assert "有效一小时" not in client.get("/news/").content.decode()
    assert not NewsPage.objects.get(pk=page.pk).live


def test_index_is_the_same_for_everybody(client, site):
    response = client.get("/news/")
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@override_settings(PORTAL_BASE_URL="https://library.example")
def test_a_link_to_an_article_carries_its_cover(client, site):
    plain, illustrated = NewsPageFactory(), NewsPageFactory(cover=ImageFactory())
    shared = r'property="og:image"\s+content="([^"]+)"'
    pictures = [
        re.search(shared, client.get(page.url).content.decode())[1] for page in (plain, illustrated)
    ]
    assert pictures[0] == "https://library.example/static/art/share.png"
    assert pictures[1].startswith("https://library.example/images/")


def test_article_shows_books_and_events(client, site):
    OccurrenceFactory(series__texts={"zh-hans": {"title": "消寒诗会"}})
    books = {"title": "同读", "records": [RecordFactory(title="呼兰河传")]}
    page = NewsPageFactory(body=[("books", books), ("events", {"title": "近期", "series": []})])
    text = client.get(page.url).content.decode()
    assert "呼兰河传" in text
    assert "消寒诗会" in text
