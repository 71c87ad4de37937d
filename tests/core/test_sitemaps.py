import re

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.home import NewsPageFactory, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(root_page):
    return site_tree()


def sitemap(client, path="/sitemap-pages-1.xml"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return response.content.decode()


def test_index_names_the_parts(client, site):
    root = site.zh.get_site().root_url
    assert f"<loc>{root}/sitemap-pages-1.xml</loc>" in sitemap(client, "/sitemap.xml")
    assert "sitemap-books" not in sitemap(client, "/sitemap.xml")


@pytest.mark.parametrize("name", ["pages-0", "pages-2", "books-1", "films-1"])
def test_a_part_that_is_not_is_not_found(client, site, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_large_sitemaps_come_in_parts(client, site, monkeypatch):
    monkeypatch.setattr("portal.core.sitemaps.MAX_URLS", 4)
    parts = re.findall(r"sitemap-pages-\d", sitemap(client, "/sitemap.xml"))
    texts = [sitemap(client, f"/{part}.xml") for part in parts]
    assert len(parts) > 1
    assert all(0 < text.count("<url>") <= 4 for text in texts)
    assert sum(text.count("<url>") for text in texts) == sitemap_size(client, monkeypatch)


def sitemap_size(client, monkeypatch):
    monkeypatch.undo()
    return sitemap(client).count("<url>")


def test_sitemap_names_pages_in_both_languages(client, site):
    text = sitemap(client)
    for path in ("/", "/en/", "/news/", "/en/news/", "/libraries/"):
        assert f"{site.zh.get_site().root_url}{path}</loc>" in text
    assert 'hreflang="zh-Hans"' in text
    assert 'hreflang="x-default"' in text


def test_sitemap_leaves_out_drafts_and_private_pages(client, site):
    NewsPageFactory(slug="draft", live=False)
    secret = NewsPageFactory(slug="secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    text = sitemap(client)
    assert "draft" not in text
    assert "secret" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_queries_do_not_grow(client, site, count, django_assert_num_queries):
    for _ in range(count):
        NewsPageFactory()
    sitemap(client)
    with django_assert_num_queries(3):
        sitemap(client)


def test_robots_name_the_sitemap_and_leave_feeds_open(client, site):
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {site.zh.get_site().root_url}/sitemap.xml" in text
    assert "Disallow: /admin/" in text
    assert "Disallow: /en/me/" in text
    assert "ics" not in text
    assert "Disallow: /\n" not in text
