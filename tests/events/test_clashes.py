"""What speaks against dates: found for rows in hand and by the database alike."""

import datetime as dt

import pytest

from events import services
from events.models import Occurrence
from events.selectors.clashes import clashes_of, clashing
from portal.core.models import ClosureDay
from tests.factories.core import (
    ClosureDayFactory,
    ExceptionalDayFactory,
    LibraryFactory,
    OpeningHoursFactory,
)
from tests.factories.events import published_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAY = dt.date(2026, 3, 7)


@pytest.fixture
def library():
    return LibraryFactory(name="第一图书馆")


@pytest.fixture
def plan(events_index, library):
    """Publish one session on Saturday morning, unless *fields* say otherwise; answer its row."""

    def publish(**fields) -> Occurrence:
        fields = {"start_date": SATURDAY, "library": library, "kind": "single", **fields}
        page = published_series(events_index, **fields)
        return Occurrence.objects.select_related("series", "library").get(
            series__translation_key=page.translation_key
        )

    return publish


def kinds(row: Occurrence) -> list[str]:
    """The kinds of clashes; the database must see a clash wherever there is one to warn of."""
    found = [clash.kind for clash in clashes_of([row])[0]]
    is_clashing = clashing(Occurrence.objects.all()).filter(pk=row.pk).exists()
    assert is_clashing == bool(set(found) - {"makeup"})
    return found


def test_room_taken_in_the_same_library_only(plan):
    row = plan(space="报告厅")
    assert kinds(row) == []
    plan(space="报告厅", title="书法", start_time=dt.time(10, 30))
    plan(space="报告厅", start_time=dt.time(11))
    plan(space="报告厅", library=LibraryFactory())
    plan(space="二层")
    assert kinds(row) == ["space"]
    assert "书法" in clashes_of([row])[0][0].text
    services.cancel(Occurrence.objects.get(series__words__contains="书法"))
    assert kinds(row) == []


def test_no_room_given_is_no_clash(plan):
    row = plan()
    plan()
    assert kinds(row) == []


def test_exhibition_takes_its_room_for_weeks_but_nobody_stands_in_it(plan):
    row = plan(space="展厅", presenter="王老师")
    plan(
        space="展厅", presenter="王老师", kind="exhibition", all_day=True,
        start_date=dt.date(2026, 2, 20), duration=dt.timedelta(days=30),
    )  # fmt: skip
    assert kinds(row) == ["space"]


def test_presenter_elsewhere_at_the_time(plan):
    row = plan(presenter="王老师")
    plan(presenter="王老师", library=LibraryFactory(), start_time=dt.time(10, 59))
    plan(presenter="王老师", library=LibraryFactory(), start_time=dt.time(11))
    assert kinds(row) == ["presenter"]


def test_own_series_does_not_count(plan):
    row = plan(space="报告厅")
    plan(space="报告厅")
    other = Occurrence.objects.exclude(pk=row.pk).get()
    assert clashes_of([row], besides=[other.series.translation_key]) == [[]]


def test_hours_of_the_library(plan, library):
    row = plan(start_time=dt.time(18))
    assert kinds(row) == []  # hours nobody has entered say nothing
    OpeningHoursFactory(library=library, weekday=5, opens=dt.time(9), closes=dt.time(12))
    assert kinds(row) == ["hours"]
    assert "9:00–12:00" in clashes_of([row])[0][0].text
    assert kinds(plan(start_time=dt.time(11))) == []
    assert kinds(plan(start_time=dt.time(11, 30))) == ["hours"]
    assert kinds(plan(all_day=True, duration=dt.timedelta(days=1))) == []
    OpeningHoursFactory(library=library, weekday=5, opens=dt.time(13), closes=dt.time(0))
    assert kinds(row) == []
    assert kinds(plan(start_time=dt.time(23), duration=dt.timedelta(hours=3))) == ["hours"]


def test_exceptional_day_and_holidays(plan, library):
    row = plan()
    closed = ExceptionalDayFactory(library=library, date=SATURDAY, reason="盘点")
    assert kinds(row) == ["closed"]
    assert "盘点" in clashes_of([row])[0][0].text
    closed.delete()
    day = ClosureDayFactory(date=SATURDAY, name="春节", kind=ClosureDay.Kind.HOLIDAY)
    assert kinds(row) == ["holiday"]
    library.closes_on_holidays = True
    library.save()
    assert kinds(row) == ["closed"]
    day.kind = ClosureDay.Kind.MAKEUP
    day.save()
    assert kinds(row) == ["makeup"]
    day.kind = ClosureDay.Kind.ORDINARY
    day.save()
    assert kinds(row) == []
    day.kind = ClosureDay.Kind.CLOSED
    day.save()
    assert kinds(row) == ["closed"]


@pytest.mark.parametrize("count", [1, 3])
def test_clashes_cost_the_same_for_one_and_three(plan, library, django_assert_num_queries, count):
    OpeningHoursFactory(library=library)
    rows = [plan(space="报告厅", presenter="王老师") for _n in range(count)]
    with django_assert_num_queries(5):
        clashes_of(rows)
    assert clashes_of([]) == []
