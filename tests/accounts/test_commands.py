from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from portal.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=8)


def _signed_up(age: timedelta, **values) -> User:
    user = UserFactory(verified=False, date_joined=timezone.now() - age, **values)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    return user


def test_accounts_never_confirmed_are_erased(capsys):
    _signed_up(LONG_AGO)
    kept = [
        _signed_up(timedelta(days=6)),
        _signed_up(LONG_AGO, last_login=timezone.now()),
        UserFactory(date_joined=timezone.now() - LONG_AGO),
        UserFactory(date_joined=timezone.now() - LONG_AGO, verified=False),
    ]
    call_command("prune_unconfirmed", "--dry-run")
    assert User.objects.count() == 5
    call_command("prune_unconfirmed")
    assert set(User.objects.all()) == set(kept)
    assert capsys.readouterr().out == "1 accounts found\n1 accounts erased\n"


def test_erasures_are_repeated_after_a_restore(capsys):
    user, other = UserFactory.create_batch(2)
    call_command("erase_accounts", user.pk, 987654, "--dry-run")
    call_command("erase_accounts", user.pk, 987654)
    assert list(User.objects.all()) == [other]
    assert capsys.readouterr().out == "1 accounts found\n1 accounts erased\n"
