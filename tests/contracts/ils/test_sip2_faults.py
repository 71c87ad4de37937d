"""What goes wrong between the portal and a SIP2 server, and what becomes of it."""

import datetime as dt
import ipaddress
import logging
import socket
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from catalog.ils.errors import ILSError, ILSUnavailable, NotFound, OutcomeUnknown

from .conftest import make_sip2
from .servers.faults import Fault
from .servers.sip2 import Sip2Server
from .servers.state import LibraryState

PAGE_LIMIT = 2.5
TOLD_AT_ONCE = (
    Fault.DROP, Fault.COMMIT_THEN_DROP, Fault.BUSY, Fault.GARBAGE, Fault.PAGE, Fault.OVERSIZE,
    Fault.CHECKSUM, Fault.SEQUENCE,
)  # fmt: skip
NO_TRACE = (Fault.DROP, Fault.GARBAGE, Fault.PAGE, Fault.OVERSIZE)
DONE = (Fault.COMMIT_THEN_DROP, Fault.CHECKSUM, Fault.SEQUENCE)


@pytest.fixture(scope="module")
def running_sip2():
    """What goes wrong on the way has nothing to do with the encoding: one is enough."""
    with Sip2Server(LibraryState()).running() as server:
        yield server


@pytest.fixture
def patron(sip2, sip2_facts):
    return sip2.authenticate(sip2_facts.reader.card, sip2_facts.reader.pin)


@pytest.fixture
def record_id(sip2_facts):
    return sip2_facts.on_loan.record_id


@pytest.mark.parametrize("fault", TOLD_AT_ONCE)
def test_read_that_fails_is_unavailable_and_the_next_one_works(sip2, sip2_server, fault, patron):
    sip2_server.faults.order(fault, on="63")
    with pytest.raises(ILSUnavailable):
        sip2.summary(patron)
    assert sip2.summary(patron)


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP])
@pytest.mark.parametrize("on", ["93", "99", "17"])
def test_page_never_waits_longer_than_it_may(sip2, sip2_server, record_id, fault, on):
    sip2_server.faults.order(fault, on=on)
    start = time.monotonic()
    with pytest.raises(ILSUnavailable):
        sip2.availability([record_id])
    assert time.monotonic() - start < PAGE_LIMIT


def test_copies_asked_before_the_line_broke_are_kept(sip2, sip2_server, record_id):
    sip2.availability([record_id])
    sip2_server.faults.order(Fault.DROP, on="17", after=1)
    held = sip2.availability([record_id])[record_id]
    assert held.available is None
    assert len({item.status for item in held.items}) == 2


def test_loans_are_shown_without_days_when_the_time_is_over(sip2, sip2_server, sip2_facts):
    full = sip2.authenticate(sip2_facts.full.card, sip2_facts.full.pin)
    sip2_server.slowness = 1.6
    loans = sip2.loans(full)
    assert len(loans) == 5
    assert all(loan.title and loan.record_id for loan in loans)
    assert None in [loan.due for loan in loans]


def test_refused_line_is_unavailable(sip2_server):
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        sip2 = make_sip2(sip2_server, port=unheard.getsockname()[1])
        with pytest.raises(ILSUnavailable):
            sip2.ping()


@pytest.mark.parametrize("fault", DONE)
def test_answer_lost_after_the_hold_was_placed_is_reconciled(
    sip2, sip2_server, patron, record_id, fault
):
    sip2_server.faults.order(fault, on="15")
    outcome = sip2.place_hold(patron, record_id, "DQ02", key="hold")
    assert outcome.ok
    assert outcome.is_reconciled
    assert len(sip2_server.state.holds_of(1)) == 1
    assert sip2_server.calls.count("15") == 1


@pytest.mark.parametrize("fault", NO_TRACE)
def test_hold_that_left_no_trace_is_unknown(sip2, sip2_server, patron, record_id, fault):
    sip2_server.faults.order(fault, on="15")
    with pytest.raises(OutcomeUnknown):
        sip2.place_hold(patron, record_id, "DQ02", key="hold")
    assert sip2_server.state.holds_of(1) == []
    assert sip2_server.calls.count("15") == 1


def test_hold_is_unknown_when_not_even_reading_back_works(sip2, sip2_server, patron, record_id):
    sip2_server.faults.order(Fault.COMMIT_THEN_DROP, on="15")
    sip2_server.faults.order(Fault.DROP, on="63", after=2)
    with pytest.raises(OutcomeUnknown):
        sip2.place_hold(patron, record_id, "DQ02", key="hold")


