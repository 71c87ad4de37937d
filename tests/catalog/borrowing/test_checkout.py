"""Borrowing by oneself."""

import datetime as dt

import pytest

from catalog.borrowing import services
from catalog.borrowing.models import BranchCode
from catalog.borrowing.services.attempts import OF_CODES
from catalog.circulation.driver import LocalSystem
from catalog.circulation.models import Loan
from catalog.ils import codes
from catalog.ils.values import Block, Outcome
from tests.catalog.borrowing.pages import hidden, text_of
from tests.catalog.borrowing.system import FailingSystem
from tests.factories.catalog import HoldingFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/me/checkout/"


@pytest.fixture
def code(branch) -> str:
    return services.code_of(branch).code


@pytest.fixture
def copy(branch):
    return HoldingFactory(library=branch, barcode="A1", record__title="骆驼祥子")


@pytest.fixture
def inside(signed_in, linked, code):
    """Signed in, and in the library."""
    signed_in.get(f"{PAGE}at/{code}/")
    return signed_in


def borrow(client, linked, barcode, **more):
    asked = client.get(PAGE, {"barcode": barcode})
    form = {"card": linked.pk, "barcode": barcode, "key": hidden(asked, "key")}
    return client.post(f"{PAGE}borrow/", form | more, follow=True)


def test_first_one_says_where_one_is(signed_in, linked, code):
    assert "Where are you?" in text_of(signed_in.get(PAGE))
    typed = f"{code[:4].lower()} {code[4:].lower()}"
    page = text_of(signed_in.post(f"{PAGE}enter/", {"code": typed}, follow=True))
    assert "You are in: <b>" in page
    signed_in.post(f"{PAGE}leave/")
    assert "Where are you?" in text_of(signed_in.get(PAGE))


def test_the_poster_leads_here_by_way_of_signing_in_and_the_card(client, signed_in, code, patron):
    answer = signed_in.get(f"{PAGE}at/{code}/")
    assert answer["Location"].startswith("/en/me/cards/link/?next=%2Fen%2Fme%2Fcheckout%2Fat%2F")
    client.logout()
    assert "/en/accounts/login/" in client.get(f"{PAGE}at/{code}/")["Location"]


def test_a_code_that_was_changed_is_worth_nothing(inside, branch, code):
    assert "Which book?" in text_of(inside.get(PAGE))
    assert services.change_code(branch).code != code
    assert "Where are you?" in text_of(inside.get(PAGE))
    page = text_of(inside.get(f"{PAGE}at/{code}/", follow=True))
    assert "This poster is an old one." in page


def test_having_been_there_is_good_for_two_hours(inside, clock):
    clock.shift(dt.timedelta(minutes=119))
    assert "Which book?" in text_of(inside.get(PAGE))
    clock.shift(dt.timedelta(minutes=2))
    assert "Where are you?" in text_of(inside.get(PAGE))


def test_codes_are_not_guessed(signed_in, linked, code):
    for _ in range(OF_CODES):
        page = text_of(signed_in.post(f"{PAGE}enter/", {"code": "x"}, follow=True))
        assert "No library has this code." in page
    page = text_of(signed_in.post(f"{PAGE}enter/", {"code": code}, follow=True))
    assert "Please wait 15 minutes" in page


def test_the_book_is_shown_before_it_is_borrowed(inside, linked, copy, patron):
    asked = text_of(inside.get(PAGE, {"barcode": " A1 "}))
    assert "Is it this book?" in asked
    assert "骆驼祥子" in asked
    assert not Loan.objects.exists()
    page = text_of(borrow(inside, linked, "A1"))
    assert "Borrowed on this visit" in page
    assert "due 1 April 2026" in page
    assert "Before you go through the gate" in page
    loan = Loan.objects.get()
    assert (loan.patron, loan.barcode, loan.library.code) == (patron, "A1", "B08")


