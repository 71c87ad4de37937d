"""What is counted of a search, and what is not."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from search.kinds import Kind
from search.models import SearchQuery
from search.selectors import popular_searches
from search.services import count_search
from tests.factories.home import NewsPageFactory, site_tree
from tests.factories.search import SearchQueryFactory

pytestmark = pytest.mark.django_db


def rows():
    return list(SearchQuery.objects.values_list("text", "kind", "results", "count"))


def test_same_search_on_a_day_is_one_row():
    count_search("国学", kind=Kind.ALL, results=3)
    count_search("国学", kind=Kind.ALL, results=4)
    count_search("国学", kind=Kind.BOOKS, results=1)
    assert rows() == [("国学", "all", 4, 2), ("国学", "books", 1, 1)]
    assert SearchQuery.objects.first().day == timezone.localdate()


def test_database_keeps_one_row_too():
    SearchQueryFactory(text="国学")
    with pytest.raises(IntegrityError):
        SearchQueryFactory(text="国学")


@pytest.mark.parametrize(
    "text",
    ["13800138000", "010-8888 1234", "张三 110101199003078888", "zhang@example.org", "", "123456"],
)
def test_what_may_be_personal_is_not_kept(text):
    count_search(text, kind=Kind.ALL, results=0)
    assert rows() == []


@pytest.mark.parametrize("text", ["9787020002207", "1984", "python 3"])
def test_numbers_of_books_are_kept(text):
    count_search(text, kind=Kind.ALL, results=1)
    assert len(rows()) == 1


def test_counting_may_be_switched_off(settings):
    settings.PORTAL_SEARCH_LOG = False
    count_search("国学", kind=Kind.ALL, results=3)
    assert rows() == []


@pytest.mark.django_db(transaction=True)
def test_search_is_answered_when_it_cannot_be_counted(client, monkeypatch):
    site_tree()
    monkeypatch.setattr("search.services._ADD", "INSERT INTO no_such_table VALUES (%s, %s, %s, %s)")
    assert client.get("/search/", {"q": "国学"}).status_code == 200
    assert rows() == []


def test_page_counts_the_first_page_only(client):
    site_tree()
    NewsPageFactory(title="国学消息")
    client.get("/search/", {"q": " 国学 \x00"})
    client.get("/search/", {"q": "国学", "page": "2"})
    client.get("/search/", {"kind": "books", "class": "I"})
    client.get("/search/")
    assert rows() == [("国学", "all", 1, 1)]


def test_popular_is_what_many_looked_for_lately_and_found():
    today = timezone.localdate()
    SearchQueryFactory(text="国学", count=3)
    SearchQueryFactory(text="国学", count=3, day=today - dt.timedelta(days=1))
    SearchQueryFactory(text="书法", count=9)
    SearchQueryFactory(text="少见", count=4)
    SearchQueryFactory(text="没有", count=50, results=0)
    SearchQueryFactory(text="旧事", count=50, day=today - dt.timedelta(days=60))
    SearchQueryFactory(text="图书", count=50, kind="books")
    assert popular_searches() == ["书法", "国学"]
    assert popular_searches(limit=1) == ["书法"]


def test_popular_searches_are_offered_on_the_empty_page(client):
    site_tree()
    SearchQueryFactory(text="国学", count=9)
    assert 'href="?q=%E5%9B%BD%E5%AD%A6"' in client.get("/search/").text


def test_search_is_shown_by_its_text():
    assert str(SearchQueryFactory.build(text="国学")) == "国学"
