import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from portal.core.translations import translate_page
from reading_lists import selectors
from reading_lists.models import ReadingListItem, ReadingListPage
from tests.factories.catalog import RecordFactory
from tests.factories.home import site_tree
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(root_page):
    return site_tree()


def titles(page):
    return [item.record.title for item in page.items.all()]


def test_list_keeps_its_books_in_order():
    books = [RecordFactory(title=title) for title in ("茶馆", "城南旧事", "边城")]
    page = ReadingListFactory(books=books)
    assert titles(ReadingListPage.objects.get(pk=page.pk)) == ["茶馆", "城南旧事", "边城"]


def test_book_stands_on_a_list_once_says_the_database():
    page = ReadingListFactory(books=1)
    twin = ReadingListItem(page=page, record=page.items.get().record, locale=page.locale)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_book_on_a_list_cannot_be_deleted():
    page = ReadingListFactory(books=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        page.items.get().record.delete()


def test_two_books_change_places_in_one_edit():
    page = ReadingListFactory(books=[RecordFactory(title="茶馆"), RecordFactory(title="边城")])
    first, second = page.items.all()
    first.record, second.record = second.record, first.record
    page.items.add(first, second)
    page.save_revision().publish()
    page = ReadingListPage.objects.get(pk=page.pk)
    assert titles(page) == ["边城", "茶馆"]
    assert [item.pk for item in page.items.all()] == [first.pk, second.pk]


def test_translation_has_the_same_books_and_its_own_notes():
    page = ReadingListFactory(title="写给冬天的北京", books=2)
    item = page.items.first()
    item.note = "三幕戏，五十年。"
    page.items.add(item)
    page.save_revision().publish()
    english = Locale.objects.get(language_code="en")
    done = translate_page(
        page,
        english,
        {"写给冬天的北京": "Beijing for the winter", "三幕戏，五十年。": "Fifty years."},
    )
    translated = done.page.specific
    assert [each.record for each in translated.items.all()] == [
        each.record for each in page.items.all()
    ]
    assert translated.items.first().note == "Fifty years."
    assert translated.items.first().translation_key == item.translation_key


def test_latest_lists_are_public_of_one_language_and_newest_first():
    old, new = ReadingListFactory(books=5), ReadingListFactory(books=2)
    ReadingListFactory(live=False)
    found = selectors.latest_lists(old.locale, 5)
    assert found == [new, old]
    assert [each.book_count for each in found] == [2, 5]
    assert [len(each.fan) for each in found] == [2, 3]


def test_latest_lists_are_as_many_as_asked_for():
    ReadingListFactory.create_batch(2)
    assert len(selectors.latest_lists(Locale.get_default(), 1)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_latest_lists_take_four_queries(count, django_assert_num_queries):
    locale = Locale.get_default()
    ReadingListFactory.create_batch(count, books=3)
    with django_assert_num_queries(4):
        found = selectors.latest_lists(locale, 12)
        assert [[record.title for record in each.fan] for each in found]
        assert [list(each.audiences.all()) for each in found] == [[]] * count


def test_lists_for_record_are_those_of_the_active_language():
    record = RecordFactory()
    page = ReadingListFactory(title="书单", books=[record])
    ReadingListFactory(books=1)
    translate_page(page, Locale.objects.get(language_code="en"), {"书单": "List"})
    assert selectors.lists_for_record(record) == [page]
