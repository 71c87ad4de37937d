"""Suggestions while someone types."""

import pytest
from django.utils.translation import override

from tests.factories.catalog import BookFactory
from tests.factories.home import NewsPageFactory, site_tree
from tests.factories.search import index_books

pytestmark = pytest.mark.django_db


def suggested(client, text, path="/search/suggest"):
    response = client.get(path, {"q": text})
    assert response["Content-Type"] == "application/json"
    return response.json()["items"]


def test_pages_and_books_go_on_from_what_is_typed(client):
    site_tree()
    page = NewsPageFactory(title="国学消息")
    with override("zh-hans"):
        kind = str(page.page_type_display_name)
    book = BookFactory(title="国学概论", isbn13=[])
    index_books(book)
    for typed in ["国", "国学", "guox", "guo xu", "gx", '"国学"']:
        assert suggested(client, typed) == [
            {"label": "国学消息", "note": kind, "url": page.url},
            {"label": "国学概论", "note": "老舍", "url": f"/books/{book.pk}/"},
        ]


def test_drafts_and_other_languages_are_left_out(client):
    site_tree()
    NewsPageFactory(title="国学草稿", live=False)
    NewsPageFactory(title="国学消息")
    assert [item["label"] for item in suggested(client, "国学")] == ["国学消息"]
    assert suggested(client, "国学", "/en/search/suggest") == []


def test_nothing_typed_suggests_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert suggested(client, " \x00\"' ") == []


def test_number_of_queries_does_not_grow(client, django_assert_num_queries):
    site_tree()
    NewsPageFactory(title="国学消息")
    index_books(BookFactory(title="国学概论", isbn13=[]))
    suggested(client, "国学")
    with django_assert_num_queries(6):
        suggested(client, "国学")
    for number in range(2):
        NewsPageFactory(title=f"国学消息{number}")
    with django_assert_num_queries(6):
        assert len(suggested(client, "国学")) == 4


def test_only_reading_is_allowed(client):
    assert client.post("/search/suggest").status_code == 405
    assert client.post("/search/").status_code == 405
