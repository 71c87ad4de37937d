"""The page of loans and holds."""

import datetime as dt

import pytest

from catalog.borrowing import services
from catalog.borrowing.selectors import account, act_key
from catalog.borrowing.services.acts import carry_out
from catalog.circulation import services as circulation
from catalog.circulation.models import Hold, Loan
from catalog.enums import CommandState
from catalog.ils.commands import Renew
from catalog.ils.errors import NotFound
from catalog.models import ILSCommand
from tests.catalog.borrowing.pages import hidden, text_of
from tests.factories.catalog import HoldingFactory
from tests.factories.circulation import PIN, HoldFactory, PatronFactory

pytestmark = pytest.mark.django_db
LOANS, ACCOUNT = "/en/me/loans/", "/en/me/loans/account/"


@pytest.fixture
def loan(patron, main):
    return lend(patron, main, days_ago=25)


def lend(patron, library, *, days_ago=0, **copy) -> Loan:
    held = HoldingFactory(library=library, **copy)
    day = dt.date(2026, 3, 2) - dt.timedelta(days=days_ago)
    return circulation.check_out(patron, held.barcode, at=library, on=day)


def renewal(linked, loan) -> str:
    return f"{loan.pk}|{loan.due}|{act_key(linked, Renew(str(loan.pk), loan.due))}"


def test_the_page_waits_for_nothing(signed_in, linked, system):
    answer = signed_in.get(LOANS)
    assert f'data-fragment="{ACCOUNT}?card={linked.pk}"' in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert system.calls == []


def test_without_script_one_page_has_everything(signed_in, linked, loan):
    page = text_of(signed_in.get(f"{LOANS}?now=1"))
    assert loan.record.title in page


def test_without_a_card_the_page_invites_to_link_one(signed_in, db):
    assert "Link a library card" in text_of(signed_in.get(LOANS))
    assert signed_in.get(ACCOUNT).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_account_is_three_calls_and_a_fixed_number_of_queries(
    signed_in, linked, patron, main, system, number, django_assert_num_queries
):
    for _ in range(number):
        lend(patron, main)
        HoldFactory(patron=patron, pickup=main, record=HoldingFactory(library=main).record)
    with django_assert_num_queries(12):
        page = text_of(signed_in.get(ACCOUNT))
    assert system.calls == ["summary", "loans", "holds"]
    assert page.count('class="lent__row"') == 2 * number


def test_the_numbers_are_one_call(signed_in, linked, loan, system):
    assert "1 book at home" in text_of(signed_in.get("/en/me/loans/numbers/"))
    assert system.calls == ["summary"]


def test_loans_stand_by_date_with_what_can_be_done(linked, patron, main, clock):
    late, soon, fine = (lend(patron, main, days_ago=ago) for ago in (29, 28, 2))
    wanted = lend(patron, main, days_ago=1)
    clock.shift(dt.timedelta(days=2))
    HoldFactory(record=wanted.record)
    circulation.renew(fine)
    found = account(linked)
    assert [row.loan.loan_id for row in found.loans] == [
        str(row.pk) for row in (late, soon, wanted, fine)
    ]
    assert [bool(row.key) for row in found.loans] == [False, True, False, False]
    assert [row.why_not for row in found.loans] == [
        "It is overdue, so it cannot be renewed. Please bring it back.",
        "",
        "Somebody waits for this book, so it cannot be renewed.",
        "It has been renewed as often as is allowed.",
    ]
    assert [row.is_due_soon for row in found.loans] == [False, True, False, False]
    assert found.problems == ["A book is overdue. Once it is back, you can borrow again."]
    assert found.renewable == [found.loans[1]]


def test_a_system_that_is_away_says_that_loans_are_safe(signed_in, linked, system):
    system.fault = "away"
    page = text_of(signed_in.get(ACCOUNT))
    assert "Your loans and holds are safe." in page
    assert "does not answer" in text_of(signed_in.get("/en/me/loans/numbers/"))
    assert signed_in.get(LOANS).status_code == 200


def test_a_card_that_is_gone_has_to_be_linked_anew(signed_in, linked, patron):
    patron.delete()
    assert "Please link the card again." in text_of(signed_in.get(ACCOUNT))
    assert "Link the card again" in text_of(signed_in.get("/en/me/loans/numbers/"))


def test_features_the_system_lacks_are_not_shown(signed_in, linked, loan, system, monkeypatch):
    assert "Owed" not in text_of(signed_in.get(ACCOUNT))
    monkeypatch.setattr(system, "capabilities", frozenset({"patron_auth", "patron_summary"}))
    from catalog.systems import forget  # noqa: PLC0415

    forget()
    page = text_of(signed_in.get(ACCOUNT))
    assert "Renew" not in page
    assert "Holds" not in page


