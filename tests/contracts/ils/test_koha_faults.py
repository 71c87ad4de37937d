"""What goes wrong between the portal and Koha, and what becomes of it."""

import logging
import socket
import time

import pytest

from catalog.ils.errors import (
    ILSBusy,
    ILSConfigError,
    ILSError,
    ILSProtocolError,
    ILSUnavailable,
    NotFound,
    OutcomeUnknown,
)

from .conftest import make_koha
from .servers.faults import Fault

PAGE_LIMIT = 2.5
TOLD_AT_ONCE = (
    Fault.DROP, Fault.COMMIT_THEN_DROP, Fault.BUSY, Fault.ERROR, Fault.MOVED, Fault.GARBAGE,
    Fault.PAGE, Fault.OVERSIZE,
)  # fmt: skip


@pytest.fixture
def patron(koha, koha_facts):
    return koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)


@pytest.fixture
def record_id(koha_facts):
    return koha_facts.on_loan.record_id


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.DROP, ILSUnavailable),
        (Fault.BUSY, ILSBusy),
        (Fault.ERROR, ILSUnavailable),
        (Fault.GARBAGE, ILSProtocolError),
        (Fault.PAGE, ILSUnavailable),
        (Fault.OVERSIZE, ILSProtocolError),
    ],
)
def test_read_that_fails_says_how(koha, koha_server, record_id, fault, error):
    koha.ping()
    koha_server.faults.order(fault, on="GET /items")
    with pytest.raises(error):
        koha.availability([record_id])
    assert koha.availability([record_id])  # and the next one works


def test_busy_system_says_when_to_come_again(koha, koha_server, record_id):
    koha.ping()
    koha_server.faults.order(Fault.BUSY)
    with pytest.raises(ILSBusy) as caught:
        koha.availability([record_id])
    assert caught.value.retry_after == 7


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP])
@pytest.mark.parametrize("on", ["POST /oauth/token", "GET /items", "GET /holds"])
def test_page_never_waits_longer_than_it_may(koha, koha_server, record_id, fault, on):
    koha_server.faults.order(fault, on=on)
    start = time.monotonic()
    try:
        found = koha.availability([record_id])
    except ILSUnavailable:
        found = {}
    assert time.monotonic() - start < PAGE_LIMIT
    assert bool(found) == (on == "GET /holds")  # without the queue it is still worth showing


def test_refused_line_is_unavailable():
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        koha = make_nobody(f"http://127.0.0.1:{port}")
        with pytest.raises(ILSUnavailable):
            koha.ping()


def test_address_that_has_moved_is_a_matter_of_settings(koha, koha_server):
    koha.ping()
    koha_server.faults.order(Fault.MOVED)
    with pytest.raises(ILSConfigError):
        koha.ping()


def test_answer_lost_after_the_hold_was_placed_is_reconciled(koha, koha_server, patron, record_id):
    koha_server.faults.order(Fault.COMMIT_THEN_DROP, on="POST /holds")
    outcome = koha.place_hold(patron, record_id, "DQ01", key="hold")
    [hold] = koha_server.state.holds_of(1)
    assert outcome.ok
    assert outcome.is_reconciled
    assert (outcome.ref, outcome.position) == (str(hold.hold_id), 1)
    assert koha_server.calls.count("POST /holds") == 1


@pytest.mark.parametrize("fault", [Fault.DROP, Fault.ERROR, Fault.GARBAGE, Fault.PAGE])
def test_hold_that_left_no_trace_is_unknown(koha, koha_server, patron, record_id, fault):
    koha_server.faults.order(fault, on="POST /holds")
    with pytest.raises(OutcomeUnknown):
        koha.place_hold(patron, record_id, "DQ01", key="hold")
    assert koha_server.state.holds_of(1) == []
    assert koha_server.calls.count("POST /holds") == 1


def test_hold_is_unknown_when_not_even_reading_back_works(koha, koha_server, patron, record_id):
    koha_server.faults.order(Fault.COMMIT_THEN_DROP, on="POST /holds")
    koha_server.faults.order(Fault.DROP, on="GET /holds")
    with pytest.raises(OutcomeUnknown):
        koha.place_hold(patron, record_id, "DQ01", key="hold")
    assert len(koha_server.state.holds_of(1)) == 1


def test_busy_system_has_not_placed_the_hold(koha, koha_server, patron, record_id):
    koha_server.faults.order(Fault.BUSY, on="POST /holds")
    with pytest.raises(ILSBusy):
        koha.place_hold(patron, record_id, "DQ01", key="hold")
    assert koha_server.state.holds_of(1) == []


def test_answer_lost_after_cancelling_is_reconciled(koha, koha_server, patron, record_id):
    hold_id = koha.place_hold(patron, record_id, "DQ01", key="hold").ref
    koha_server.faults.order(Fault.DROP, on="DELETE")
    with pytest.raises(OutcomeUnknown):
        koha.cancel_hold(patron, hold_id)
    koha_server.faults.order(Fault.COMMIT_THEN_DROP, on="DELETE")
    assert koha.cancel_hold(patron, hold_id).is_reconciled
    assert koha_server.state.holds_of(1) == []


def test_answer_lost_after_renewing_is_reconciled(koha, koha_server, koha_facts, patron):
    [loan] = [loan for loan in koha.loans(patron) if loan.barcode == koha_facts.renewable]
    koha_server.faults.order(Fault.DROP, on="POST /checkouts/")
    with pytest.raises(OutcomeUnknown):
        koha.renew(patron, loan.loan_id)
    koha_server.faults.order(Fault.COMMIT_THEN_DROP, on="POST /checkouts/")
    outcome = koha.renew(patron, loan.loan_id)
    assert outcome.is_reconciled
    assert outcome.due > loan.due


def test_answer_lost_after_lending_is_reconciled(koha, koha_server, koha_facts, patron):
    copy = koha_facts.available
    koha_server.faults.order(Fault.DROP, on="POST /checkouts")
    with pytest.raises(OutcomeUnknown):
        koha.checkout(patron, copy.barcode, branch=copy.branch, key="out")
    koha_server.faults.order(Fault.COMMIT_THEN_DROP, on="POST /checkouts")
    outcome = koha.checkout(patron, copy.barcode, branch=copy.branch, key="out")
    assert outcome.ok
    assert outcome.is_reconciled
    assert len(koha_server.state.loans_of(1)) == 3


def test_hold_that_is_gone_already_counts_as_cancelled(koha, koha_server, patron, record_id):
    hold_id = koha.place_hold(patron, record_id, "DQ01", key="hold").ref
    koha_server.state.holds.clear()
    with pytest.raises(NotFound):
        koha.cancel_hold(patron, hold_id)


@pytest.mark.parametrize("fault", TOLD_AT_ONCE)
def test_no_error_names_the_card_or_the_pin(koha, koha_server, koha_facts, caplog, fault):
    card, pin = koha_facts.reader.card, koha_facts.reader.pin
    koha.ping()
    koha_server.faults.order(fault, on="POST /auth")
    with caplog.at_level(logging.DEBUG), pytest.raises(ILSError) as caught:
        koha.authenticate(card, pin)
    told = str(caught.value) + repr(caught.value.args) + caplog.text
    assert card not in told
    assert pin not in told
    assert caught.value.__cause__ is None


def test_client_writes_no_addresses_into_the_log(koha, koha_server, patron, caplog):
    with caplog.at_level(logging.DEBUG):
        koha.loans(patron)
    assert caplog.text == ""


def make_nobody(url):
    class Nobody:
        pass

    nobody = Nobody()
    nobody.url = url
    return make_koha(nobody)
