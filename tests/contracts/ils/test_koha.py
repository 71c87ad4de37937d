"""The driver for Koha against the stand-in, every exchange held against the contract."""

import datetime as dt
import tomllib

import pytest

from catalog import systems
from catalog.ils import codes
from catalog.ils.capabilities import Capability
from catalog.ils.drivers.koha import KohaRest
from catalog.ils.drivers.koha.numbers import RecordNumbers
from catalog.ils.drivers.koha.reasons import CODES
from catalog.ils.errors import ILSConfigError, ILSProtocolError, ILSUnavailable, NotFound
from catalog.ils.protocols import Catalogue, Statistics
from catalog.ils.values import HoldState, ItemStatus, PatronRef

from . import catalogue, serve
from .conformance import AsksQuestions, Conformance, System
from .conftest import make_koha
from .servers.faults import Fault


@pytest.fixture
def system(koha, koha_facts):
    return System(driver=koha, facts=koha_facts)


class TestConformance(Conformance, AsksQuestions):
    """Koha tells everything the suite asks for."""


# The portal's account


def test_wrong_secret_is_a_matter_of_settings_and_no_wrong_pin(koha_server, koha_facts):
    koha = make_koha(koha_server, secret="wrong")
    with pytest.raises(ILSConfigError):
        koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)


def test_account_without_permissions_is_a_matter_of_settings(koha, koha_server, koha_facts):
    patron = koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)
    koha_server.lacks_permissions = True
    with pytest.raises(ILSConfigError):
        koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)
    with pytest.raises(ILSConfigError):
        koha.place_hold(patron, koha_facts.on_loan.record_id, "DQ01", key="hold")


def test_one_token_is_good_for_many_calls(koha, koha_server):
    koha.ping()
    koha.ping()
    assert koha_server.calls == ["POST /oauth/token", "GET /libraries", "GET /libraries"]


def test_expired_token_is_renewed_once(koha, koha_server):
    koha.ping()
    koha_server.expire_tokens()
    koha_server.calls.clear()
    koha.ping()
    assert koha_server.calls == ["GET /libraries", "POST /oauth/token", "GET /libraries"]


def test_command_with_an_expired_token_is_done_once(koha, koha_server, koha_facts):
    patron = koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)
    koha_server.expire_tokens()
    assert koha.place_hold(patron, koha_facts.on_loan.record_id, "DQ01", key="hold").ok
    assert len(koha_server.state.holds_of(1)) == 1


def test_account_of_the_portal_is_in_no_address_and_no_repr(koha, koha_server):
    koha.ping()
    assert not any("portal" in call for call in koha_server.calls)
    assert "secret" not in repr(koha)


# Records


def test_record_is_read_as_from_a_file(koha):
    book = catalogue.books()[77]
    found = koha.record(book.record_id)
    assert (found.title, found.isbns, found.clc) == (book.title, book.isbns, book.clc)
    assert [item.barcode for item in found.items] == [item.barcode for item in book.items]


@pytest.mark.parametrize("record_id", ["S00099999", "W324faff0v1", "", "S1", "../patrons/1"])
def test_record_that_koha_does_not_have_is_not_found(koha, record_id):
    with pytest.raises(NotFound):
        koha.record(record_id)


def test_record_is_found_by_either_isbn(koha):
    book = catalogue.books()[5]
    [found] = koha.records_by_isbn(book.isbns[0])
    assert found.record_id == book.record_id
    assert list(koha.records_by_isbn("9787020002207")) == []
    assert list(koha.records_by_isbn("%")) == []


def test_new_arrivals_are_new_and_the_newest_first(koha):
    since = dt.date(2026, 1, 1)
    found = koha.new_arrivals(since, limit=20)
    assert found
    assert [bib.entered for bib in found] == sorted((bib.entered for bib in found), reverse=True)
    assert all(bib.entered >= since for bib in found)


def test_new_arrivals_of_one_class_at_one_library(koha):
    found = koha.new_arrivals(dt.date(2020, 1, 1), branch="DQ02", clc="I")
    assert found
    assert all(bib.clc.startswith("I") for bib in found)
    assert all("DQ02" in {item.library_code for item in bib.items} for bib in found)


