"""Readers who find nothing here ask the union catalogue, and what they open is taken over."""

import pytest

from catalog import selectors
from catalog.models import Record
from catalog.tasks import index_records
from tests.catalog.ils.test_sru import diagnostic, response
from tests.catalog.ils.web import drops, says, site
from tests.contracts.ils import catalogue
from tests.factories.catalog import RecordFactory
from tests.factories.core import LibraryFactory
from tests.factories.home import site_tree

pytestmark = pytest.mark.django_db

BOOKS = catalogue.books(30)
MARC = [catalogue.as_marcxml(book) for book in BOOKS]


@pytest.fixture(autouse=True)
def _tree():
    site_tree()


@pytest.fixture
def asks(settings):
    """Routes the catalogue to a server that gives certain answers."""
    running = []

    def route(*answers):
        running.append(site(*answers))
        address = running[-1].__enter__()
        options = {"base_url": address}
        settings.PORTAL_ILS = {
            "source": "union",
            "drivers": {
                "sru": {"class": "catalog.ils.drivers.sru.SruCatalogue", "options": options}
            },
            "routes": {"catalogue": "sru"},
        }

    yield route
    for server in running:
        server.__exit__(None, None, None)


def found(*records, total=None):
    return says(response(*records, total=str(total or len(records))))


def text_of(answer):
    return answer.content.decode()


def test_page_is_not_there_without_a_catalogue_to_ask(client):
    assert client.get("/en/books/union/?q=x").status_code == 404
    assert client.get("/en/books/union/S1/").status_code == 404


def test_page_asks_for_words_first(client, asks):
    asks(drops)
    answer = client.get("/en/books/union/")
    assert answer.status_code == 200
    assert 'name="q"' in text_of(answer)
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("count", [1, 3])
def test_hits_lead_to_the_records(client, asks, count, django_assert_num_queries):
    asks(found(*MARC[:count]))
    client.get("/en/books/union/")
    with django_assert_num_queries(1):
        answer = client.get("/en/books/union/", {"q": "书"})
    text = text_of(answer)
    for book in BOOKS[:count]:
        assert f'href="/en/books/union/{book.record_id}/" rel="nofollow"' in text
        assert book.title in text
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


def test_hit_that_we_have_leads_to_its_page(client, asks):
    asks(found(MARC[0]))
    ours = RecordFactory(source="union", record_id=BOOKS[0].record_id)
    assert f'href="/en/books/{ours.pk}/"' in text_of(client.get("/en/books/union/?q=x"))


def test_pages_of_hits(client, asks):
    asks(found(*MARC[:20], total=45))
    text = text_of(client.get("/en/books/union/?q=x&page=2"))
    assert 'href="?q=x&amp;page=3"' in text
    assert "45 records" in text


def test_page_past_the_end_leads_to_the_last(client, asks):
    asks(says(response(total="45", more=diagnostic(61))))
    answer = client.get("/en/books/union/?q=x&page=9")
    assert answer["Location"] == "/en/books/union/?q=x&page=3"


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999", "²"])
def test_any_page_number_is_taken(client, asks, page):
    asks(found(MARC[0]))
    assert client.get("/en/books/union/", {"q": "x", "page": page}).status_code == 200


def test_nothing_is_found_either(client, asks):
    asks(found(total="0"))
    assert "has nothing for “&lt;x&gt;” either" in text_of(client.get("/en/books/union/?q=<x>"))


def test_isbn_is_asked_for_as_one(client, asks):
    asks(found(MARC[0]))
    answer = client.get("/en/books/union/", {"q": BOOKS[0].isbns[0]})
    assert BOOKS[0].title in text_of(answer)


@pytest.mark.parametrize("fault", [drops, says("", 500), says("<html></html>"), says("", 401)])
def test_catalogue_that_fails_is_an_apology(client, asks, fault):
    asks(fault)
    for path in ("/en/books/union/?q=x", "/en/books/union/S1/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "does not answer" in text_of(answer)
        assert answer["Cache-Control"] == "no-store"


def test_record_is_taken_over_and_found_from_then_on(
    client, asks, django_capture_on_commit_callbacks
):
    asks(found(MARC[0]))
    library = LibraryFactory(code=BOOKS[0].items[0].library_code)
    path = f"/en/books/union/{BOOKS[0].record_id}/"
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.get(path)
    record = Record.objects.get()
    assert answer["Location"] == f"/en/books/{record.pk}/"
    assert (record.source, record.title) == ("union", BOOKS[0].title)
    assert record.work.editions == 1
    assert library in {holding.library for holding in record.holdings.all()}
    assert selectors.matching(record.title) == [record.pk]
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(path)["Location"] == answer["Location"]
    assert Record.objects.count() == 1


def test_record_that_is_nowhere_is_not_there(client, asks):
    asks(found(total="0"))
    assert client.get("/en/books/union/S404/").status_code == 404
    assert client.get(f"/en/books/union/{'S' * 200}/").status_code == 404


def test_one_address_may_ask_so_often(client, asks):
    asks(found(MARC[0]))
    statuses = [client.get(f"/en/books/union/?q={number}").status_code for number in range(21)]
    assert statuses == [200] * 20 + [429]
    assert client.get("/en/books/union/S1/").status_code == 429
    other = client.get("/en/books/union/?q=x", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_search_page_offers_to_ask_where_nothing_is_found(client, asks):
    asks(drops)
    text = text_of(client.get("/en/search/", {"q": "没有 这本"}))
    assert 'href="/en/books/union/?q=%E6%B2%A1%E6%9C%89%20%E8%BF%99%E6%9C%AC"' in text


def test_search_page_offers_nothing_without_a_catalogue_to_ask(client):
    assert "/books/union/" not in text_of(client.get("/en/search/?q=没有这本"))


def test_search_page_that_finds_books_does_not_send_readers_away(client, asks):
    asks(drops)
    book = RecordFactory(title="骆驼祥子")

    index_records.call([book.pk])
    assert "/books/union/" not in text_of(client.get("/en/search/?q=骆驼祥子"))
