import xml.etree.ElementTree as ET

import pytest

from portal.core.translations import translate_page
from tests.factories.home import NewsPageFactory
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content).findall("a:entry", ATOM)


def title(entry):
    return entry.find("a:title", ATOM).text


def test_news_feed_of_each_language(client, site):
    page = NewsPageFactory(title="春节通知", slug="spring")
    translate_page(page, site.en.locale, {"春节通知": "Spring Festival hours"})
    assert [title(entry) for entry in entries(client, "/feeds/news.xml")] == ["春节通知"]
    [english] = entries(client, "/en/feeds/news.xml")
    assert title(english) == "Spring Festival hours"
    assert english.find("a:link", ATOM).get("href").endswith("/en/news/spring/")


def test_an_entry_keeps_its_identity_when_its_page_moves(client, site):
    page = NewsPageFactory(slug="a")
    [before] = entries(client, "/feeds/news.xml")
    page.slug = "b"
    page.save_revision().publish()
    [after] = entries(client, "/feeds/news.xml")
    assert before.find("a:id", ATOM).text == after.find("a:id", ATOM).text


def test_lists_feed(client, site):
    ReadingListFactory(title="写给冬天的北京", books=1)
    [entry] = entries(client, "/feeds/lists.xml")
    assert title(entry) == "写给冬天的北京"


def test_a_reader_that_knows_the_feed_gets_a_short_answer(client, site):
    NewsPageFactory()
    first = client.get("/feeds/news.xml")
    again = client.get("/feeds/news.xml", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    NewsPageFactory()
    changed = client.get("/feeds/news.xml", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/feeds/news.xml", 1), ("/feeds/lists.xml", 2)])
def test_feed_queries_do_not_grow(client, site, count, path, queries, django_assert_num_queries):
    for _ in range(count):
        NewsPageFactory()
        ReadingListFactory(books=1)
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


def test_an_empty_feed_is_a_feed(client, site):
    assert entries(client, "/feeds/news.xml") == []
