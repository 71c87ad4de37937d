"""A page below the front page is found by its whole address."""

import pytest

from tests.factories.home import NewsPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def status(client, path):
    return client.get(path).status_code


def test_nested_pages_are_found(client, site):
    about = StandardPageFactory(title="关于", slug="about")
    StandardPageFactory(title="历史", slug="history", parent=about)
    assert "历史" in client.get("/about/history/").content.decode()
    assert status(client, "/history/") == 404
    assert status(client, "/about/history/more/") == 404


def test_a_slug_at_another_place_is_another_page(client, site):
    StandardPageFactory(title="关于新闻", slug="story")
    NewsPageFactory(title="新闻稿", slug="story")
    assert "关于新闻" in client.get("/story/").content.decode()
    assert "新闻稿" in client.get("/news/story/").content.decode()


def test_drafts_are_not_found(client, site):
    page = NewsPageFactory(slug="draft", live=False)
    assert status(client, "/news/draft/") == 404
    page.save_revision().publish()
    assert status(client, "/news/draft/") == 200


def test_each_language_finds_its_own(client, site):
    NewsPageFactory(slug="only-chinese")
    assert status(client, "/news/only-chinese/") == 200
    assert status(client, "/en/news/only-chinese/") == 404


@pytest.mark.parametrize(
    "path", ["/x/", "/news/x/", "/home/", "/home/news/", "/en/home/", "/x/y/z/"]
)
def test_other_addresses_are_not_found(client, site, path):
    assert status(client, path) == 404


def test_a_page_that_was_not_found_offers_both_front_pages(client, site):
    answer = client.get("/en/nowhere/")
    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()
    assert 'href="/en/"' in answer.content.decode()
