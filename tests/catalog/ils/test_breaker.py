import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from catalog.ils.breaker import Breaker, State
from catalog.ils.errors import CircuitOpen, ILSUnavailable, NotFound

from .shelf import Clock


def fail(breaker, error=ILSUnavailable):
    with pytest.raises(error), breaker.watch():
        raise error


def test_opens_after_so_many_failures_in_a_row():
    breaker = Breaker("x", limit=3)
    fail(breaker)
    fail(breaker)
    with breaker.watch():
        pass
    fail(breaker)
    fail(breaker)
    assert breaker.state is State.CLOSED
    fail(breaker)
    assert breaker.state is State.OPEN
    with pytest.raises(CircuitOpen), breaker.watch():
        pytest.fail("was let through")


def test_a_refusal_shows_that_the_system_lives():
    breaker = Breaker("x", limit=2)
    for _ in range(9):
        fail(breaker, NotFound)
    fail(breaker)
    fail(breaker, NotFound)
    fail(breaker)
    assert breaker.state is State.CLOSED


def test_closes_when_the_probe_is_answered():
    clock = Clock()
    breaker = Breaker("x", limit=1, pause=20, clock=clock)
    fail(breaker)
    clock.seconds += 19
    assert breaker.state is State.OPEN
    clock.seconds += 1
    assert breaker.state is State.HALF_OPEN
    with breaker.watch():
        pass
    assert breaker.state is State.CLOSED


def test_a_failed_probe_waits_for_another_pause():
    clock = Clock()
    breaker = Breaker("x", limit=5, pause=20, clock=clock)
    for _ in range(5):
        fail(breaker)
    clock.seconds += 20
    fail(breaker)
    assert breaker.state is State.OPEN
    clock.seconds += 20
    assert breaker.state is State.HALF_OPEN


def test_exactly_one_of_many_threads_probes():
    clock = Clock()
    breaker = Breaker("x", limit=1, pause=1, clock=clock)
    fail(breaker)
    clock.seconds += 1
    through = []

    def ask(number):
        try:
            with breaker.watch():
                through.append(number)
                time.sleep(0.1)
                raise ILSUnavailable
        except ILSUnavailable:
            pass

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(ask, range(10)))
    assert len(through) == 1
    assert breaker.state is State.OPEN


def test_our_own_fault_in_the_probe_says_nothing_about_the_system():
    clock = Clock()
    breaker = Breaker("x", limit=1, pause=1, clock=clock)
    fail(breaker)
    clock.seconds += 1
    with pytest.raises(ZeroDivisionError), breaker.watch():
        raise ZeroDivisionError
    assert breaker.state is State.HALF_OPEN
    with breaker.watch():
        pass
    assert breaker.state is State.CLOSED
