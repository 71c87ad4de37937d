import pytest
from django.db import transaction

from portal.notify import selectors, services
from portal.notify.enums import Category, State
from portal.notify.models import Message, Preference
from tests.factories.accounts import ReaderFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letter_kinds")]


def test_enqueue_sends_after_commit(mailoutbox, django_capture_on_commit_callbacks):
    user = ReaderFactory(language="zh-hans").user
    with django_capture_on_commit_callbacks(execute=True):
        message = services.enqueue(user, "test/plain", {"title": "国学"}, key="event:1")
        assert mailoutbox == []
    message.refresh_from_db()
    assert message.state == State.SENT
    assert message.subject == "关于国学"
    assert [mail.to for mail in mailoutbox] == [[user.email]]


def test_enqueue_twice_by_one_key_sends_once(mailoutbox, django_capture_on_commit_callbacks):
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        first = services.enqueue(user, "test/plain", key="event:1")
        second = services.enqueue(user, "test/plain", key="event:1")
    assert first == second
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_enqueue_in_a_transaction_rolled_back_never_was(mailoutbox):
    user = UserFactory()
    with transaction.atomic():
        services.enqueue(user, "test/plain", key="event:1")
        transaction.set_rollback(True)
    assert mailoutbox == []
    assert not Message.objects.exists()


def test_enqueue_to_an_address(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = services.enqueue("someone@example.org", "test/plain", key="a", language="en")
    assert (message.user, message.language) == (None, "en")
    assert mailoutbox[0].to == ["someone@example.org"]


def test_enqueue_uses_the_language_of_the_reader():
    assert (
        services.enqueue(ReaderFactory(language="en").user, "test/plain", key="a").language == "en"
    )
    assert services.enqueue(UserFactory(), "test/plain", key="b").language == "zh-hans"


def test_enqueue_of_an_unknown_letter_is_refused():
    with pytest.raises(KeyError):
        services.enqueue(UserFactory(), "test/typo", key="a")


def test_preferences_fall_back_to_defaults():
    wanted = selectors.preferences(UserFactory())
    assert wanted == {category: category != Category.NEWS for category in Category}


def test_set_preferences_keeps_every_choice():
    user = UserFactory()
    services.set_preferences(user, {Category.NEWS})
    assert {category for category, on in selectors.preferences(user).items() if on} == {
        Category.ESSENTIAL,
        Category.NEWS,
    }


def test_unsubscribe_switches_one_category_off():
    user = UserFactory()
    services.unsubscribe(user.pk, Category.EVENTS)
    assert selectors.is_wanted(user, Category.EVENTS) is False
    assert selectors.is_wanted(user, Category.READING) is True


def test_unsubscribe_from_essential_letters_changes_nothing():
    user = UserFactory()
    services.unsubscribe(user.pk, Category.ESSENTIAL)
    assert selectors.is_wanted(user, Category.ESSENTIAL) is True


def test_unsubscribe_of_someone_gone_changes_nothing():
    services.unsubscribe(987654, Category.EVENTS)
    assert not Preference.objects.exists()