# Availability


def test_fifty_records_take_two_calls(koha, koha_server):
    koha.ping()
    koha_server.calls.clear()
    wanted = [book.record_id for book in catalogue.books()[:50]]
    assert set(koha.availability(wanted)) == set(wanted)
    assert koha_server.calls == ["GET /items", "GET /holds"]


def test_status_of_every_copy_is_that_of_the_library(koha, koha_server):
    state = koha_server.state
    found = koha.availability(state.records)
    seen = {int(item.item_id): item.status for held in found.values() for item in held.items}
    assert seen == {number: state.status(copy) for number, copy in state.copies.items()}
    assert set(seen.values()) >= set(ItemStatus) - {ItemStatus.UNKNOWN, ItemStatus.WITHDRAWN}


def test_withdrawn_copy_and_one_sent_to_a_patron_are_told(koha, koha_server):
    state = koha_server.state
    first, second, *_rest = (copy for copy in state.copies.values())
    first.state = ItemStatus.WITHDRAWN
    state.hold(900, second.record_id, "DQ01", state=HoldState.IN_TRANSIT, item_id=second.item_id)
    held = koha.availability([first.record_id, second.record_id])
    seen = {item.barcode: item.status for found in held.values() for item in found.items}
    assert seen[first.barcode] is ItemStatus.WITHDRAWN
    assert seen[second.barcode] is ItemStatus.IN_TRANSIT


def test_shelf_code_stands_in_a_subfield_of_its_own(koha, koha_server):
    copy = next(iter(koha_server.state.copies.values()))
    copy.shelf = "甲&<3>-12"
    [item, *_rest] = koha.availability([copy.record_id])[copy.record_id].items
    assert item.location.shelf_code == "甲&<3>-12"
    assert (item.location.area, item.location.call_number) == (copy.area, copy.call_number)


def test_libraries_are_translated_both_ways(koha_server, koha_facts):
    koha = make_koha(koha_server, libraries={"DQ02": "EAST", "DQ01": "WEST"})
    patron = koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)
    record_id = koha_facts.on_loan.record_id
    assert patron.home_branch == "WEST"
    assert {"EAST", "WEST", "B01"} <= set(koha.pickup_branches(patron, record_id))
    assert koha.place_hold(patron, record_id, "EAST", key="hold").ok
    assert koha.holds(patron)[0].pickup_branch == "EAST"
    assert koha_server.state.holds_of(1)[0].pickup == "DQ02"


# Patrons and commands


def test_hold_that_waits_at_the_desk_says_until_when(koha, koha_server, koha_facts):
    copy = koha_server.state.copy_of(koha_facts.available.barcode)
    koha_server.state.hold(1, copy.record_id, "DQ01", state=HoldState.READY, item_id=copy.item_id)
    patron = koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)
    [hold] = koha.holds(patron)
    assert (hold.state, hold.position, hold.pickup_branch) == (HoldState.READY, None, "DQ01")
    assert hold.pickup_until == koha_server.state.today()
    assert koha.summary(patron).holds_ready == 1


def test_copy_set_aside_for_the_reader_is_lent_and_ends_the_hold(koha, koha_server, koha_facts):
    copy = koha_server.state.copy_of(koha_facts.available.barcode)
    koha_server.state.hold(1, copy.record_id, "DQ01", state=HoldState.READY, item_id=copy.item_id)
    patron = koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)
    assert koha.checkout(patron, copy.barcode, branch=copy.branch, key="out").ok
    assert koha_server.state.holds_of(1) == []


def test_yes_to_one_question_is_no_yes_to_a_new_one(koha, koha_server, koha_facts):
    fact = koha_facts.available
    patron = koha.authenticate(koha_facts.debtor.card, koha_facts.debtor.pin)
    outcome = koha.checkout(patron, fact.barcode, branch=fact.branch, key="out")
    copy = koha_server.state.copy_of(fact.barcode)
    koha_server.state.hold(3, fact.record_id, "DQ01", state=HoldState.READY, item_id=copy.item_id)
    outcome = koha.checkout(
        patron, fact.barcode, branch=fact.branch, key="out", confirm_token=outcome.confirm_token
    )
    assert [block.code for block in outcome.blocks] == [codes.CONFIRM_EXPIRED]
    assert koha_server.state.loans_of(5) == []


