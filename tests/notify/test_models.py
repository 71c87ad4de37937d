import pytest
from django.db import IntegrityError, transaction

from portal.notify.enums import Category
from portal.notify.models import Preference
from tests.factories.accounts import UserFactory
from tests.factories.notify import MessageFactory

pytestmark = pytest.mark.django_db


def test_key_stands_once():
    MessageFactory(key="event:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageFactory(key="event:1")


def test_letter_without_recipient_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageFactory(user=None)


def test_essential_letters_are_no_choice():
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(user=UserFactory(), category=Category.ESSENTIAL, is_wanted=False)


def test_address_given_comes_before_that_of_the_account():
    message = MessageFactory(address="new@example.org")
    assert message.destination() == "new@example.org"
