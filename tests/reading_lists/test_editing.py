"""What an editor does with a list in the admin."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import Translation

from portal.core.models import LibraryStaff
from portal.core.roles import BRANCH_STAFF, EDITORS, ensure_roles
from reading_lists.models import ReadingListPage
from tests.factories.accounts import UserFactory
from tests.factories.catalog import RecordFactory
from tests.factories.core import LibraryFactory
from tests.factories.home import site_tree
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(root_page):
    return site_tree()


@pytest.fixture
def staff(client, site):
    """Signs *client* in with one role, perhaps at one library."""
    # Made by a migration of wagtail-localize, so it is missing where tests run without migrations.
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Translation), codename="submit_translation"
    )
    ensure_roles()

    def sign_in(role, library=None):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        if library:
            LibraryStaff.objects.create(user=user, library=library)
        client.force_login(user)
        return client

    return sign_in


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form(rows, **fields):
    """What the page's form sends; *rows* are pairs of an item's key and a record."""
    items = [
        {"id": key or "", "record": record.pk, "note": record.title, "ORDER": str(place)}
        for place, (key, record) in enumerate(rows, start=1)
    ]
    data = {
        "title": "书单",
        "slug": "list",
        "summary": "",
        "compiled_by": "少儿组",
        "introduction": rich_text("<p>从哪一本读起都行。</p>"),
        "body": streamfield([]),
        "items": inline_formset(items, initial=sum(bool(key) for key, _record in rows)),
        "comments": inline_formset([]),
        "action-publish": "action-publish",
        **fields,
    }
    return nested_form_data(data)


def titles(page):
    return [item.record.title for item in ReadingListPage.objects.get(pk=page.pk).items.all()]


def test_list_can_be_built_from_chosen_records(staff, site):
    books = RecordFactory.create_batch(2)
    index = site.page("lists")
    url = reverse("wagtailadmin_pages:add", args=["reading_lists", "readinglistpage", index.pk])
    answer = staff(EDITORS).post(url, form([(None, book) for book in books]))
    assert answer.status_code == 302
    page = ReadingListPage.objects.get(slug="list")
    assert page.live
    assert titles(page) == [book.title for book in books]


def test_same_book_twice_is_refused_with_a_word_and_nothing_is_lost(staff):
    page = ReadingListFactory(slug="list", books=1)
    item = page.items.get()
    sent = form([(item.pk, item.record), (None, item.record)], title="新标题")
    answer = staff(EDITORS).post(edit_url(page), sent)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "一份书单里，同一种书只能出现一次。" in text
    assert "这本书在前面已经出现过了。" in text
    assert "新标题" in text
    assert titles(page) == [item.record.title]


def test_two_books_can_change_places(staff):
    page = ReadingListFactory(slug="list", books=2)
    first, second = page.items.all()
    sent = form([(first.pk, second.record), (second.pk, first.record)])
    assert staff(EDITORS).post(edit_url(page), sent).status_code == 302
    assert titles(page) == [second.record.title, first.record.title]


def test_list_can_be_previewed(staff):
    page = ReadingListFactory(slug="list", books=1)
    item = page.items.get()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client = staff(EDITORS)
    assert client.post(url, form([(item.pk, item.record)])).json()["is_valid"]
    assert item.record.title in client.get(url).content.decode()


def test_editor_may_choose_records(staff):
    record = RecordFactory(title="茶馆")
    answer = staff(EDITORS).get(reverse("record_chooser:choose"))
    assert record.title in answer.json()["html"]


def test_branch_staff_edit_the_lists_of_their_library_alone(staff):
    own, other = LibraryFactory(), LibraryFactory()
    pages = [ReadingListFactory(library=library, books=1) for library in (own, other, None)]
    client = staff(BRANCH_STAFF, own)
    assert [client.get(edit_url(page)).status_code for page in pages] == [200, 302, 302]