@pytest.mark.parametrize("number", [1, 3])
def test_several_books_in_a_row_make_a_receipt(
    inside, linked, branch, number, django_assert_num_queries
):
    for each in range(number):
        HoldingFactory(library=branch, barcode=f"C{each}")
        borrow(inside, linked, f"C{each}")
    with django_assert_num_queries(6):
        page = text_of(inside.get(PAGE))
    assert page.count('class="lent__row"') == number


def test_sent_twice_is_borrowed_once(inside, linked, copy):
    form = {"card": linked.pk, "barcode": "A1",
            "key": hidden(inside.get(PAGE, {"barcode": "A1"}), "key")}  # fmt: skip
    for _ in range(2):
        page = text_of(inside.post(f"{PAGE}borrow/", form, follow=True))
        assert "Borrowed on this visit" in page
    assert Loan.objects.count() == 1


def test_a_copy_of_another_library_is_refused(inside, linked, main):
    HoldingFactory(library=main, barcode="M1")
    assert "belongs to another library" in text_of(borrow(inside, linked, "M1"))
    assert not Loan.objects.exists()


def test_a_number_nobody_knows_is_said_to_be_unknown(inside, linked):
    assert "does not know this number" in text_of(inside.get(PAGE, {"barcode": "nothing"}))
    page = text_of(borrow(inside, linked, "nothing"))
    assert "does not know this copy" in page
    assert 'value="nothing"' in page


@pytest.mark.parametrize("barcode", ["'\"><script>", "\x00", "条码", "9" * 99])
def test_hostile_numbers_are_only_numbers(inside, linked, barcode):
    page = text_of(inside.get(PAGE, {"barcode": barcode}))
    assert "<script>" not in page.partition("<main")[2].partition("</main")[0]


def test_who_is_not_there_borrows_nothing(signed_in, linked, copy):
    form = {"card": linked.pk, "barcode": "A1", "key": "x"}
    page = text_of(signed_in.post(f"{PAGE}borrow/", form, follow=True))
    assert "Please say again where you are." in page
    assert not Loan.objects.exists()


def test_while_the_system_is_away_nothing_is_borrowed(inside, linked, copy, system):
    system.fault = "away"
    page = text_of(borrow(inside, linked, "A1"))
    assert "does not answer just now" in page
    assert "Is it this book?" in page
    system.fault = ""
    assert "Borrowed on this visit" in text_of(borrow(inside, linked, "A1"))


def test_a_lost_answer_is_confirmed_and_never_sent_again(inside, linked, copy, system):
    system.fault = "dropped"
    assert "Being confirmed" in text_of(borrow(inside, linked, "A1"))
    assert system.calls.count("checkout") == 1


class AskingSystem(FailingSystem):
    """Asks a question first, as systems do of those who owe something; opens the gate."""

    def checkout(self, patron, barcode, *, branch, key, confirm_token=""):
        if confirm_token != "yes":
            question = Block(codes.PATRON_DEBT)
            return Outcome(ok=False, questions=(question,), confirm_token="yes")
        lent = LocalSystem.checkout(self, patron, barcode, branch=branch, key=key)
        return Outcome(ok=lent.ok, ref=lent.ref, due=lent.due, desensitized=True)


def test_a_question_of_the_system_is_asked_on(inside, linked, copy, settings):
    driver = {"class": "tests.catalog.borrowing.test_checkout.AskingSystem"}
    settings.PORTAL_ILS = settings.PORTAL_ILS | {"drivers": {"circulation": driver}}
    asked = borrow(inside, linked, "A1")
    assert "Something is owed on the card." in text_of(asked)
    assert not Loan.objects.exists()
    form = {"card": linked.pk, "barcode": "A1", "key": hidden(asked, "key"),
            "token": hidden(asked, "token")}  # fmt: skip
    page = text_of(inside.post(f"{PAGE}borrow/", form, follow=True))
    assert "Borrowed on this visit" in page
    assert "Before you go through the gate" not in page


def test_there_is_no_page_where_the_system_cannot(signed_in, linked, settings, code):
    settings.PORTAL_ILS = {}
    assert signed_in.get(PAGE).status_code == 404
    assert BranchCode.objects.get().code == code
