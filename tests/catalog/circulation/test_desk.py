"""The lending desk in the admin."""

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from catalog.circulation import selectors, services
from catalog.circulation.enums import CardBlock, HoldState
from catalog.circulation.models import Loan, Patron
from portal.core.models import LibraryStaff
from tests.catalog.borrowing.pages import text_of
from tests.factories.accounts import UserFactory
from tests.factories.catalog import HoldingFactory
from tests.factories.circulation import PIN, HoldFactory, PatronFactory, RulesFactory

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


def staff(*codenames: str):
    user = UserFactory(is_staff=True)
    wanted = ("access_admin", *codenames)
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return user


@pytest.fixture
def desk(client, branch):
    """Signed in as staff of the branch."""
    user = staff("change_loan")
    LibraryStaff.objects.create(user=user, library=branch)
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def patron(branch):
    return PatronFactory(number="11010200005555", home=branch, display_name="王")


@pytest.fixture
def copy(branch):
    return HoldingFactory(library=branch, barcode="A1", record__title="骆驼祥子")


def post(client, name, data=None, **kwargs):
    url = reverse(f"circulation:{name}", kwargs=kwargs or None)
    return client.post(url, data or {}, follow=True)


def test_the_desk_is_for_staff_with_the_right(client, branch, settings):
    client.force_login(staff(), backend=BACKEND)
    assert client.get(reverse("circulation:desk")).status_code == 302
    user = staff("change_loan")
    client.force_login(user, backend=BACKEND)
    assert client.get(reverse("circulation:desk")).status_code == 200
    settings.PORTAL_ILS = {}
    assert client.get(reverse("circulation:desk")).status_code == 302
    assert reverse("circulation:desk") not in text_of(client.get("/admin/"))


def test_staff_serve_at_their_own_libraries(desk, branch, main):
    page = desk.get(reverse("circulation:desk"), {"at": main.code})
    assert page.context["library"] == branch
    assert page.context["desks"] == [branch]


def test_staff_of_the_network_choose_and_it_is_remembered(client, branch, main):
    client.force_login(staff("change_loan"), backend=BACKEND)
    url = reverse("circulation:desk")
    assert client.get(url).context["library"] == main
    assert client.get(url, {"at": branch.code}).context["library"] == branch
    assert client.get(url).context["library"] == branch


def test_a_card_is_found_by_its_whole_number_only(desk, patron):
    found = post(desk, "find", {"number": " 11010200005555"})
    assert found.redirect_chain == [(reverse("circulation:patron", args=[patron.uid]), 302)]
    for number in ("5555", "", "x" * 41):
        assert post(desk, "find", {"number": number}).redirect_chain == []


def test_lending_renewing_and_refusing(desk, patron, copy):
    post(desk, "lend", {"barcode": " A1 "}, uid=patron.uid)
    loan = Loan.objects.get()
    assert (loan.patron, loan.library.code) == (patron, "B08")
    again = text_of(post(desk, "lend", {"barcode": "A1"}, uid=patron.uid))
    assert "骆驼祥子" in again
    assert Loan.objects.count() == 1
    post(desk, "renew", {"loan": loan.pk}, uid=patron.uid)  # too soon
    loan.refresh_from_db()
    assert loan.renewals == 0
    assert post(desk, "lend", {"barcode": ""}, uid=patron.uid).status_code == 200


@pytest.mark.parametrize("name", ["renew", "cancel_hold"])
def test_what_is_not_the_readers_is_not_there(desk, patron, name):
    hold = HoldFactory()
    answer = post(desk, name, {"hold": hold.pk, "loan": ""}, uid=patron.uid)
    assert answer.status_code == 404
    for number in ("x", "１", "9" * 30, "1e309"):
        answer = post(desk, name, {"hold": number, "loan": number}, uid=patron.uid)
        assert answer.status_code == 404


def test_taking_in_says_where_the_book_goes(desk, patron, copy, branch, main):
    def take_in() -> str:
        return text_of(post(desk, "take_in", {"barcode": "A1"}))

    assert branch.short_name not in take_in().partition("骆驼祥子")[2][:60]
    waiting = HoldFactory(patron=patron, record=copy.record, pickup=main)
    assert main.short_name in take_in()
    services.cancel_hold(waiting)
    HoldFactory(patron=patron, record=copy.record, pickup=branch)
    assert "王 ****5555" in take_in()
    assert selectors.copy_of("A1").hold.state == HoldState.READY
    elsewhere = HoldingFactory(library=main, barcode="M1")
    page = text_of(post(desk, "take_in", {"barcode": "M1"}))
    assert elsewhere.record.title in page
    post(desk, "take_in", {"barcode": "nothing"})
    assert post(desk, "take_in", {"barcode": ""}).status_code == 200


