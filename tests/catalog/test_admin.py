import json

import pytest
from django.urls import reverse

from catalog.models import ImportRun
from catalog.widgets import AdminRecordChooser
from tests.factories.accounts import UserFactory
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def results(client, **query):
    return client.get(reverse("record_chooser:choose_results"), query).content.decode()


def test_chooser_offers_current_records_with_author_and_class(staff):
    BookFactory()
    RecordFactory(title="下架的书", is_withdrawn=True)
    text = results(staff)
    assert "骆驼祥子" in text
    assert "老舍 著" in text
    assert "下架的书" not in text


@pytest.mark.parametrize("isbn", ["9787020002207", "7-02-000220-X"])
def test_chooser_finds_a_book_by_isbn(staff, isbn):
    BookFactory()
    RecordFactory(title="另一本书")
    text = results(staff, q=isbn)
    assert "骆驼祥子" in text
    assert "另一本书" not in text


def test_chooser_narrows_by_class(staff):
    BookFactory()
    RecordFactory(title="历史书", clc_top="K")
    text = results(staff, clc_top="K")
    assert "历史书" in text
    assert "骆驼祥子" not in text


@pytest.mark.parametrize("query", ["\x00", "'", '"', "x" * 1000, '国学"', "p"])
def test_chooser_survives_any_query(staff, query):
    BookFactory()
    assert staff.get(reverse("record_chooser:choose_results"), {"q": query}).status_code == 200


def test_chosen_book_comes_back_with_its_title(staff):
    book = BookFactory()
    answer = staff.get(reverse("record_chooser:chosen", args=[book.pk]))
    assert json.loads(answer.content)["result"]["title"] == "骆驼祥子"


def test_chooser_cannot_make_records(staff):
    text = staff.get(reverse("record_chooser:choose")).content.decode()
    assert "tab-create" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_chooser_takes_the_same_queries_however_many_books(staff, count, django_assert_num_queries):
    BookFactory.create_batch(count)
    results(staff)
    with django_assert_num_queries(4):
        results(staff)


def test_list_of_records_filters_by_library_and_looks_up_an_isbn(staff):
    copy = HoldingFactory(record=BookFactory())
    RecordFactory(title="另一本书", clc_top="K")
    url = reverse("records:index")
    assert "骆驼祥子" in staff.get(url).content.decode()
    narrowed = staff.get(url, {"library": copy.library.pk}).content.decode()
    assert "骆驼祥子" in narrowed
    assert "另一本书" not in narrowed
    found = staff.get(url, {"q": "7-02-000220-X", "clc_top": "I"}).content.decode()
    assert "骆驼祥子" in found
    assert "骆驼祥子" not in staff.get(url, {"q": "702000220X", "clc_top": "K"}).content.decode()


def test_unknown_library_in_the_filter_is_harmless(staff):
    BookFactory()
    for value in ("", "999999", "x'\""):
        assert staff.get(reverse("records:index"), {"library": value}).status_code == 200


def test_record_can_be_read_but_not_changed_in_the_admin(staff):
    book = HoldingFactory(record=BookFactory()).record
    assert "燕岭书局" in staff.get(reverse("records:inspect", args=[book.pk])).content.decode()
    for name in ("edit", "delete"):
        assert staff.get(reverse(f"records:{name}", args=[book.pk])).status_code == 302
    assert staff.get(reverse("records:add")).status_code == 302


def test_imports_can_be_followed_in_the_admin(staff):
    run = ImportRun.objects.create(file_name="x.mrc", profile="905-cn", format="iso2709")
    assert "x.mrc" in staff.get(reverse("imports:index")).content.decode()
    assert staff.get(reverse("imports:inspect", args=[run.pk])).status_code == 200


def test_visitor_does_not_see_the_catalogue_admin(client):
    assert client.get(reverse("records:index")).status_code == 302


def test_widget_shows_the_chosen_book():
    book = BookFactory()
    assert "骆驼祥子" in AdminRecordChooser().render("record", book.pk, {"id": "id_record"})


def test_chooser_takes_isbns_pasted_and_barcodes_scanned(staff):
    book, copy = BookFactory(), HoldingFactory(barcode="DC0012345")
    RecordFactory(title="另一本书")
    text = results(staff, q="7-02-000220-X DC0012345", multiple="1")
    assert book.title in text
    assert copy.record.title in text
    assert "另一本书" not in text
    assert 'type="checkbox"' in text


def test_several_books_are_chosen_at_once(staff):
    books = BookFactory.create_batch(2)
    answer = staff.get(
        reverse("record_chooser:chosen_multiple"), {"id": [book.pk for book in books]}
    )
    assert [each["id"] for each in json.loads(answer.content)["result"]] == [
        str(book.pk) for book in books
    ]
