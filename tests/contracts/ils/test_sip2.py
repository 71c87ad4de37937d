"""The driver for SIP2 against a server of the same library, in UTF-8 and in GB 18030."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from catalog.ils import codes
from catalog.ils.capabilities import Capability
from catalog.ils.drivers.sip2 import Sip2
from catalog.ils.drivers.sip2.holdings import MOST
from catalog.ils.errors import ILSBusy, ILSConfigError, ILSUnavailable, NotFound
from catalog.ils.values import Block, HoldState, ItemStatus, PatronRef
from catalog.sample import LIBRARY_CODES

from . import catalogue
from .conformance import AsksQuestions, Conformance, System
from .conftest import make_sip2
from .servers.faults import Fault
from .servers.mirror import CatalogueMirror
from .servers.scripted import scripted


@pytest.fixture
def system(sip2, sip2_facts):
    return System(driver=sip2, facts=sip2_facts, names_reasons=False, tells_pickup=False)


@pytest.fixture
def patron(sip2, sip2_facts):
    return sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)


class TestConformance(Conformance, AsksQuestions):
    """SIP2 tells reasons in prose, and of a hold not where it can be collected."""


# Lines and terminals


def test_wrong_terminal_account_is_a_matter_of_settings_and_no_wrong_pin(sip2_server, sip2_facts):
    sip2 = make_sip2(sip2_server, password="wrong", lines=1)
    for _ in range(3):  # and its line is given back each time
        with pytest.raises(ILSConfigError):
            sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)


def test_terminal_signs_in_once_for_many_messages(sip2, sip2_server):
    sip2.ping()
    sip2.ping()
    assert sip2_server.calls == ["93", "99", "99", "99"]


def test_line_that_was_silent_for_long_is_opened_anew(sip2_server):
    sip2 = make_sip2(sip2_server, idle=0.0)
    sip2.ping()
    sip2.ping()
    assert sip2_server.calls == ["93", "99", "99", "93", "99", "99"]


def test_line_that_the_server_has_closed_meanwhile_is_opened_anew(sip2, sip2_server, sip2_facts):
    patron = sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)
    sip2_server.faults.order(Fault.HANG_UP, on="63")
    sip2.summary(patron)
    time.sleep(0.1)  # the server's farewell is on its way
    record_id = sip2_facts.on_loan.record_id
    outcome = sip2.place_hold(patron, record_id, sip2_facts.pickup, key="hold")
    assert outcome.ok
    assert not outcome.is_reconciled


def test_all_lines_in_use_is_busy(sip2_server):
    sip2 = make_sip2(sip2_server, lines=1)
    sip2.ping()
    sip2_server.faults.order(Fault.HANG, on="99")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(sip2.ping)
        time.sleep(0.2)
        with pytest.raises(ILSBusy):
            sip2.ping()
        sip2_server.faults.clear()
        assert isinstance(waiting.exception(), ILSUnavailable)
    sip2.ping()


def test_threads_do_not_mix_their_answers(sip2, sip2_server):
    books = [book for book in catalogue.books()[:40] if book.items]

    def asked(book):
        return sip2.availability([book.record_id])[book.record_id]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(asked, books))
    assert [[item.barcode for item in each.items] for each in found] == [
        [item.barcode for item in book.items] for book in books
    ]
    assert sip2_server.calls.count("93") <= 4


def test_server_without_terminal_accounts_is_asked_at_once():
    with scripted({}) as port:
        Sip2(host="127.0.0.1", port=port, mirror=CatalogueMirror()).ping()


def test_server_that_is_off_line_is_unavailable(sip2, sip2_server):
    sip2_server.faults.order(Fault.ERROR, on="99")
    with pytest.raises(ILSUnavailable):
        sip2.ping()


# Patrons


PATRON = b"64              01920261125    120000000000000000000000000000AODCQ|AA2011|AEX|"


@pytest.mark.parametrize(
    "flags", [b"", b"BLY|", b"CQY|", b"BLN|CQY|", b"BLY|CQN|", b"BLY|CQ|", b"BL|CQY|"]
)
def test_pin_that_the_server_has_not_confirmed_is_not_taken(flags):
    with scripted({"63": PATRON + flags}) as port:
        sip2 = Sip2(host="127.0.0.1", port=port, mirror=CatalogueMirror())
        assert sip2.authenticate("2011", "1234") is None


def test_patron_is_named_as_the_server_names_them():
    with scripted({"63": PATRON + b"BLY|CQY|"}) as port:
        sip2 = Sip2(host="127.0.0.1", port=port, mirror=CatalogueMirror())
        assert sip2.authenticate("110101199001011234", "1234") == PatronRef("2011", "1234")


def test_name_with_a_bar_in_its_bytes_is_whole(sip2, sip2_server, patron):
    assert sip2.summary(patron).display_name == "陈億达"
    assert b"|" in "億".encode("gb18030")


def test_limits_and_expiry_are_told(sip2, sip2_server, sip2_facts, patron):
    summary = sip2.summary(patron)
    assert (summary.loan_limit, summary.hold_limit) == (5, 3)
    assert str(summary.expires) == "2099-12-31"


def test_lost_card_is_named_as_such(sip2, sip2_server, patron):
    sip2_server.state.accounts[1].is_card_lost = True
    assert sip2.summary(patron).blocks == (Block(codes.PATRON_CARD_LOST),)


def test_restricted_card_without_a_reason_is_restricted(sip2, sip2_server, patron):
    sip2_server.state.accounts[1].is_restricted = True
    assert sip2.summary(patron).blocks == (Block(codes.PATRON_RESTRICTED),)


def test_handle_with_a_bar_is_no_patron(sip2, sip2_server):
    for ask in (sip2.loans, sip2.holds, sip2.summary):
        with pytest.raises(NotFound):
            ask(PatronRef("1|AD"))
    assert sip2_server.calls == []


def test_hold_that_waits_at_the_desk_is_ready(sip2, sip2_server, sip2_facts, patron):
    state = sip2_server.state
    copy = state.copy_of(sip2_facts.available.barcode)
    state.hold(1, copy.record_id, "DQ01", state=HoldState.READY, item_id=copy.item_id)
    [hold] = sip2.holds(patron)
    assert (hold.state, hold.record_id) == (HoldState.READY, copy.record_id)
    assert sip2.summary(patron).holds_ready == 1


# Commands


def test_gate_is_told_that_the_copy_may_pass(sip2, sip2_facts, patron):
    copy = sip2_facts.available
    outcome = sip2.checkout(patron, copy.barcode, branch=copy.branch, key="out")
    assert outcome.desensitized is True
    assert outcome.message == "借书成功"


def test_reasons_are_named_where_the_protocol_lets_us_find_out(sip2, sip2_facts, patron):
    record_id, pickup = sip2_facts.on_loan.record_id, sip2_facts.pickup
    assert sip2.place_hold(patron, record_id, pickup, key="1").position == 1
    again = sip2.place_hold(patron, record_id, pickup, key="2")
    assert again.blocks == (Block(codes.HOLD_DUPLICATE),)
    loans = {loan.barcode: loan.loan_id for loan in sip2.loans(patron)}
    awaited = sip2.renew(patron, loans[sip2_facts.awaited])
    assert awaited.blocks == (Block(codes.RENEW_RESERVED, "已有人预约，不能续借"),)
    copy = sip2_facts.set_aside
    reserved = sip2.checkout(patron, copy.barcode, branch=copy.branch, key="out")
    assert reserved.blocks == (Block(codes.ITEM_RESERVED, "该书已被他人预约"),)


def test_what_some_servers_would_do_twice_is_not_asked_of_them(
    sip2, sip2_server, sip2_facts, patron
):
    fact, pickup = sip2_facts.available, sip2_facts.pickup
    sip2.checkout(patron, fact.barcode, branch=fact.branch, key="1")
    sip2.place_hold(patron, sip2_facts.on_loan.record_id, pickup, key="1")
    sip2_server.calls.clear()
    sip2.checkout(patron, fact.barcode, branch=fact.branch, key="2")
    sip2.place_hold(patron, sip2_facts.on_loan.record_id, pickup, key="2")
    assert not set(sip2_server.calls) & {"11", "15"}


def test_reason_that_nobody_can_find_out_is_told_in_the_words_of_the_system(
    sip2, sip2_facts, patron
):
    copy = sip2_facts.reference
    outcome = sip2.checkout(patron, copy.barcode, branch=copy.branch, key="out")
    assert outcome.blocks == (Block(codes.REFUSED, "馆内阅览，不外借"),)


def test_yes_is_good_for_the_amount_it_was_for(sip2, sip2_server, sip2_facts):
    debtor = sip2.authenticate(sip2_facts.debtor.card, sip2_facts.debtor.pin)
    copy = sip2_facts.available
    asked = sip2.checkout(debtor, copy.barcode, branch=copy.branch, key="out")
    sip2_server.state.accounts[5].owed *= 2
    outcome = sip2.checkout(
        debtor, copy.barcode, branch=copy.branch, key="out", confirm_token=asked.confirm_token
    )
    assert not outcome.ok
    assert outcome.confirm_token not in {"", asked.confirm_token}
    assert sip2_server.state.loans_of(5) == []


def test_hold_on_one_copy_is_asked_for_as_such(sip2, sip2_facts, patron):
    fact = sip2_facts.on_loan
    outcome = sip2.place_hold(
        patron, fact.record_id, sip2_facts.pickup, key="hold", item_id=fact.barcode
    )
    assert (outcome.ok, outcome.ref) == (True, fact.barcode)


def test_library_to_collect_at_is_the_systems_when_there_is_no_choice(sip2_server, sip2_facts):
    sip2 = make_sip2(sip2_server, pickup=())
    patron = sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)
    assert Capability.HOLD_PICKUP_CHOICE not in sip2.capabilities
    assert list(sip2.pickup_branches(patron, sip2_facts.on_loan.record_id)) == []
    outcome = sip2.place_hold(patron, sip2_facts.on_loan.record_id, "", key="hold")
    assert outcome.blocks == (Block(codes.REFUSED, "该馆不能取书"),)  # this one has no default


# Availability


def test_copies_have_their_place_and_the_shelf_of_the_vendors_field(sip2, sip2_server):
    book = catalogue.books()[3]
    items = sip2.availability([book.record_id])[book.record_id].items
    places = [(each.location.area, each.location.call_number, each.location.shelf_code)
              for each in items]  # fmt: skip
    assert places == [(each.area, each.call_number, each.shelf) for each in book.items]


def test_page_waits_no_longer_than_it_may_and_the_rest_is_unknown(sip2, sip2_server):
    sip2.ping()
    sip2_server.slowness = 0.3
    wanted = [book.record_id for book in catalogue.books()[:8]]
    start = time.monotonic()
    found = sip2.availability(wanted)
    assert time.monotonic() - start < 2.5
    statuses = [item.status for held in found.values() for item in held.items]
    assert ItemStatus.UNKNOWN in statuses
    assert set(statuses) - {ItemStatus.UNKNOWN}
    assert set(found) == set(wanted)


def test_number_of_messages_is_bounded(sip2, sip2_server):
    sip2.ping()
    sip2_server.calls.clear()
    sip2.availability([book.record_id for book in catalogue.books()[:60]])
    assert sip2_server.calls == ["17"] * MOST


def test_copy_that_the_server_does_not_know_stays_unknown(sip2, sip2_server):
    copy, *_rest = sip2_server.state.copies.values()
    del sip2_server.state.copies[copy.item_id]
    items = sip2.availability([copy.record_id])[copy.record_id].items
    [item] = [item for item in items if item.barcode == copy.barcode]
    assert (item.status, item.branch) == (ItemStatus.UNKNOWN, copy.branch)


# Options


def test_libraries_are_translated_both_ways(sip2_server, sip2_facts):
    ours = {"DQ01": "WEST", "DQ02": "EAST"}
    sip2 = make_sip2(sip2_server, libraries=ours, pickup=["EAST", "WEST"])
    patron = sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)
    record_id = sip2_facts.on_loan.record_id
    assert sip2.place_hold(patron, record_id, "EAST", key="hold").ok
    assert sip2_server.state.holds_of(1)[0].pickup == "DQ02"


def test_place_that_the_server_does_not_name_is_the_mirrors(sip2_server, sip2_facts):
    sip2 = make_sip2(sip2_server, branch_field="XX")
    patron = sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)
    copy = sip2_facts.available
    assert sip2.checkout(patron, copy.barcode, branch=copy.branch, key="out").ok


def test_capabilities_that_a_server_lacks_are_left_out(sip2_server):
    sip2 = make_sip2(sip2_server, without=["hold_place", "hold_cancel"])
    assert not sip2.capabilities & {Capability.HOLD_PLACE, Capability.HOLD_CANCEL}
    with pytest.raises(ValueError, match="hold_palce"):
        make_sip2(sip2_server, without=["hold_palce"])


def test_encoding_that_does_not_exist_is_refused(sip2_server):
    with pytest.raises(LookupError):
        make_sip2(sip2_server, encoding="gb2313")


def test_server_may_be_asked_without_checksums(sip2_server, sip2_facts):
    sip2 = make_sip2(sip2_server, checksums=False, pickup=LIBRARY_CODES)
    assert sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)
