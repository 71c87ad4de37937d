"""Two members of staff at the same moment: no change is lost, the second is told."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from events import services
from events.enums import State
from events.errors import EventError, StaleError
from events.models import EventSeries, EventSeriesPage, Occurrence
from tests.factories.events import EventsIndexPageFactory, published_series

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def series(clock, root_page) -> EventSeries:
    published_series(
        EventsIndexPageFactory(parent=root_page), start_date=dt.date(2026, 3, 7),
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA", ends_on=dt.date(2026, 4, 25),
    )  # fmt: skip
    return EventSeries.objects.get()


def at_once(*actions: Callable[[], object]) -> list[object]:
    """What each action answers, or the error it ends with; all begin together."""
    barrier = threading.Barrier(len(actions))
    results: list[object] = [None] * len(actions)

    def run(number: int, action: Callable[[], object]) -> None:
        try:
            barrier.wait()
            results[number] = action()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what the test looks at
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def errors(results: list[object]) -> list[type]:
    return sorted((type(r) for r in results if isinstance(r, Exception)), key=str)


@pytest.mark.parametrize("round_", range(5))
def test_cancelled_and_moved_at_once(series, round_):
    row = series.occurrences.get(rid="20260314T100000")
    results = at_once(
        lambda: services.cancel(row, note="停电", seen=row.sequence),
        lambda: services.change(row, start=row.start + dt.timedelta(hours=3), seen=row.sequence),
    )
    assert errors(results) == [StaleError]
    row.refresh_from_db()
    is_cancelled, is_moved = row.state == State.CANCELLED, "start" in row.pinned
    assert is_cancelled != is_moved


@pytest.mark.parametrize("round_", range(5))
def test_several_dates_cancelled_by_two_at_once(series, round_):
    seen = dict(series.occurrences.values_list("pk", "sequence"))
    first, second = at_once(
        lambda: services.cancel_many(seen, note="甲"),
        lambda: services.cancel_many(dict(reversed(seen.items())), note="乙"),
    )
    assert sorted([len(first.done), len(second.done)]) == [0, 8]
    assert sorted([len(first.stale), len(second.stale)]) == [0, 8]
    assert len(set(Occurrence.objects.values_list("note", flat=True))) == 1


@pytest.mark.parametrize("round_", range(5))
def test_split_by_two_from_the_same_day(series, round_):
    day = dt.date(2026, 4, 4)
    results = at_once(
        lambda: services.split(series, day, start_time=dt.time(15)),
        lambda: services.split(series, day, space="二层"),
    )
    assert errors(results) == [EventError]
    assert EventSeries.objects.filter(is_current=True).count() == 1
    assert EventSeries.objects.count() == 2
    assert Occurrence.objects.count() == 8


@pytest.mark.parametrize("round_", range(5))
def test_split_while_a_date_behind_it_is_changed(series, round_):
    """The row goes over to the new part, and the change made to it goes along."""
    row = series.occurrences.get(rid="20260411T100000")
    results = at_once(
        lambda: services.split(series, dt.date(2026, 4, 4), start_time=dt.time(15)),
        lambda: services.change(row, space="二层"),
    )
    assert errors(results) == []
    row.refresh_from_db()
    assert (row.space, row.pinned) == ("二层", ["space"])
    assert row.series == EventSeries.objects.get(is_current=True)
    assert row.local_start.hour == 15


@pytest.mark.parametrize("round_", range(5))
def test_split_while_the_page_is_published(series, round_):
    def publish() -> None:
        page = EventSeriesPage.objects.get()
        page.presenter = "王老师"
        page.save_revision().publish()

    results = at_once(
        lambda: services.split(series, dt.date(2026, 4, 4), start_time=dt.time(15)), publish
    )
    assert errors(results) == []
    assert EventSeries.objects.filter(is_current=True).count() == 1
    rids = list(Occurrence.objects.public().values_list("local_date", flat=True))
    assert len(rids) == len(set(rids)) == 8


@pytest.mark.parametrize("round_", range(5))
def test_planned_and_cancelled_at_once(series, round_):
    seen = dict(series.occurrences.values_list("pk", "sequence"))
    EventSeries.objects.update(start_time=dt.time(15))
    results = at_once(
        lambda: services.reconcile(series), lambda: services.cancel_many(seen, note="停电")
    )
    assert errors(results) == []
    done = len(results[1].done)
    assert Occurrence.objects.filter(state=State.CANCELLED).count() == done
    assert {row.local_start.hour for row in Occurrence.objects.all()} == {15}