def test_renewing_once_twice_and_in_two_tabs_is_one_act(signed_in, linked, loan):
    form = {"card": linked.pk, "act": renewal(linked, loan)}
    page = text_of(signed_in.post("/en/me/loans/renew/", form, follow=True))
    assert "1 book is renewed." in page
    signed_in.post("/en/me/loans/renew/", form)
    loan.refresh_from_db()
    assert (loan.renewals, loan.due) == (1, dt.date(2026, 4, 1))
    assert ILSCommand.objects.count() == 1


def test_renewing_all_says_what_was_refused(signed_in, linked, patron, main):
    loans = [lend(patron, main, days_ago=20), lend(patron, main, days_ago=20)]
    lines = [renewal(linked, loan) for loan in loans]
    HoldFactory(record=loans[1].record)
    lines[1] += "|骆驼|祥子"
    form = {"card": linked.pk, "act": [*lines, "nonsense", "1|never|x", f"{loans[0].pk}||x:0"]}
    page = text_of(signed_in.post("/en/me/loans/renew/", form, follow=True))
    assert "1 book is renewed." in page
    assert "骆驼|祥子: Somebody waits for this book, so it cannot be renewed." in page


def test_after_a_refusal_the_act_can_be_tried_again(linked, reader, loan):
    hold = HoldFactory(record=loan.record)
    act = Renew(str(loan.pk), loan.due)
    assert not carry_out(reader, linked, act, act_key(linked, act)).ok
    circulation.cancel_hold(hold)
    assert carry_out(reader, linked, act, act_key(linked, act)).ok


def test_renewing_while_the_system_is_away_changes_nothing(signed_in, linked, loan, system):
    form = {"card": linked.pk, "act": renewal(linked, loan)}
    system.fault = "away"
    signed_in.post("/en/me/loans/renew/", form)
    loan.refresh_from_db()
    assert loan.renewals == 0
    assert not ILSCommand.objects.exists()


def test_a_lost_answer_is_read_back(signed_in, linked, loan, system):
    system.fault = "lost"
    form = {"card": linked.pk, "act": renewal(linked, loan)}
    page = text_of(signed_in.post("/en/me/loans/renew/", form, follow=True))
    assert "1 book is renewed." in page


def test_an_act_of_which_nothing_shows_is_being_confirmed(signed_in, linked, loan, system, client):
    line = renewal(linked, loan)
    system.fault = "dropped"
    answer = signed_in.post("/en/me/loans/renew/", {"card": linked.pk, "act": line})
    key = line.rpartition("|")[2]
    assert answer["Location"] == f"/en/me/loans/acts/{key}/"
    assert "Being confirmed" in text_of(signed_in.get(answer["Location"]))
    system.fault = ""
    circulation.renew(loan)
    page = text_of(signed_in.get(answer["Location"]))
    assert "It is done" in page
    row = ILSCommand.objects.get()
    assert row.state == CommandState.DONE
    row.state, row.outcome = CommandState.REFUSED, {"ok": False, "blocks": [["renew.limit", ""]]}
    row.save()
    assert "as often as is allowed" in text_of(signed_in.get(answer["Location"]))
    row.state, row.outcome = CommandState.NOTHING, {}
    row.save()


def test_cancelling_a_hold_asks_first(signed_in, linked, patron, main):
    hold = HoldFactory(patron=patron, pickup=main)
    url = f"/en/me/loans/cancel/?card={linked.pk}&hold={hold.pk}"
    asked = signed_in.get(url)
    assert "Cancel the hold?" in text_of(asked)
    assert "pick up at First" in text_of(asked)
    form = {"card": linked.pk, "hold": hold.pk, "key": hidden(asked, "key")}
    assert "The hold is cancelled." in text_of(
        signed_in.post("/en/me/loans/cancel/", form, follow=True)
    )
    assert not Hold.objects.active().exists()
    assert signed_in.get(url)["Location"] == f"/en/me/loans/?card={linked.pk}"
    again = signed_in.post("/en/me/loans/cancel/", form | {"key": "x:0"}, follow=True)
    assert "This hold has ended already." in text_of(again)


def test_cancelling_while_the_system_is_away(signed_in, linked, system):
    system.fault = "away"
    for answer in (
        signed_in.get("/en/me/loans/cancel/?hold=1"),
        signed_in.post("/en/me/loans/cancel/", {"hold": "1", "key": "x"}),
    ):
        assert answer.status_code == 302


def test_a_key_of_another_act_is_refused(linked, reader, loan):
    with pytest.raises(NotFound):
        carry_out(reader, linked, Renew("2", loan.due), act_key(linked, Renew("1", loan.due)))


def test_each_card_of_a_family_has_its_own_page(signed_in, linked, reader, main):
    child = PatronFactory(number="11010200007777")
    other = services.link_card(reader, "11010200007777", PIN, nickname="豆豆")
    loan = lend(child, main)
    assert loan.record.title not in text_of(signed_in.get(ACCOUNT))
    page = text_of(signed_in.get(f"{LOANS}?card={other.pk}"))
    assert f"account/?card={other.pk}" in page
    assert loan.record.title in text_of(signed_in.get(ACCOUNT))  # the one used last
