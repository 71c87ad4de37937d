"""What a driver makes of a site that does not answer as it should."""

import time

import pytest
import stamina

from catalog.ils.drivers import web
from catalog.ils.errors import ILSBusy, ILSConfigError, ILSProtocolError, ILSUnavailable
from catalog.ils.policies import Policy
from tests.catalog.ils.web import drips, drops, hangs, says, site

QUICK = Policy(connect=0.2, read=0.2)
PATIENT = Policy(connect=0.2, read=0.2, retries=2)


@pytest.fixture
def _at_once():
    with stamina.set_testing(True, attempts=3):
        yield


def test_body_of_an_answer():
    with site(says("yes")) as address:
        assert web.Site(address).get({"q": "a b"}, QUICK) == b"yes"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (says("", 500), ILSUnavailable),
        (says("", 302, Location="http://127.0.0.1/"), ILSUnavailable),
        (says("", 204), ILSUnavailable),
        (says("", 503), ILSBusy),
        (says("", 429), ILSBusy),
        (says("", 400), ILSProtocolError),
        (says("", 401), ILSConfigError),
        (says("", 403), ILSConfigError),
        (says("", 404), ILSConfigError),
        (says(b"x" * 2000), ILSProtocolError),
        (hangs(0.6), ILSUnavailable),
        (drips(2), ILSUnavailable),
        (drops, ILSUnavailable),
    ],
)
def test_what_is_no_answer_raises_the_error_of_the_port(answer, error):
    started = time.monotonic()
    with site(answer) as address:
        asked = web.Site(address, user="portal", password="geheim", largest=1000)
        with pytest.raises(error) as caught:
            asked.get({"q": "secret"}, QUICK)
    assert type(caught.value) is error
    assert time.monotonic() - started < 1.5
    assert not any(word in repr(caught.value) for word in ("secret", "geheim", "127.0.0.1"))


def test_nobody_there_is_unavailable():
    with site(drops) as address:
        pass
    with pytest.raises(ILSUnavailable):
        web.Site(address).get({}, QUICK)


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "nothing", "http://[::1/"])
def test_address_that_is_none_is_a_fault_of_the_settings(address):
    with pytest.raises(ILSConfigError):
        web.Site(address).get({}, QUICK)


@pytest.mark.usefixtures("_at_once")
def test_read_is_sent_again_where_the_policy_says_so():
    with site(drops, says("", 500), says("yes")) as address:
        assert web.Site(address).get({}, PATIENT) == b"yes"


def test_read_for_a_page_is_sent_once():
    with site(says("", 500), says("yes")) as address, pytest.raises(ILSUnavailable):
        web.Site(address).get({}, QUICK)


def test_refusal_is_not_sent_again():
    with site(says("", 403), says("yes")) as address, pytest.raises(ILSConfigError):
        web.Site(address).get({}, PATIENT)


def test_busy_site_is_given_the_time_it_asks_for():
    policy = Policy(connect=0.2, read=0.2, retries=1)
    started = time.monotonic()
    with site(says("", 503, Retry_After="1"), says("yes")) as address:
        assert web.Site(address).get({}, policy) == b"yes"
    assert time.monotonic() - started > 0.9


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None)]
)
def test_retry_after_is_read_where_it_is_a_number(header, seconds):
    with site(says("", 503, Retry_After=header)) as address, pytest.raises(ILSBusy) as caught:
        web.Site(address).get({}, QUICK)
    assert caught.value.retry_after == seconds
