import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches

from catalog.ils.breaker import State
from catalog.ils.errors import CircuitOpen, ILSBusy, ILSUnavailable, NotFound, NotSupported
from catalog.ils.guard import Clocks, Group, Guarded, Limits
from catalog.ils.values import Freshness, PatronRef, SearchQuery

from .shelf import Clock, Shelf

PATRON = PatronRef("4", "0004")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def guarded(shelf, clock):
    cache = caches["default"]
    cache.clear()
    return Guarded(shelf, cache, clocks=Clocks(now=clock, steady=clock))


def test_availability_is_asked_once_and_dated(guarded, shelf, clock):
    first = guarded.availability(["1"])["1"]
    assert (first.freshness, first.available) == (Freshness.LIVE, True)
    assert first.as_of == dt.datetime.fromtimestamp(clock.seconds, dt.UTC)
    clock.seconds += 44
    again = guarded.availability(["1"])["1"]
    assert (again.freshness, again.as_of) == (Freshness.CACHED, first.as_of)
    clock.seconds += 1
    assert guarded.availability(["1"])["1"].freshness is Freshness.LIVE
    assert len(shelf.calls) == 2


def test_only_what_is_not_known_is_asked_in_one_call(guarded, shelf):
    guarded.availability(["1", "2"])
    found = guarded.availability(["1", "2", "3", "x4"])
    assert {rid: copies.available for rid, copies in found.items()} == {
        "1": True, "2": True, "3": True, "x4": None,
    }  # fmt: skip
    assert guarded.availability(["x4"])["x4"].freshness is Freshness.STATIC
    assert shelf.calls == ["availability 1 2", "availability 3 x4"]


def test_a_system_that_fails_gives_older_answers_and_never_an_error(guarded, shelf, clock):
    guarded.availability(["1"])
    clock.seconds += 60
    shelf.fail()
    assert {rid: copies.freshness for rid, copies in guarded.availability(["1", "2"]).items()} == {
        "1": Freshness.STALE
    }
    clock.seconds += 15 * 60
    shelf.fail()
    assert guarded.availability(["1"]) == {}


def test_open_breaker_spares_the_system_and_closes_by_one_probe(guarded, shelf, clock):
    shelf.fail(5)
    for number in range(5):
        assert guarded.availability([str(number)]) == {}
    assert guarded.breakers[Group.READ].state is State.OPEN
    assert guarded.availability(["9"]) == {}
    assert len(shelf.calls) == 5
    assert guarded.holds(PATRON) == []  # another group of calls
    clock.seconds += 20
    assert set(guarded.availability(["9"])) == {"9"}
    assert guarded.breakers[Group.READ].state is State.CLOSED


def test_more_calls_at_once_than_allowed_go_without(shelf):
    shelf.seconds = 0.6
    guarded = Guarded(shelf, caches["default"], limits=Limits(calls_at_once=2, wait=0.05))
    caches["default"].clear()
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda number: guarded.availability([str(number)]), range(6)))
    assert sum(bool(copies) for copies in found) == 2
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda _: _outcome(guarded.holds, PATRON), range(3)))
    assert sorted(results) == ["ILSBusy", "answered", "answered"]


def _outcome(call, *args):
    try:
        call(*args)
    except ILSBusy:
        return "ILSBusy"
    return "answered"


def test_a_system_without_bulk_is_asked_for_a_book_and_not_for_a_list(clock):
    shelf = Shelf(bulk=False)
    cache = caches["default"]
    cache.clear()
    guarded = Guarded(shelf, cache, clocks=Clocks(now=clock, steady=clock))
    nothing = guarded.availability(["1", "2"])
    assert {copies.freshness for copies in nothing.values()} == {Freshness.STATIC}
    assert guarded.availability(["1"])["1"].freshness is Freshness.LIVE
    clock.seconds += 60
    older = guarded.availability(["1", "2"])
    assert [older[rid].available for rid in "12"] == [True, None]
    assert Freshness.STALE not in {copies.freshness for copies in older.values()}
    assert shelf.calls == ["availability 1"]


def test_what_is_shared_is_kept_and_stands_in(guarded, shelf, clock):
    query = SearchQuery("茶馆")
    assert guarded.search(query).freshness is Freshness.LIVE
    assert guarded.search(query).freshness is Freshness.CACHED
    clock.seconds += 61
    shelf.fail()
    page = guarded.search(query)
    assert (page.freshness, page.records[0].title) == (Freshness.STALE, "茶馆")
    shelf.fail()
    with pytest.raises(ILSUnavailable):
        guarded.search(SearchQuery("龙须沟"))


def test_others_get_the_older_answer_while_one_asks(guarded, shelf, clock):
    guarded.record("1")
    clock.seconds += 7 * 3600
    shelf.seconds = 0.3
    started = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        records = list(pool.map(lambda _: guarded.record("1"), range(4)))
    assert len(records) == 4
    assert shelf.calls.count("record 1") == 2
    assert time.monotonic() - started < 1


def test_an_answer_that_there_is_none_is_not_kept_back(guarded):
    with pytest.raises(NotFound):
        guarded.record("x1")


def test_a_patrons_own_is_asked_each_time_and_never_from_before(guarded, shelf):
    guarded.holds(PATRON)
    guarded.holds(PATRON)
    shelf.fail()
    with pytest.raises(ILSUnavailable):
        guarded.holds(PATRON)
    assert shelf.calls == ["holds"] * 3


def test_a_hold_makes_the_copies_of_its_record_be_asked_anew(guarded):
    guarded.availability(["1"])
    guarded.place_hold(PATRON, "1", "DC01", key="k")
    assert guarded.availability(["1"])["1"].freshness is Freshness.LIVE


def test_commands_have_a_breaker_of_their_own(guarded, shelf):
    shelf.fail(5)
    for _ in range(5):
        with pytest.raises(ILSUnavailable):
            guarded.place_hold(PATRON, "1", "DC01", key="k")
    with pytest.raises(CircuitOpen):
        guarded.place_hold(PATRON, "1", "DC01", key="k")
    assert guarded.holds(PATRON) == []


def test_what_the_driver_cannot_is_not_asked(guarded):
    with pytest.raises(NotSupported):
        guarded.renew(PATRON, "1")


def test_health_remembers_the_last_answer_and_the_last_failure(guarded, shelf, clock):
    guarded.holds(PATRON)
    clock.seconds += 10
    shelf.fail()
    with pytest.raises(ILSUnavailable):
        guarded.holds(PATRON)
    health = guarded.health(Group.PATRON)
    assert (health.answered_at, health.failed_at) == (clock.seconds - 10, clock.seconds)
    assert health.error == "ILSUnavailable: out of order"
