import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from portal.core.models import LibraryStaff
from portal.core.roles import BRANCH_STAFF, EDITORS, PROGRAMMERS, ensure_roles
from tests.events.conftest import NOW
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.core import LibraryFactory


@pytest.fixture(autouse=True)
def _clock(clock):
    """All of it depends on what time it is."""


@pytest.fixture
def library(db):
    return LibraryFactory()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member_of(role: str, library=None):
    """A user with *role*, working for *library* or for the whole network."""
    ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    if library:
        LibraryStaff.objects.create(user=user, library=library)
    return user


@pytest.fixture
def people(library, settings):
    """One browser for each kind of people who may come to an address."""
    settings.PORTAL_STAFF_MFA = "optional"
    settings.LANGUAGE_CODE = "zh-hans"
    return {
        "anonymous": Client(),
        "reader": signed_in(ReaderFactory().user),
        "editor": signed_in(member_of(EDITORS)),
        "other": signed_in(member_of(BRANCH_STAFF, LibraryFactory())),
        "branch": signed_in(member_of(BRANCH_STAFF, library)),
        "programmer": signed_in(member_of(PROGRAMMERS)),
    }


@pytest.fixture
def desk(people):
    """Staff of the library the dates are at."""
    return people["branch"]


def address(name: str, pool, registration=None, **more) -> str:
    kwargs = {"uid": pool.occurrence.uid, **more}
    if registration:
        kwargs["registration"] = registration.uid
    return reverse(f"rosters:{name}", kwargs=kwargs)


def at(**later):
    """Some time after the tests' now."""
    return time_machine.travel(NOW + dt.timedelta(**later), tick=False)
