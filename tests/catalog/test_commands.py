import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from catalog.enums import CommandState
from catalog.ils.commands import CancelHold, Checkout, PlaceHold, Renew
from catalog.ils.errors import ILSUnavailable, NotFound, OutcomeUnknown
from catalog.ils.values import Block, Hold, HoldState, Loan, Outcome, PatronRef
from catalog.models import ILSCommand
from catalog.sealing import seal, unseal
from catalog.services import commands
from tests.factories.accounts import ReaderFactory

pytestmark = pytest.mark.django_db

PATRON = PatronRef("4", "0004", "DC01", "ADULT")
DUE = dt.date(2026, 12, 1)


class Desk:
    """A library system that may lose its answer before or after the work is done."""

    def __init__(self):
        self.shelf: dict[str, Hold] = {}
        self.lent: dict[str, Loan] = {}
        self.sent = 0
        self.loses = ""  # "before" or "after"
        self.is_down = False

    def _act(self, work):
        if self.is_down:
            raise ILSUnavailable("no connection")
        self.sent += 1
        if self.loses == "before":
            raise OutcomeUnknown("closed")
        outcome = work()
        if self.loses == "after":
            raise OutcomeUnknown("closed")
        return outcome

    def holds(self, patron):
        if self.is_down:
            raise ILSUnavailable("no connection")
        return list(self.shelf.values())

    def loans(self, patron):
        return list(self.lent.values())

    def place_hold(self, patron, record_id, pickup_branch, *, key, item_id=""):
        def work():
            if record_id in self.shelf:
                return Outcome.refused("hold.duplicate")
            hold = Hold("h1", record_id, "茶馆", pickup_branch, HoldState.WAITING, 3)
            self.shelf[record_id] = hold
            return Outcome(True, "h1", position=3)

        return self._act(work)

    def cancel_hold(self, patron, hold_id):
        def work():
            self.shelf.clear()
            return Outcome(True, hold_id)

        return self._act(work)

    def renew(self, patron, loan_id):
        def work():
            due = DUE + dt.timedelta(days=30)
            self.lent[loan_id] = Loan(loan_id, "b1", "茶馆", due)
            return Outcome(True, loan_id, due=due)

        return self._act(work)

    def checkout(self, patron, barcode, *, branch, key, confirm_token=""):
        def work():
            if not confirm_token:
                question = Block("item.reserved", "有人预约")
                return Outcome(False, questions=(question,), confirm_token="t")
            self.lent["l1"] = Loan("l1", barcode, "茶馆", DUE)
            return Outcome(True, "l1", due=DUE, desensitized=False)

        return self._act(work)


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def reader():
    return ReaderFactory()


@pytest.fixture
def run(desk, reader):
    def run(command, key="k1", who=None):
        return commands.run(command, reader=who or reader, patron=PATRON, key=key, system=desk)

    return run


HOLD = PlaceHold("SYN1", "DC01")


def test_the_same_key_again_answers_the_same_and_sends_nothing(run, desk):
    first = run(HOLD)
    assert (first.ok, first.ref, first.position) == (True, "h1", 3)
    assert run(HOLD) == first
    assert desk.sent == 1


def test_a_refusal_is_an_answer(run, desk):
    run(HOLD)
    refused = run(HOLD, key="k2")
    assert (refused.ok, refused.blocks) == (False, (Block("hold.duplicate"),))
    assert run(HOLD, key="k2") == refused
    assert desk.sent == 2


def test_an_answer_lost_after_the_work_is_read_back(run, desk):
    desk.loses = "after"
    outcome = run(HOLD)
    assert (outcome.ok, outcome.is_reconciled, outcome.position) == (True, True, 3)
    assert len(desk.shelf) == desk.sent == 1


def test_an_answer_lost_before_the_work_stays_open_and_is_not_sent_again(run, desk):
    desk.loses = "before"
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            run(HOLD)
    assert (desk.sent, desk.shelf) == (1, {})
    assert ILSCommand.objects.get().state == CommandState.UNKNOWN


