"""The posters with which readers lend to themselves."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalog.borrowing.models import BranchCode
from portal.core.models import LibraryStaff
from tests.catalog.borrowing.pages import text_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
INDEX = "borrowing_posters:index"


@pytest.fixture
def staff(client, branch):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_branchcode"])
    )
    LibraryStaff.objects.create(user=user, library=branch)
    client.force_login(user, backend="portal.accounts.backends.ReaderBackend")
    return client


def test_staff_see_their_own_libraries(staff, branch, main):
    assert list(staff.get(reverse(INDEX)).context["libraries"]) == [branch]
    assert staff.get(reverse("borrowing_posters:poster", args=[main.code])).status_code == 404
    assert staff.post(reverse("borrowing_posters:change", args=[main.code])).status_code == 404
    assert not BranchCode.objects.exists()


def test_the_poster_has_the_code_as_a_square_and_in_letters(staff, branch):
    page = staff.get(reverse("borrowing_posters:poster", args=["B08"]))
    code = BranchCode.objects.get().code
    assert page.context["url"].endswith(f"/me/checkout/at/{code}/")
    assert f">{code}<" in text_of(page).replace(" ", "")
    assert "no-store" in page["Cache-Control"]


def test_a_new_code_takes_the_place_of_the_old(staff, branch):
    staff.get(reverse("borrowing_posters:poster", args=["B08"]))
    before = BranchCode.objects.get().code
    answer = staff.post(reverse("borrowing_posters:change", args=["B08"]))
    assert answer["Location"] == reverse("borrowing_posters:poster", args=["B08"])
    assert BranchCode.objects.get().code != before


def test_without_the_right_or_the_capability_there_are_none(client, staff, settings):
    settings.PORTAL_ILS = {}
    assert staff.get(reverse(INDEX)).status_code == 302
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user, backend="portal.accounts.backends.ReaderBackend")
    assert client.get(reverse(INDEX)).status_code == 302
