"""What every driver for patrons, circulation and holdings must do: one suite for all of them.

A driver's test module makes a `system` fixture, which says how to reach the driver and what is true
of the library behind it, and one class:

    class TestKoha(Conformance): ...

See docs/how-to/write-a-driver.en.md.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from catalog.ils import codes
from catalog.ils.capabilities import Capability
from catalog.ils.errors import NotFound
from catalog.ils.protocols import Circulation, Driver, Holdings, Patrons
from catalog.ils.values import Freshness, HoldState, ItemStatus, Loan, Outcome, PatronRef

BY_COMMAND = {
    Capability.HOLD_PLACE, Capability.HOLD_CANCEL, Capability.RENEW, Capability.SELF_CHECKOUT,
    Capability.PATRON_AUTH, Capability.PATRON_SUMMARY, Capability.AVAILABILITY,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    card: str
    pin: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFact:
    barcode: str
    branch: str
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is true of the library before each test."""

    reader: Login  # has the two loans below, no holds, owes nothing
    renewable: str  # barcode: on loan to the reader, may be renewed once
    awaited: str  # barcode: on loan to the reader, and somebody waits for it
    expired: Login  # a card that is no longer valid
    other: Login  # has one loan, which is overdue, and one hold, which waits
    full: Login  # has as many loans as are allowed
    debtor: Login  # owes a little: may borrow after a question, where the system asks any
    available: CopyFact  # on the shelf
    elsewhere: str  # a library that does not hold the available copy
    reference: CopyFact  # not for loan
    on_loan: CopyFact  # on loan to somebody, as is every copy of its record; nobody waits
    set_aside: CopyFact  # waits on the hold shelf for somebody else
    holdable: tuple[str, ...]  # records: one more than a patron may have holds
    pickup: str  # a library where holds can be collected
    unknown_record: str
    unknown_barcode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A driver under test. *names_reasons*: refusals come with codes, not with words alone.

    *tells_queue*: availability counts those who wait; *tells_pickup*: a hold says where.
    """

    driver: Any
    facts: Facts
    names_reasons: bool = True
    tells_queue: bool = True
    tells_pickup: bool = True

    def patron(self, login: Login) -> PatronRef:
        patron = self.driver.authenticate(login.card, login.pin)
        assert patron is not None
        return patron

    def checkout(self, login: Login, copy: CopyFact, **options: str) -> Outcome:
        options = {"branch": copy.branch, "key": "checkout"} | options
        return self.driver.checkout(self.patron(login), copy.barcode, **options)

    def assert_refused(self, outcome: Outcome, code: str) -> None:
        found = {block.code for block in outcome.blocks}
        assert not outcome.ok
        assert not outcome.questions
        if self.names_reasons:
            assert found == {code}
        else:
            assert found <= {code, codes.REFUSED}
            assert all(block.message for block in outcome.blocks if block.code == codes.REFUSED)


def loan_of(system: System, login: Login, barcode: str) -> Loan:
    loans = system.driver.loans(system.patron(login))
    return next(loan for loan in loans if loan.barcode == barcode)


class Conformance:
    """Drivers differ in what they can tell, never in what they let happen."""

    def test_driver_plays_the_roles_it_names(self, system):
        assert isinstance(system.driver, Driver)
        assert isinstance(system.driver, Holdings)
        assert isinstance(system.driver, Patrons)
        assert isinstance(system.driver, Circulation)
        assert system.driver.capabilities >= BY_COMMAND

    def test_ping_returns_when_the_system_is_well(self, system):
        assert system.driver.ping() is None

    # Patrons

    def test_right_card_and_pin_give_a_handle_without_the_pin(self, system):
        login = system.facts.reader
        patron = system.driver.authenticate(login.card, login.pin)
        assert login.card.endswith(patron.card_hint)
        assert 0 < len(patron.card_hint) <= 4
        assert login.pin not in repr(patron)

    def test_wrong_pin_is_not_taken(self, system):
        assert system.driver.authenticate(system.facts.reader.card, "000000") is None

    def test_unknown_card_is_not_taken(self, system):
        assert system.driver.authenticate("999999999999", system.facts.reader.pin) is None

    @pytest.mark.parametrize("pin", ["", " ", "|", "1|CQY|BLY", "\r", "0\x00", "密码", "x" * 300])
    def test_odd_pin_is_not_taken(self, system, pin):
        assert system.driver.authenticate(system.facts.reader.card, pin) is None

    @pytest.mark.parametrize("card", ["", "|", "2011|AD", "\r\n", "读者", "9" * 300])
    def test_odd_card_is_not_taken(self, system, card):
        assert system.driver.authenticate(card, system.facts.reader.pin) is None

    def test_summary_agrees_with_the_lists(self, system):
        patron = system.patron(system.facts.other)
        summary = system.driver.summary(patron)
        assert summary.display_name == system.facts.other.name
        assert (summary.loans, summary.overdues, summary.holds) == (1, 1, 1)
        assert summary.holds_ready == 0
        assert (len(system.driver.loans(patron)), len(system.driver.holds(patron))) == (1, 1)

    def test_summary_of_a_reader_in_good_standing_has_no_blocks(self, system):
        assert system.driver.summary(system.patron(system.facts.reader)).blocks == ()

    def test_summary_of_an_expired_card_says_so(self, system):
        blocks = system.driver.summary(system.patron(system.facts.expired)).blocks
        assert {block.code for block in blocks} & {codes.PATRON_EXPIRED, codes.PATRON_RESTRICTED}

    def test_summary_tells_what_is_owed(self, system):
        knows_fines = Capability.FINES in system.driver.capabilities
        owed = system.driver.summary(system.patron(system.facts.debtor)).owed
        assert (owed > 0) is knows_fines

    def test_loans_have_titles_records_and_days(self, system):
        loans = system.driver.loans(system.patron(system.facts.reader))
        assert {loan.barcode for loan in loans} == {system.facts.renewable, system.facts.awaited}
        assert all(loan.title and loan.record_id and loan.loan_id for loan in loans)
        assert all(loan.due > timezone.localdate() for loan in loans)
        assert not any(loan.is_overdue for loan in loans)

    def test_overdue_loan_is_marked(self, system):
        [loan] = system.driver.loans(system.patron(system.facts.other))
        assert loan.is_overdue
        assert loan.due < timezone.localdate()

    def test_holds_have_titles_and_records(self, system):
        [hold] = system.driver.holds(system.patron(system.facts.other))
        assert hold.title
        assert hold.record_id
        assert hold.state is HoldState.WAITING

    # Holds

    def test_hold_lives_from_placing_to_cancelling(self, system):
        driver, patron = system.driver, system.patron(system.facts.reader)
        record_id, pickup = system.facts.on_loan.record_id, system.facts.pickup
        assert pickup in driver.pickup_branches(patron, record_id)
        assert driver.place_hold(patron, record_id, pickup, key="hold").ok
        [hold] = driver.holds(patron)
        assert (hold.record_id, hold.state) == (record_id, HoldState.WAITING)
        assert hold.pickup_branch == (pickup if system.tells_pickup else "")
        assert driver.cancel_hold(patron, hold.hold_id).ok
        assert list(driver.holds(patron)) == []

    def test_queue_is_counted(self, system):
        driver, patron = system.driver, system.patron(system.facts.reader)
        record_id = system.facts.on_loan.record_id
        driver.place_hold(patron, record_id, system.facts.pickup, key="hold")
        queue = driver.availability([record_id])[record_id].queue
        assert queue == (1 if system.tells_queue else 0)

    def test_second_hold_on_a_record_is_refused(self, system):
        driver, patron = system.driver, system.patron(system.facts.reader)
        record_id = system.facts.on_loan.record_id
        driver.place_hold(patron, record_id, system.facts.pickup, key="first")
        outcome = driver.place_hold(patron, record_id, system.facts.pickup, key="second")
        system.assert_refused(outcome, codes.HOLD_DUPLICATE)
        assert len(driver.holds(patron)) == 1

    def test_one_hold_too_many_is_refused(self, system):
        driver, patron = system.driver, system.patron(system.facts.reader)
        *allowed, last = system.facts.holdable
        for record_id in allowed:
            assert driver.place_hold(patron, record_id, system.facts.pickup, key=record_id).ok
        outcome = driver.place_hold(patron, last, system.facts.pickup, key=last)
        system.assert_refused(outcome, codes.HOLD_LIMIT)

    def test_hold_by_an_expired_card_is_refused(self, system):
        patron = system.patron(system.facts.expired)
        outcome = system.driver.place_hold(
            patron, system.facts.on_loan.record_id, system.facts.pickup, key="hold"
        )
        system.assert_refused(outcome, codes.PATRON_EXPIRED)

    def test_hold_for_a_library_without_collection_is_refused(self, system):
        patron = system.patron(system.facts.reader)
        outcome = system.driver.place_hold(
            patron, system.facts.on_loan.record_id, "NOWHERE", key="hold"
        )
        system.assert_refused(outcome, codes.HOLD_PICKUP)

    def test_hold_on_an_unknown_record_is_not_found(self, system):
        patron = system.patron(system.facts.reader)
        with pytest.raises(NotFound):
            system.driver.place_hold(
                patron, system.facts.unknown_record, system.facts.pickup, key="hold"
            )

    def test_hold_of_another_patron_is_not_found_and_stays(self, system):
        other = system.patron(system.facts.other)
        [hold] = system.driver.holds(other)
        with pytest.raises(NotFound):
            system.driver.cancel_hold(system.patron(system.facts.reader), hold.hold_id)
        assert len(system.driver.holds(other)) == 1

    @pytest.mark.parametrize("hold_id", ["", "0", "987654321", "../1", "一"])
    def test_unknown_hold_is_not_found(self, system, hold_id):
        with pytest.raises(NotFound):
            system.driver.cancel_hold(system.patron(system.facts.reader), hold_id)

    # Renewals

    def test_loan_is_renewed_until_the_limit(self, system):
        driver, patron = system.driver, system.patron(system.facts.reader)
        loan = loan_of(system, system.facts.reader, system.facts.renewable)
        outcome = driver.renew(patron, loan.loan_id)
        assert outcome.ok
        assert outcome.due > loan.due
        assert loan_of(system, system.facts.reader, loan.barcode).due == outcome.due
        system.assert_refused(driver.renew(patron, loan.loan_id), codes.RENEW_LIMIT)

    def test_loan_that_somebody_waits_for_is_not_renewed(self, system):
        loan = loan_of(system, system.facts.reader, system.facts.awaited)
        outcome = system.driver.renew(system.patron(system.facts.reader), loan.loan_id)
        system.assert_refused(outcome, codes.RENEW_RESERVED)

    def test_loan_of_another_patron_is_not_found_and_unchanged(self, system):
        [loan] = system.driver.loans(system.patron(system.facts.other))
        with pytest.raises(NotFound):
            system.driver.renew(system.patron(system.facts.reader), loan.loan_id)
        assert list(system.driver.loans(system.patron(system.facts.other))) == [loan]

    @pytest.mark.parametrize("loan_id", ["", "0", "987654321", "../1", "一"])
    def test_unknown_loan_is_not_found(self, system, loan_id):
        with pytest.raises(NotFound):
            system.driver.renew(system.patron(system.facts.reader), loan_id)

    # Self-checkout

    def test_available_copy_is_lent_where_it_stands(self, system):
        facts = system.facts
        outcome = system.checkout(facts.reader, facts.available)
        assert outcome.ok
        assert outcome.due > timezone.localdate() + dt.timedelta(days=1)
        loan = loan_of(system, facts.reader, facts.available.barcode)
        assert (loan.due, loan.record_id) == (outcome.due, facts.available.record_id)

    def test_copy_on_loan_to_the_same_reader_is_refused(self, system):
        facts = system.facts
        assert system.checkout(facts.reader, facts.available).ok
        again = system.checkout(facts.reader, facts.available, key="another act")
        system.assert_refused(again, codes.ITEM_MINE)

    def test_copy_on_loan_to_somebody_else_is_refused(self, system):
        outcome = system.checkout(system.facts.reader, system.facts.on_loan)
        system.assert_refused(outcome, codes.ITEM_ON_LOAN)

    def test_copy_of_another_library_is_refused(self, system):
        facts = system.facts
        outcome = system.checkout(facts.reader, facts.available, branch=facts.elsewhere)
        assert [block.code for block in outcome.blocks] == [codes.ITEM_OTHER_BRANCH]
        assert system.checkout(facts.reader, facts.available).ok

    def test_copy_for_reference_is_refused(self, system):
        outcome = system.checkout(system.facts.reader, system.facts.reference)
        system.assert_refused(outcome, codes.ITEM_REFERENCE)

    def test_copy_set_aside_for_somebody_else_is_refused_without_a_question(self, system):
        outcome = system.checkout(system.facts.reader, system.facts.set_aside)
        system.assert_refused(outcome, codes.ITEM_RESERVED)
        assert not outcome.confirm_token

    @pytest.mark.parametrize("barcode", ["", "|", "\r", "条码", "7" * 300])
    def test_odd_barcode_is_refused(self, system, barcode):
        copy = CopyFact(barcode=barcode, branch="DQ01", record_id="")
        outcome = system.checkout(system.facts.reader, copy)
        assert [block.code for block in outcome.blocks] == [codes.ITEM_UNKNOWN]

    def test_unknown_barcode_is_refused(self, system):
        copy = CopyFact(barcode=system.facts.unknown_barcode, branch="DQ01", record_id="")
        outcome = system.checkout(system.facts.reader, copy)
        assert [block.code for block in outcome.blocks] == [codes.ITEM_UNKNOWN]

    def test_expired_card_borrows_nothing(self, system):
        outcome = system.checkout(system.facts.expired, system.facts.available)
        system.assert_refused(outcome, codes.PATRON_EXPIRED)

    def test_one_loan_too_many_is_refused(self, system):
        outcome = system.checkout(system.facts.full, system.facts.available)
        system.assert_refused(outcome, codes.LOAN_LIMIT)

    # Availability

    def test_copy_on_the_shelf_is_available_at_its_place(self, system):
        fact = system.facts.available
        found = system.driver.availability([fact.record_id])[fact.record_id]
        [item] = [item for item in found.items if item.barcode == fact.barcode]
        assert found.available is True
        assert found.freshness is Freshness.LIVE
        assert found.as_of is not None
        assert (item.status, item.branch) == (ItemStatus.AVAILABLE, fact.branch)
        assert item.location.call_number
        assert item.location.shelf_code

    def test_record_on_loan_is_not_available_and_says_until_when(self, system):
        fact = system.facts.on_loan
        found = system.driver.availability([fact.record_id])[fact.record_id]
        assert found.available is False
        assert {item.status for item in found.items} == {ItemStatus.ON_LOAN}
        assert all(item.due for item in found.items)

    def test_reference_copy_is_told_from_others(self, system):
        fact = system.facts.reference
        found = system.driver.availability([fact.record_id])[fact.record_id]
        status = {item.barcode: item.status for item in found.items}[fact.barcode]
        assert status in {ItemStatus.REFERENCE, ItemStatus.UNKNOWN}

    def test_unknown_record_is_missing(self, system):
        known, unknown = system.facts.available.record_id, system.facts.unknown_record
        assert set(system.driver.availability([known, unknown, "", "读者"])) == {known}

    def test_nothing_asked_is_nothing_found(self, system):
        assert dict(system.driver.availability([])) == {}


class AsksQuestions:
    """For systems that let a patron borrow after a yes."""

    def test_debtor_is_asked_and_borrows_after_a_yes(self, system):
        facts = system.facts
        outcome = system.checkout(facts.debtor, facts.available)
        assert not outcome.ok
        assert [block.code for block in outcome.questions] == [codes.PATRON_DEBT]
        assert outcome.confirm_token
        token = outcome.confirm_token
        assert system.checkout(facts.debtor, facts.available, confirm_token=token).ok

    def test_answer_to_another_question_is_no_yes(self, system):
        facts = system.facts
        assert not system.checkout(facts.debtor, facts.available, confirm_token="yes").ok
        assert list(system.driver.loans(system.patron(facts.debtor))) == []