def test_the_job_settles_what_shows_later(run, desk):
    desk.loses = "before"
    with pytest.raises(OutcomeUnknown):
        run(HOLD)
    assert commands.settle_unknown(desk) == 0  # a minute has not passed
    desk.shelf["SYN1"] = Hold("h9", "SYN1", "茶馆", "DC01", HoldState.WAITING)
    ILSCommand.objects.update(created_at=timezone.now() - dt.timedelta(minutes=1))
    assert commands.settle_unknown(desk) == 1
    row = ILSCommand.objects.get()
    assert (row.state, row.patron) == (CommandState.DONE, "")
    assert run(HOLD).ref == "h9"


def test_what_never_shows_was_not_carried_out_and_may_be_sent_again(run, desk):
    desk.loses = "before"
    with pytest.raises(OutcomeUnknown):
        run(HOLD)
    ILSCommand.objects.update(created_at=timezone.now() - dt.timedelta(hours=5))
    for _ in commands.LOOKS:
        commands.settle_unknown(desk)
    assert ILSCommand.objects.get().state == CommandState.NOTHING
    desk.loses = ""
    assert run(HOLD).ok
    assert desk.sent == 2


def test_a_system_that_is_down_while_the_job_looks_does_not_count(run, desk):
    desk.loses = "before"
    with pytest.raises(OutcomeUnknown):
        run(HOLD)
    ILSCommand.objects.update(created_at=timezone.now() - dt.timedelta(hours=5))
    desk.is_down = True
    for _ in range(9):
        assert commands.settle_unknown(desk) == 0
    assert ILSCommand.objects.get().state == CommandState.UNKNOWN


def test_what_never_reached_the_system_leaves_nothing(run, desk):
    desk.is_down = True
    with pytest.raises(ILSUnavailable):
        run(HOLD)
    assert not ILSCommand.objects.exists()
    desk.is_down = False
    assert run(HOLD).ok


def test_a_cancelled_hold_a_renewal_and_a_loan_are_read_back(run, desk):
    run(HOLD)
    desk.lent["l1"] = Loan("l1", "b1", "茶馆", DUE)
    desk.loses = "after"
    assert run(CancelHold("h1"), key="c").is_reconciled
    renewed = run(Renew("l1", DUE), key="r")
    assert renewed.is_reconciled
    assert renewed.due == DUE + dt.timedelta(days=30)
    assert run(Checkout("b2", "DC01", "t"), key="b").is_reconciled


def test_a_question_leaves_the_key_free_for_the_yes(run, desk):
    asked = run(Checkout("b1", "DC01"))
    assert (asked.ok, asked.questions[0].code) == (False, "item.reserved")
    borrowed = run(Checkout("b1", "DC01", asked.confirm_token))
    assert (borrowed.ok, borrowed.desensitized) == (True, False)
    assert "confirm_token" not in ILSCommand.objects.get().arguments


def test_a_key_of_another_reader_is_not_answered(run):
    run(HOLD)
    with pytest.raises(NotFound):
        run(HOLD, who=ReaderFactory())


def test_old_commands_are_forgotten(run):
    run(HOLD)
    ILSCommand.objects.update(created_at=timezone.now() - dt.timedelta(days=31))
    commands.settle_unknown(Desk())
    assert not ILSCommand.objects.exists()


def test_the_patron_is_sealed(run, desk):
    desk.loses = "before"
    with pytest.raises(OutcomeUnknown):
        run(HOLD)
    kept = ILSCommand.objects.get().patron
    assert "0004" not in kept
    assert unseal(kept) == PATRON
    assert unseal(kept[:-2]) is None
    assert unseal("") is None


def test_another_key_cannot_unseal(settings):
    sealed = seal(PATRON)
    settings.PORTAL_CARD_KEY = "another"
    assert unseal(sealed) is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_send_one_command(desk, reader):
    def click(_):
        try:
            return commands.run(HOLD, reader=reader, patron=PATRON, key="k1", system=desk).ref
        except OutcomeUnknown:
            return "later"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        found = set(pool.map(click, range(20)))
    assert found <= {"h1", "later"}
    assert (desk.sent, len(desk.shelf)) == (1, 1)
