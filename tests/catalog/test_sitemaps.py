import datetime as dt

import pytest
from django.utils import timezone

from catalog.models import Record
from catalog.sitemaps import RECORDS
from tests.factories.catalog import RecordFactory

pytestmark = pytest.mark.django_db


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_book_is_listed_in_both_languages_with_its_last_change(client, root_page):
    RecordFactory(pk=7)
    Record.objects.update(
        updated_at=dt.datetime(2026, 11, 3, tzinfo=timezone.get_current_timezone())
    )
    text = text_of(client, "/sitemap-books-1.xml")
    assert text.count("<url>") == 2
    assert "/books/7/</loc><lastmod>2026-11-0" in text
    assert "/en/books/7/</loc>" in text
    assert text.count('hreflang="zh-Hans"') == text.count('hreflang="x-default"') == 2


def test_withdrawn_books_are_left_out(client, root_page):
    RecordFactory(pk=7)
    RecordFactory(pk=8, is_withdrawn=True)
    assert "/books/8/" not in text_of(client, "/sitemap-books-1.xml")


def test_books_keep_their_part_when_others_come_and_go(client, root_page):
    RecordFactory(pk=RECORDS)
    RecordFactory(pk=2 * RECORDS + 1)
    index = text_of(client, "/sitemap.xml")
    assert "sitemap-books-1.xml" in index
    assert "sitemap-books-2.xml" not in index
    assert f"/books/{RECORDS}/" in text_of(client, "/sitemap-books-1.xml")
    assert f"/books/{2 * RECORDS + 1}/" in text_of(client, "/sitemap-books-3.xml")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client, root_page, count, django_assert_num_queries):
    RecordFactory.create_batch(count)
    text_of(client, "/sitemap.xml")
    with django_assert_num_queries(8):
        text_of(client, "/sitemap.xml")
    last = (Record.objects.latest("pk").pk - 1) // RECORDS + 1
    with django_assert_num_queries(2):
        text_of(client, f"/sitemap-books-{last}.xml")