def test_message_that_the_server_could_not_read_was_not_carried_out(
    sip2, sip2_server, patron, record_id
):
    sip2_server.faults.order(Fault.BUSY, on="15")
    with pytest.raises(ILSUnavailable):
        sip2.place_hold(patron, record_id, "DQ02", key="hold")
    assert sip2_server.state.holds_of(1) == []


def test_answer_lost_after_cancelling_is_reconciled(sip2, sip2_server, patron, record_id):
    hold_id = sip2.place_hold(patron, record_id, "DQ02", key="hold").ref
    sip2_server.faults.order(Fault.DROP, on="15")
    with pytest.raises(OutcomeUnknown):
        sip2.cancel_hold(patron, hold_id)
    sip2_server.faults.order(Fault.COMMIT_THEN_DROP, on="15")
    assert sip2.cancel_hold(patron, hold_id).is_reconciled
    with pytest.raises(NotFound):
        sip2.cancel_hold(patron, hold_id)


def test_cancelling_that_the_system_refuses_is_told(sip2, sip2_server, patron, record_id):
    hold_id = sip2.place_hold(patron, record_id, "DQ02", key="hold").ref
    sip2_server.faults.order(Fault.REFUSE, on="15")
    outcome = sip2.cancel_hold(patron, hold_id)
    assert not outcome.ok
    assert outcome.message == "不可以"


def test_answer_lost_after_renewing_is_reconciled(sip2, sip2_server, sip2_facts, patron):
    barcode = sip2_facts.renewable
    sip2_server.faults.order(Fault.DROP, on="29")
    with pytest.raises(OutcomeUnknown):
        sip2.renew(patron, barcode)
    sip2_server.faults.order(Fault.COMMIT_THEN_DROP, on="29")
    outcome = sip2.renew(patron, barcode)
    assert outcome.is_reconciled
    assert outcome.due == sip2_server.state.loans_of(1)[0].due


def test_answer_lost_after_lending_is_reconciled(sip2, sip2_server, sip2_facts, patron):
    copy = sip2_facts.available
    sip2_server.faults.order(Fault.DROP, on="11")
    with pytest.raises(OutcomeUnknown):
        sip2.checkout(patron, copy.barcode, branch=copy.branch, key="out")
    sip2_server.faults.order(Fault.COMMIT_THEN_DROP, on="11")
    outcome = sip2.checkout(patron, copy.barcode, branch=copy.branch, key="out")
    assert outcome.is_reconciled
    assert outcome.desensitized is None
    assert len(sip2_server.state.loans_of(1)) == 3


def test_refusal_whose_reason_cannot_be_asked_for_keeps_its_words(sip2, sip2_server, sip2_facts):
    expired = sip2.authenticate(sip2_facts.expired.card, sip2_facts.expired.pin)
    sip2_server.faults.order(Fault.DROP, on="63", after=2)
    outcome = sip2.place_hold(expired, sip2_facts.on_loan.record_id, "DQ02", key="hold")
    assert not outcome.ok
    assert outcome.message == "读者证已过期"


@pytest.mark.parametrize("fault", TOLD_AT_ONCE)
def test_no_error_names_the_card_or_the_pin(sip2, sip2_server, sip2_facts, caplog, fault):
    card, pin = sip2_facts.reader.card, sip2_facts.reader.pin
    sip2.ping()
    sip2_server.faults.order(fault, on="63")
    with (
        caplog.at_level(logging.DEBUG, logger="catalog"),
        pytest.raises(ILSError) as caught,
    ):
        sip2.authenticate(card, pin)
    told = str(caught.value) + repr(caught.value.args) + caplog.text
    assert card not in told
    assert pin not in told
    assert caught.value.__cause__ is None


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of this machine's own, and its key, in files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    pem, private = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem, private


def test_line_is_encrypted_and_the_server_known(certificate):
    pem, private = certificate
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, private)
    with Sip2Server(LibraryState(2)).running(context) as server:
        make_sip2(server, tls=True, ca_file=str(pem)).ping()
        with pytest.raises(ILSUnavailable):
            make_sip2(server, tls=True).ping()  # nobody vouches for it
        with pytest.raises(ILSUnavailable):
            make_sip2(server).ping()
