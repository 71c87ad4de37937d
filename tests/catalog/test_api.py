"""The catalogue for programs."""

import datetime as dt

import pytest

from catalog.ils.errors import ILSUnavailable
from catalog.ils.values import ItemStatus
from tests.catalog.desk import item
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory, WorkFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/records"


def test_record_says_what_the_catalogue_knows(client):
    book = BookFactory(work=WorkFactory(), bad_isbns=["978-1"], price="CNY1")
    found = client.get(f"{API}/{book.pk}").json()
    assert found["title"] == "骆驼祥子"
    assert found["creators"] == [{"name": "老舍", "role": "著", "is_main": True}]
    assert found["isbn"] == ["9787020002207"]
    assert found["work"] == book.work_id
    assert found["links"] == {
        "self": f"http://127.0.0.1:8000/api/v1/records/{book.pk}",
        "page": {
            "zh-hans": f"http://127.0.0.1:8000/books/{book.pk}/",
            "en": f"http://127.0.0.1:8000/en/books/{book.pk}/",
        },
        "cover": f"http://127.0.0.1:8000/books/{book.pk}/cover.svg",
        "availability": f"http://127.0.0.1:8000/api/v1/records/availability?ids={book.pk}",
    }


def test_isbn_of_any_form_leads_to_the_record(client):
    book = BookFactory()
    for isbn in ("9787020002207", "7-02-000220-X"):
        assert client.get(f"{API}/isbn/{isbn}").json()["id"] == book.pk


@pytest.mark.parametrize("path", ["/999999", "/isbn/9787101003048", "/isbn/x", "/x", "/isbn/%00"])
def test_unknown_records_are_not_found(client, path):
    answer = client.get(API + path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_record_that_is_known_is_not_sent_again(client, django_assert_num_queries):
    book = BookFactory()
    etag = client.get(f"{API}/{book.pk}")["ETag"]
    with django_assert_num_queries(1):
        again = client.get(f"{API}/{book.pk}", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    book.title = "茶馆"
    book.save()
    changed = client.get(f"{API}/{book.pk}", headers={"if-none-match": etag})
    assert changed.status_code == 200


def test_availability_is_that_of_the_library_system(client, desk):
    copy = HoldingFactory(barcode="1", shelf="A-1")
    other = HoldingFactory()
    due = dt.date(2026, 3, 9)
    desk.says(copy.record, item(copy.library, ItemStatus.ON_LOAN, due=due), queue=2)
    answer = client.get(f"{API}/availability", {"ids": [other.record.pk, copy.record.pk, 999999]})
    first, second = answer.json()["items"]
    assert (first["id"], first["available"], first["freshness"]) == (
        other.record.pk, None, "static",
    )  # fmt: skip
    assert (second["available"], second["freshness"], second["queue"]) == (False, "live", 2)
    (found,) = second["copies"]
    assert found["library"]["code"] == copy.library.code
    assert (found["status"], found["due"], found["shelf"]) == ("on_loan", "2026-03-09", "A-1")
    assert answer["Cache-Control"] == "public, max-age=30"
    assert "barcode" not in found


def test_silent_system_is_said(client, desk):
    desk.failure = ILSUnavailable("away")
    copy = HoldingFactory()
    (found,) = client.get(f"{API}/availability", {"ids": copy.record.pk}).json()["items"]
    assert (found["available"], found["is_silent"]) == (None, True)


@pytest.mark.parametrize(
    "query",
    ["", "ids=x", "ids=0", "ids=-1", "ids=99999999999999999999", "ids=1&copies=1",
     "&".join(f"ids={n}" for n in range(1, 42))],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(client, query):
    answer = client.get(f"{API}/availability?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"]


@pytest.mark.parametrize("count", [1, 40])
def test_availability_takes_the_same_queries(client, desk, count, django_assert_num_queries):
    keys = [HoldingFactory().record.pk for _number in range(count)]
    with django_assert_num_queries(5):
        assert len(client.get(f"{API}/availability", {"ids": keys}).json()["items"]) == count


def test_withdrawn_records_say_so(client):
    assert client.get(f"{API}/{RecordFactory(is_withdrawn=True).pk}").json()["is_withdrawn"]
