"""The portal with a library system behind it, by way of its settings alone."""

import threading
import time
import tomllib
from contextlib import suppress
from functools import partial

import pytest

from catalog import middleware
from catalog.borrowing.selectors.at_once import at_once
from catalog.enums import CommandState
from catalog.ils.commands import PlaceHold
from catalog.ils.errors import ILSError, OutcomeUnknown
from catalog.models import ILSCommand, Record
from catalog.services import commands
from catalog.systems import ils
from portal.core.models import Library
from tests.catalog.borrowing.pages import hidden, text_of
from tests.factories.accounts import ReaderFactory
from tests.factories.catalog import HoldingFactory, RecordFactory
from tests.factories.core import LibraryFactory

from . import catalogue, serve
from .servers.facts import furnish
from .servers.faults import Fault
from .servers.sip2 import Sip2Server
from .servers.state import LibraryState

pytestmark = pytest.mark.django_db

LONGEST = 2.5
FAULTS = (
    Fault.HANG, Fault.DRIP, Fault.DROP, Fault.BUSY, Fault.ERROR, Fault.GARBAGE, Fault.PAGE,
    Fault.OVERSIZE,
)  # fmt: skip
COPIES = {"koha": "GET /items", "sip2": "17"}
HOLD = {"koha": "POST /holds", "sip2": "15"}
AWAY = "The library system does not answer just now."


@pytest.fixture(scope="module")
def running_sip2():
    with Sip2Server(LibraryState()).running() as server:
        yield server


@pytest.fixture(params=["koha", "sip2"])
def name(request):
    return request.param


@pytest.fixture
def server(name, koha_server, sip2_server, settings):
    """The stand-in that the portal's settings lead to."""
    description = tomllib.loads(serve.description({"koha": koha_server, "sip2": sip2_server}))
    settings.PORTAL_ILS = description | {"routes": {"holdings": name, "patrons": name}}
    return {"koha": koha_server, "sip2": sip2_server}[name]


@pytest.fixture
def facts(server):
    return furnish(server.state)


def mirrored(record_id: str) -> Record:
    """The record as an import has brought it in, with its copies."""
    [book] = [book for book in catalogue.books() if book.record_id == record_id]
    record = RecordFactory(record_id=record_id, title=book.title)
    for item in book.items:
        library = Library.objects.filter(code=item.library_code).first()
        HoldingFactory(
            record=record,
            barcode=item.barcode,
            library=library or LibraryFactory(code=item.library_code),
        )
    return record


def fragment(client, record: Record) -> str:
    answer = client.get("/en/books/availability/", {"ids": record.pk, "copies": record.pk})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_page_says_what_the_system_says(client, server, facts):
    assert "All copies are out" in fragment(client, mirrored(facts.on_loan.record_id))
    assert "on the shelf" in fragment(client, mirrored(facts.available.record_id))


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_fails_a_page_or_lets_it_wait(client, server, name, facts, fault):
    record = mirrored(facts.on_loan.record_id)
    server.faults.order(fault, on=COPIES[name], times=2)
    start = time.monotonic()
    with suppress(ILSError):
        ils().availability([record.record_id])
    assert time.monotonic() - start < LONGEST
    text = fragment(client, record)
    assert "The library system does not answer." in text
    assert "All copies are out" not in text


def test_after_five_failures_nobody_is_asked_for_a_while(client, server, name, facts):
    record = mirrored(facts.on_loan.record_id)
    server.faults.order(Fault.DROP, on=COPIES[name], times=99)
    for _ in range(5):
        fragment(client, record)
    server.calls.clear()
    assert "The library system does not answer." in fragment(client, record)
    assert server.calls == []


def test_hold_whose_answer_is_lost_is_one_hold_and_told_so(server, name, facts):
    patron = ils().authenticate(facts.reader.card, facts.reader.pin)
    record = mirrored(facts.on_loan.record_id)
    reader, act = ReaderFactory(), PlaceHold(record.record_id, "DQ02")
    server.faults.order(Fault.COMMIT_THEN_DROP, on=HOLD[name])
    first = commands.run(act, reader=reader, patron=patron, key="act")
    again = commands.run(act, reader=reader, patron=patron, key="act")
    assert first.ok
    assert first.is_reconciled
    assert again == first
    assert len(server.state.holds_of(1)) == 1
    assert server.calls.count(HOLD[name]) == 1


def test_hold_that_left_no_trace_stays_open_in_the_log(server, name, facts):
    patron = ils().authenticate(facts.reader.card, facts.reader.pin)
    record = mirrored(facts.on_loan.record_id)
    server.faults.order(Fault.DROP, on=HOLD[name])
    with pytest.raises(OutcomeUnknown):
        commands.run(
            PlaceHold(record.record_id, "DQ02"), reader=ReaderFactory(), patron=patron, key="act"
        )
    assert ILSCommand.objects.get().state == CommandState.UNKNOWN
    assert server.state.holds_of(1) == []
    assert server.calls.count(HOLD[name]) == 1


@pytest.fixture
def reader(client, facts):
    """Signed in, with the card of the suite's reader."""
    client.force_login(ReaderFactory().user)
    card = {"number": facts.reader.card, "pin": facts.reader.pin}
    answer = client.post("/en/me/cards/link/", card)
    assert answer.status_code == 302
    return client


def timed(ask, *args):
    """The answer of a page whose patience is short: the rest of the time is a busy machine's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(middleware, "SECONDS", 0.5)
        start = time.monotonic()
        answer = ask(*args)
        assert time.monotonic() - start < LONGEST
    return answer


def test_a_system_that_hangs_keeps_nobody_waiting_and_comes_back(reader, server, name, facts):
    book = mirrored(facts.on_loan.record_id)
    hold = f"/en/books/{book.pk}/hold/"
    server.faults.order(Fault.HANG, times=99)
    assert AWAY in text_of(timed(reader.get, "/en/me/loans/?now=1"))
    # SIP2 need not be asked where holds are collected
    assert timed(reader.get, hold).status_code == {"koha": 503, "sip2": 200}[name]
    server.faults.clear()
    assert AWAY not in text_of(reader.get("/en/me/loans/?now=1"))
    assert reader.get(hold).status_code == 200


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.COMMIT_THEN_DROP])
def test_a_hold_that_hangs_is_being_confirmed_and_is_one(reader, server, name, facts, fault):
    book = mirrored(facts.on_loan.record_id)
    page = reader.get(f"/en/books/{book.pk}/hold/")
    form = {"card": hidden(page, "card"), "key": hidden(page, "key"), "pickup": "DQ02"}
    server.faults.order(fault, on=HOLD[name])
    for _sent_twice in range(2):
        answer = timed(reader.post, f"/en/books/{book.pk}/hold/", form)
        assert answer["Location"] == f"/en/me/loans/acts/{form['key']}/"
    assert len(server.state.holds_of(1)) == (fault is Fault.COMMIT_THEN_DROP)
    assert server.calls.count(HOLD[name]) == 1


@pytest.mark.django_db(transaction=True)
def test_several_things_are_asked_at_once(server):
    all_here = threading.Barrier(3)
    assert sorted(at_once(*[partial(all_here.wait, 10)] * 3)) == [0, 1, 2]
    assert ils().capabilities
