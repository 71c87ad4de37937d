import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.core.models import ClosureDay, ExceptionalDay, Library, OpeningHours, SiteIdentity
from portal.core.selectors import libraries, open_now, site_furniture, with_status
from tests.factories.core import (
    BranchFactory,
    ClosureDayFactory,
    ExceptionalDayFactory,
    FacilityFactory,
    LibraryFactory,
    OpeningHoursFactory,
)

MONDAY = dt.datetime(2026, 11, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_listing_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    for library in BranchFactory.create_batch(count):
        OpeningHoursFactory(library=library)
        ExceptionalDayFactory(library=library, date=MONDAY.date() + dt.timedelta(days=9))
        library.facilities = [FacilityFactory()]
        library.save()
    with time_machine.travel(MONDAY, tick=False), django_assert_num_queries(5):
        for library in with_status(libraries(), MONDAY):
            str(library.parent), str(library.status), list(library.facilities.all())


def test_open_now_keeps_those_that_are_open():
    open_one = OpeningHoursFactory().library
    LibraryFactory()
    assert open_now(libraries(), MONDAY) == [open_one]
    assert open_one.status_at(MONDAY).until == MONDAY.replace(hour=17)


@pytest.mark.parametrize(
    ("kind", "closes_on_holidays", "is_open"),
    [
        (ClosureDay.Kind.CLOSED, False, False),
        (ClosureDay.Kind.HOLIDAY, False, True),
        (ClosureDay.Kind.HOLIDAY, True, False),
        (ClosureDay.Kind.MAKEUP, True, True),
    ],
)
def test_calendar_days_close_those_that_follow_them(kind, closes_on_holidays, is_open):
    ClosureDayFactory(date=MONDAY.date(), kind=kind)
    library = LibraryFactory(closes_on_holidays=closes_on_holidays)
    OpeningHoursFactory(library=library)
    assert library.status_at(MONDAY).is_open is is_open


def test_the_library_of_the_site_is_in_the_furniture():
    library = OpeningHoursFactory(library__short_name="总馆").library
    SiteIdentity.objects.create(name="书香", library=library)
    with time_machine.travel(MONDAY, tick=False):
        furniture = site_furniture("zh-hans")
    assert furniture.library == "总馆"
    assert furniture.status.until == MONDAY.replace(hour=17)
    assert furniture.hours_today == "9:00–17:00"


def test_levels_follow_each_other():
    main = LibraryFactory()
    BranchFactory.build(parent=main).clean()
    for wrong in (
        BranchFactory.build(parent=None),
        BranchFactory.build(parent=main, level=Library.Level.ROOM),
        LibraryFactory.build(parent=main),
    ):
        with pytest.raises(ValidationError) as refused:
            wrong.clean()
        assert "parent" in refused.value.message_dict


def test_the_database_refuses_a_branch_without_a_main_library():
    with pytest.raises(IntegrityError), transaction.atomic():
        BranchFactory(parent=None)


@pytest.mark.parametrize(("opens", "closes"), [(dt.time(9), dt.time(9)), (dt.time(9), dt.time(8))])
def test_hours_must_close_after_they_open(opens, closes):
    library = LibraryFactory()
    with pytest.raises(ValidationError):
        OpeningHours(library=library, weekday=0, opens=opens, closes=closes).clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHoursFactory(library=library, opens=opens, closes=closes)
    with pytest.raises(ValidationError):
        ExceptionalDay(library=library, opens=opens, closes=closes).clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionalDayFactory(library=library, opens=opens, closes=closes)


def test_hours_until_midnight_are_taken():
    for row in (OpeningHoursFactory(closes=dt.time(0)), OpeningHoursFactory(opens=dt.time(0))):
        row.full_clean()


def test_one_exceptional_day_closes_a_library_once():
    closed = ExceptionalDayFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionalDayFactory(library=closed.library, date=closed.date)
    ExceptionalDayFactory(library=closed.library, date=closed.date + dt.timedelta(days=1))


def test_an_exceptional_day_has_both_times_or_none():
    library = LibraryFactory()
    with pytest.raises(ValidationError):
        ExceptionalDay(library=library, opens=dt.time(9)).clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionalDayFactory(library=library, opens=dt.time(9))