def test_handle_of_another_system_is_no_patron(koha):
    with pytest.raises(NotFound):
        koha.loans(PatronRef("2011-0001"))


def test_every_word_of_koha_has_a_code_of_ours():
    assert set(CODES.values()) <= codes.ALL


# Options


def test_search_and_statistics_are_left_to_others(koha):
    assert not isinstance(koha, Catalogue)
    assert not isinstance(koha, Statistics)


def test_what_a_library_does_not_offer_is_left_out(koha_server):
    koha = make_koha(koha_server, without=["self_checkout"])
    assert Capability.SELF_CHECKOUT not in koha.capabilities
    with pytest.raises(ValueError, match="self-checkout"):
        make_koha(koha_server, without=["self-checkout"])


@pytest.mark.parametrize("template", ["", "S", "{}{}", "{name}", "{1}"])
def test_template_without_one_place_for_the_number_is_refused(template):
    with pytest.raises(ValueError, match="record_id"):
        KohaRest(base_url="http://127.0.0.1", client_id="a", secret="b", record_id=template)


@pytest.mark.parametrize(
    ("template", "number", "record_id"),
    [("{}", 7, "7"), ("S{:08d}", 7, "S00000007"), ("CN{0:06d}X", 12, "CN000012X")],
)
def test_template_leads_both_ways(template, number, record_id):
    numbers = RecordNumbers(template)
    assert numbers.record_id(number) == record_id
    assert numbers.number(record_id) == number
    assert numbers.number(f"9{record_id}9") != number
    assert numbers.number("") is None


def test_hold_on_one_copy_is_asked_for_as_such(koha, koha_server, koha_facts):
    patron = koha.authenticate(koha_facts.reader.card, koha_facts.reader.pin)
    copy = koha_server.state.copy_of(koha_facts.on_loan.barcode)
    outcome = koha.place_hold(patron, copy.record_id, "DQ01", key="hold", item_id=str(copy.item_id))
    assert outcome.ok


def test_record_that_cannot_be_read_hides_no_other(koha, koha_server):
    broken, *_rest, whole = koha_server.state.records.values()
    since = min(broken.entered, whole.entered)
    title, broken.title = broken.title, ""
    try:
        found = {bib.record_id for bib in koha.new_arrivals(since, limit=500)}
        with pytest.raises(ILSProtocolError):
            koha.record(broken.record_id)
    finally:
        broken.title = title
    assert whole.record_id in found
    assert broken.record_id not in found


@pytest.mark.parametrize("fault", [Fault.PAGE, Fault.ENTITIES])
def test_page_in_place_of_a_record_is_no_record(koha, koha_server, fault):
    koha.ping()
    koha_server.faults.order(fault)
    with pytest.raises((ILSUnavailable, ILSProtocolError)):
        koha.record("S00001000")


def test_copy_lost_between_question_and_yes_is_refused(koha, koha_server, koha_facts):
    fact = koha_facts.available
    patron = koha.authenticate(koha_facts.debtor.card, koha_facts.debtor.pin)
    asked = koha.checkout(patron, fact.barcode, branch=fact.branch, key="out")
    koha_server.state.copy_of(fact.barcode).state = ItemStatus.LOST
    outcome = koha.checkout(
        patron, fact.barcode, branch=fact.branch, key="out", confirm_token=asked.confirm_token
    )
    assert [block.code for block in outcome.blocks] == [codes.ITEM_LOST]


def test_suspended_hold_is_told_from_a_waiting_one(koha, koha_server, koha_facts):
    [row] = koha_server.state.holds_of(3)
    row.state = HoldState.SUSPENDED
    [hold] = koha.holds(koha.authenticate(koha_facts.other.card, koha_facts.other.pin))
    assert hold.state is HoldState.SUSPENDED


def test_file_that_serve_prints_leads_to_both(koha_server, sip2_server):
    system = systems.build(
        tomllib.loads(serve.description({"koha": koha_server, "sip2": sip2_server}))
    )
    system.ping()
    assert system.can(Capability.SELF_CHECKOUT)