def test_the_shelf_says_what_to_fetch_and_what_is_kept(desk, patron, copy, branch, main):
    HoldFactory(record=copy.record, pickup=main)
    HoldFactory(record=copy.record, pickup=main)
    kept = HoldingFactory(library=branch, barcode="K1", record__title="围城")
    HoldFactory(patron=patron, record=kept.record, pickup=branch)
    services.take_in("K1", at=branch)
    page = desk.get(reverse("circulation:shelf"))
    assert [row.copy.barcode for row in page.context["to_fetch"]] == ["A1"]
    assert [hold.barcode for hold in page.context["kept"]] == ["K1"]
    assert "王 ****5555" in text_of(page)


@pytest.mark.parametrize("number", [1, 3])
def test_the_shelf_costs_the_same_for_any_number(desk, branch, number, django_assert_num_queries):
    for each in range(number):
        HoldFactory(record=HoldingFactory(library=branch).record, pickup=branch)
        kept = HoldingFactory(library=branch, barcode=f"K{each}")
        HoldFactory(record=kept.record, pickup=branch)
        services.take_in(f"K{each}", at=branch)
    desk.get(reverse("circulation:shelf"))
    with django_assert_num_queries(14):
        page = desk.get(reverse("circulation:shelf"))
    assert len(page.context["to_fetch"]) == len(page.context["kept"]) == number


def test_a_new_card_is_made_once(desk, branch):
    url = reverse("circulation:new_card")
    assert desk.get(url).context["form"]["pin"].value().isdigit()
    form = {"number": "11010200001234", "pin": "864209", "rules": RulesFactory().pk,
            "home": branch.pk, "display_name": "李"}  # fmt: skip
    desk.post(url, form)
    assert services.authenticate("11010200001234", "864209") == Patron.objects.get()
    assert desk.post(url, form).status_code == 200
    assert Patron.objects.count() == 1


def test_pin_and_block_are_changed(desk, patron):
    post(desk, "patron", {"new_pin": "1", "pin": "975310"}, uid=patron.uid)
    assert services.authenticate("11010200005555", "975310") == patron
    post(desk, "patron", {"new_pin": "1", "pin": "1"}, uid=patron.uid)
    assert services.authenticate("11010200005555", PIN) is None
    post(desk, "patron", {"block": CardBlock.LOST, "expires": "2026-01-01"}, uid=patron.uid)
    patron.refresh_from_db()
    assert patron.block == CardBlock.LOST
    post(desk, "patron", {"block": "nonsense"}, uid=patron.uid)
    patron.refresh_from_db()
    assert patron.block == CardBlock.LOST
    page = text_of(desk.get(reverse("circulation:patron", args=[patron.uid])))
    assert page.count("desk-error") == 2
    for name in ("pin", "block", "expires", "barcode"):
        assert f'name="{name}"' in page


def test_history_keeps_what_staff_changed_without_names_and_books(desk, patron, branch, copy):
    hold = HoldFactory(patron=patron, pickup=branch, record=copy.record)
    post(desk, "patron", {"new_pin": "1", "pin": "975310"}, uid=patron.uid)
    post(desk, "patron", {"new_pin": "1", "pin": "1"}, uid=patron.uid)
    post(desk, "patron", {"block": CardBlock.LOST, "expires": "2026-01-01"}, uid=patron.uid)
    post(desk, "cancel_hold", {"hold": hold.pk}, uid=patron.uid)
    entries = ModelLogEntry.objects.filter(action__startswith="circulation.").order_by("pk")
    with override("en"):
        assert [str(entry.message) for entry in entries] == [
            "Gave a card a new PIN",
            "Changed block or validity of a card",
            "Cancelled a hold for a reader",
        ]
    assert {(entry.label, entry.object_id) for entry in entries} == {("****5555", str(patron.pk))}
    assert {entry.user for entry in entries} == {get_user(desk)}


def test_holds_are_cancelled_for_the_reader(desk, patron, branch):
    hold = HoldFactory(patron=patron, pickup=branch)
    post(desk, "cancel_hold", {"hold": hold.pk}, uid=patron.uid)
    hold.refresh_from_db()
    assert hold.state == HoldState.CANCELLED
