"""What the portal knows itself becomes numbers of days."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from community.volunteers.enums import Stage
from events.enums import State
from events.registration.models import HeadCount
from portal.settings.library_system import EMBEDDED
from reports.figures import services
from reports.figures.enums import BatchKind, Source, Span
from reports.figures.models import Fact, FactRevision
from tests.factories.circulation import LoanFactory, PatronFactory
from tests.factories.core import LibraryFactory
from tests.factories.events import EventSeriesFactory, OccurrenceFactory
from tests.factories.figures import IndicatorFactory
from tests.factories.registration import enter, event
from tests.factories.volunteers import VolunteerFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 9)


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(dt.datetime(2026, 6, 9, 22, tzinfo=dt.UTC), tick=False):
        yield  # six o'clock on the tenth of June in Beijing


@pytest.fixture
def library():
    return LibraryFactory()


def counted(code, **fields):
    fields = {"source": Source.PORTAL, "cadence": Span.DAY, **fields}
    return IndicatorFactory(code=code, **fields)


def held(library, *, on=DAY, **fields):
    start = timezone.make_aware(dt.datetime.combine(on, dt.time(10)))
    return OccurrenceFactory(start=start, library=library, **fields)


def numbers(code):
    rows = Fact.objects.filter(indicator__code=code).order_by("start")
    return [(start, value) for start, value in rows.values_list("start", "value")]


def test_events_that_were_held_are_counted_and_a_late_cancellation_corrects(library):
    counted("events-held")
    first, _second = held(library), held(library)
    held(library, state=State.CANCELLED)
    held(library, series_is_public=False)
    held(library, on=DAY + dt.timedelta(days=1))
    assert [batch.kind for batch in services.counting.count()] == [BatchKind.PORTAL]
    assert numbers("events-held") == [(DAY, 2)]
    assert services.counting.count() == []  # again: nothing new
    first.state = State.CANCELLED
    first.save()
    services.counting.count()
    assert numbers("events-held") == [(DAY, 1)]
    assert FactRevision.objects.get().value == 2


def test_attendance_is_what_was_counted_and_nought_is_a_count(library):
    counted("attendance")
    HeadCount.objects.create(occurrence=held(library), children=12, adults=None)
    HeadCount.objects.create(occurrence=held(library), children=0, adults=8)
    HeadCount.objects.create(occurrence=held(library), children=None, adults=None)
    held(library, on=DAY - dt.timedelta(days=1))  # nobody counted
    empty = held(library, on=DAY - dt.timedelta(days=2))
    HeadCount.objects.create(occurrence=empty, children=0, adults=0)
    services.counting.count()
    assert numbers("attendance") == [(DAY - dt.timedelta(days=2), 0), (DAY, 20)]
    HeadCount.objects.filter(occurrence=empty).delete()
    services.counting.count()
    assert numbers("attendance") == [(DAY - dt.timedelta(days=2), None), (DAY, 20)]


def test_registrations_are_heads_by_the_day_they_registered(library):
    counted("registrations")
    with time_machine.travel(dt.datetime(2026, 6, 9, 4, tzinfo=dt.UTC), tick=False):
        enter(event(library=library), adults=2)
    enter(event(library=library), adults=1)  # today: not yet
    services.counting.count()
    assert numbers("registrations") == [(DAY, 2)]


def test_loans_and_cards_count_where_the_portal_lends_itself(library, settings):
    settings.PORTAL_ILS = EMBEDDED
    counted("loans", source=Source.ILS)
    counted("new-cards", source=Source.ILS)
    when = timezone.make_aware(dt.datetime.combine(DAY, dt.time(23, 30)))
    patron = PatronFactory(home=library, created_at=when)
    LoanFactory(library=library, lent_at=when, due=DAY, patron=patron)
    assert [batch.kind for batch in services.counting.count()] == [BatchKind.ILS]
    assert numbers("loans") == numbers("new-cards") == [(DAY, 1)]


def test_volunteers_on_the_register_are_those_of_yesterday_only(library):
    counted("volunteers")
    VolunteerFactory(library=library, stage=Stage.APPROVED)
    VolunteerFactory(library=library, stage=Stage.APPLIED)
    services.counting.count(DAY)
    assert numbers("volunteers") == []
    call_command("count_figures")
    assert numbers("volunteers") == [(DAY, 1)]


def test_all_numbers_of_the_portal_can_be_counted(library):
    services.load_indicators()
    held(library, series=EventSeriesFactory())
    services.counting.count(days=3)
    assert numbers("events-held") == [(DAY, 1)]
