"""Records as staff find and look at them."""

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from catalog.models import HiddenRecord, Record
from catalog.selectors import looked_up, newest, similar_books, sources
from portal.core.roles import EDITORS, MODERATORS, ensure_roles
from tests.factories.accounts import UserFactory
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory
from tests.factories.home import site_tree
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db
INDEX = "records:index"


def login(client, group=EDITORS):
    user = UserFactory(is_staff=True)
    user.groups.add(next(each for each in ensure_roles() if each.name == group))
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


@pytest.fixture
def editor(client):
    return login(client)


def titles(client, **query):
    text = client.get(reverse(INDEX), query).content.decode()
    return {record.title for record in Record.objects.all() if record.title in text}


def test_filters_narrow_the_list(editor):
    plain = BookFactory(title="甲书", audience="adults", year=2001, source="local")
    copy = HoldingFactory(
        record=BookFactory(title="乙书", clc_top="K", language="eng", year=2020, source="far")
    )
    BookFactory(title="丙书", bad_isbns=["1"], is_withdrawn=True, clc_top="", year=None)
    Record.objects.filter(pk=plain.pk).update(created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    HiddenRecord.objects.create(record=plain)
    for query, expected in (
        ({}, {"甲书", "乙书", "丙书"}),
        ({"clc_top": "K"}, {"乙书"}),
        ({"audience": "adults"}, {"甲书"}),
        ({"language": "eng"}, {"乙书"}),
        ({"year_from": "2002"}, {"乙书"}),
        ({"year_to": "2001"}, {"甲书"}),
        ({"library": copy.library.pk}, {"乙书"}),
        ({"source": "far"}, {"乙书"}),
        ({"is_withdrawn": "true"}, {"丙书"}),
        ({"without_copies": "true"}, {"甲书", "丙书"}),
        ({"without_copies": "false"}, {"乙书"}),
        ({"wrong_isbn": "true"}, {"丙书"}),
        ({"wrong_isbn": "false"}, {"甲书", "乙书"}),
        ({"since": "2021-01-01"}, {"乙书", "丙书"}),
        ({"hidden": "true"}, {"甲书"}),
        ({"hidden": "false"}, {"乙书", "丙书"}),
    ):
        assert titles(editor, **query) == expected, query


@pytest.mark.parametrize(
    "query",
    [{"year_from": "x"}, {"since": "'"}, {"source": "nowhere"}, {"clc_top": "\x00"}, {"q": "\x00"},
     {"library": "x"}, {"p": "x"}],
)  # fmt: skip
def test_bad_filters_are_harmless(editor, query):
    BookFactory()
    assert editor.get(reverse(INDEX), query).status_code == 200


def test_numbers_of_any_kind_lead_to_their_books_in_their_order():
    by_isbn = BookFactory(isbn13=["9787020002207"])
    by_barcode = HoldingFactory(barcode="DC0012345").record
    by_number = RecordFactory(record_id="SYN000000007", source="far")
    text = "SYN000000007\nDC0012345，7-02-000220-X"
    assert looked_up(text) == [by_number.pk, by_barcode.pk, by_isbn.pk]


def test_isbns_that_stick_together_are_taken_apart():
    books = BookFactory(), BookFactory(isbn13=["9787964007412"])
    assert looked_up("97870200022079787964007412") == [book.pk for book in books]


def test_words_are_searched_for(editor):
    RecordFactory(title="书")
    assert looked_up("") == []
    assert looked_up("\x00") == []
    assert looked_up("没有 的") == []


def test_list_finds_by_barcode(editor):
    copy = HoldingFactory(record=BookFactory(title="甲书"), barcode="DC0012345")
    BookFactory(title="乙书")
    assert titles(editor, q=copy.barcode) == {"甲书"}


@pytest.mark.parametrize("count", [1, 60])
def test_looking_up_numbers_takes_the_same_queries(count, django_assert_num_queries):
    books = [HoldingFactory(barcode=f"DC{n:07}") for n in range(count)]
    with django_assert_num_queries(4):
        assert len(looked_up(" ".join(copy.barcode for copy in books))) == count


def test_sources_are_listed():
    for source in ("b", "a", "b"):
        RecordFactory(source=source)
    assert sources() == ["a", "b"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries(editor, count, django_assert_num_queries):
    BookFactory.create_batch(count)
    editor.get(reverse(INDEX))
    with django_assert_num_queries(14):
        editor.get(reverse(INDEX))


def test_record_shows_what_speaks_of_it_and_its_copies(editor):
    site_tree()
    book = BookFactory(bad_isbns=["978-1"], price="CNY45.00")
    HoldingFactory(record=book, barcode="DC0012345", shelf="A-1")
    page = ReadingListFactory(title="冬日书单", books=[book])
    text = editor.get(reverse("records:inspect", args=[book.pk])).content.decode()
    for shown in ("978-1", "CNY45.00", "DC0012345", "A-1", "冬日书单", f"/pages/{page.pk}/edit/"):
        assert shown in text


@pytest.mark.parametrize("count", [1, 3])
def test_record_takes_the_same_queries(editor, count, django_assert_num_queries):
    site_tree()
    book = BookFactory()
    HoldingFactory.create_batch(count, record=book)
    for _number in range(count):
        ReadingListFactory(books=[book])
    address = reverse("records:inspect", args=[book.pk])
    editor.get(address)
    with django_assert_num_queries(15):
        editor.get(address)


def test_editor_hides_a_book_from_recommendations_and_shows_it_again(editor):
    book, near = BookFactory(), BookFactory(title="茶馆")
    address = reverse("records:hide", args=[near.pk])
    editor.post(address)
    assert near not in newest(clc_top="I")
    assert similar_books(book) == []
    assert (
        "Recommend this book again"
        in editor.get(reverse("records:inspect", args=[near.pk])).content.decode()
    )
    editor.post(address, {"show": "1"})
    assert near in newest(clc_top="I")


def test_hiding_is_for_editors_and_a_deliberate_act(client):
    book = BookFactory()
    address = reverse("records:hide", args=[book.pk])
    login(client, MODERATORS)
    client.post(address)
    assert (
        "Hide from recommendations"
        not in client.get(reverse("records:inspect", args=[book.pk])).content.decode()
    )
    login(client)
    assert client.get(address).status_code == 405
    assert not HiddenRecord.objects.exists()
