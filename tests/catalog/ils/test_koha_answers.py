"""Koha's answers read one by one: what may be missing, odd or broken in them."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from catalog.ils import codes
from catalog.ils.drivers.koha import answers, reasons
from catalog.ils.drivers.koha.commands import done
from catalog.ils.drivers.koha.session import Session
from catalog.ils.drivers.transport import Answer, Call
from catalog.ils.errors import (
    ILSBusy,
    ILSConfigError,
    ILSProtocolError,
    ILSUnavailable,
    NotFound,
    OutcomeUnknown,
)
from catalog.ils.policies import COMMAND, PAGE
from catalog.ils.values import ItemStatus

JSON = "application/json"
ITEM = {
    "item_id": 1, "biblio_id": 2, "external_id": None, "home_library_id": None,
    "holding_library_id": None, "not_for_loan_status": 0, "lost_status": 0, "withdrawn": 0,
    "callnumber": None, "location": None, "checked_out_date": None,
}  # fmt: skip
READ = Call("GET", "/items", PAGE)
COMMANDED = Call("POST", "/holds", COMMAND, expects=(201, 403), is_command=True)


class Scripted:
    """A transport that gives the answers of a list."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def send(self, call, headers):
        status, body, kind, retry_after = self.answers.pop(0)
        return Answer(call, status, kind, retry_after, body)


def said(status, value, kind=JSON, retry_after=""):
    return status, json.dumps(value).encode(), kind, retry_after


TOKEN = said(200, {"access_token": "t", "expires_in": 3600})


def answer(call, status, value):
    return Answer(call, status, JSON, "", json.dumps(value).encode())


def test_item_of_nulls_is_an_item():
    found = answers.item(ITEM, {}, "s")
    assert (found.barcode, found.branch, found.location.shelf_code) == ("", "", "")
    assert found.status is ItemStatus.AVAILABLE


@pytest.mark.parametrize(
    "xml",
    [
        "<record><subfield code='s'>A",
        "<!DOCTYPE r [<!ENTITY e 'x'>]><r><subfield code='s'>&e;</subfield></r>",
        "<r><subfield code='x'>A</subfield></r>",
        "<r><subfield code='s'/></r>",
        "no xml",
    ],
)
def test_broken_or_dangerous_subfields_give_no_shelf(xml):
    assert answers.item({**ITEM, "extended_subfields": xml}, {}, "s").location.shelf_code == ""


def test_item_that_lacks_a_column_does_not_fit():
    with pytest.raises(ILSProtocolError), answers.understood():
        answers.item({"item_id": 1}, {}, "s")


@pytest.mark.parametrize(
    ("surname", "first", "name"),
    [("陈", "億达", "陈億达"), ("Smith", "Ann", "Ann Smith"), (None, "Ann", "Ann"), ("", None, "")],
)
def test_name_is_written_as_its_script_wants(surname, first, name):
    assert answers.name({"surname": surname, "firstname": first}) == name


@pytest.mark.parametrize(("balance", "owed"), [(2.5, "2.5"), (None, "0"), (-3, "0")])
def test_credit_is_nothing_owed(balance, owed):
    assert answers.owed({"account_balance": balance}) == Decimal(owed)


def test_due_date_counts_in_its_own_zone(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 25, 16, 0, tzinfo=dt.UTC))  # midnight in Beijing
    assert answers.is_past("2026-11-25T23:59:00+08:00")
    assert not answers.is_past("2026-11-26T23:59:00+08:00")
    assert answers.day("2026-11-25T23:59:00+08:00") == dt.date(2026, 11, 25)
    assert answers.day(None) is None


@pytest.mark.parametrize(
    ("said", "code", "message"),
    [
        ({"error": "Renewal not authorized (too_many)"}, codes.RENEW_LIMIT, ""),
        ({"error": "Hold cannot be placed. Reason: ageRestricted"}, codes.PATRON_AGE, ""),
        ({"error": "?", "error_code": "itemAlreadyOnHold"}, codes.HOLD_DUPLICATE, ""),
        ({"error": "The supplied pickup location is not valid"}, codes.HOLD_PICKUP, ""),
        ({"error": "Never on Sundays (new_rule)"}, codes.REFUSED, "Never on Sundays (new_rule)"),
        (["odd"], codes.REFUSED, ""),
    ],
)
def test_refusal_has_a_code_or_the_words_of_koha(said, code, message):
    [block] = reasons.of_refusal(answer(COMMANDED, 403, said))
    assert (block.code, block.message) == (code, message)


def test_unknown_word_is_kept_as_the_message():
    assert [(b.code, b.message) for b in reasons.blocks(["NEW_RULE", "EXPIRED", "EXPIRED"])] == [
        (codes.REFUSED, "NEW_RULE"),
        (codes.PATRON_EXPIRED, ""),
    ]


@pytest.mark.parametrize("value", [[], {"priority": 1}, "x"])
def test_command_done_but_not_understood_is_unknown(value):
    with pytest.raises(OutcomeUnknown):
        done(answer(COMMANDED, 201, value), "hold_id")


@pytest.mark.parametrize(
    ("call", "status", "error"),
    [
        (READ, 200, None),
        (READ, 204, ILSUnavailable),
        (READ, 301, ILSConfigError),
        (READ, 400, ILSProtocolError),
        (READ, 403, ILSConfigError),
        (READ, 404, NotFound),
        (READ, 429, ILSBusy),
        (READ, 500, ILSUnavailable),
        (READ, 505, ILSUnavailable),
        (COMMANDED, 403, None),
        (COMMANDED, 200, OutcomeUnknown),
        (COMMANDED, 404, NotFound),
        (COMMANDED, 502, OutcomeUnknown),
        (COMMANDED, 503, ILSBusy),
        (COMMANDED, 504, OutcomeUnknown),
    ],
)
def test_status_says_what_has_become_of_the_call(call, status, error):
    session = Session(Scripted(TOKEN, said(status, {"error": "x"})), "a", "b")
    if error is None:
        assert session.call(call).status == status
    else:
        with pytest.raises(error):
            session.call(call)


def test_date_in_retry_after_is_no_number_of_seconds():
    late = said(503, {}, retry_after="Wed, 25 Nov 2026 20:00:00 GMT")
    with pytest.raises(ILSBusy) as caught:
        Session(Scripted(TOKEN, late), "a", "b").call(READ)
    assert caught.value.retry_after is None


def test_account_that_is_refused_twice_is_a_matter_of_settings():
    refused = said(401, {"error": "x"})
    with pytest.raises(ILSConfigError):
        Session(Scripted(TOKEN, refused, TOKEN, refused), "a", "b").call(READ)


@pytest.mark.parametrize("token", [{}, [], {"access_token": "t", "expires_in": "soon"}])
def test_token_that_is_none_does_not_fit(token):
    with pytest.raises(ILSProtocolError):
        Session(Scripted(said(200, token)), "a", "b").call(READ)


def test_list_goes_on_page_by_page_and_not_for_ever():
    full, rest = said(200, [1] * 500), said(200, [2])
    assert len(Session(Scripted(TOKEN, full, rest), "a", "b").rows(READ)) == 501
    with pytest.raises(ILSProtocolError):
        Session(Scripted(TOKEN, *[full] * 10), "a", "b").rows(READ)
    with pytest.raises(ILSProtocolError):
        Session(Scripted(TOKEN, said(200, {"error": "no list"})), "a", "b").rows(READ)


def test_call_does_not_wait_for_a_token_for_ever():
    session = Session(Scripted(TOKEN), "a", "b")
    with session._lock, pytest.raises(ILSUnavailable):
        session.call(READ)
