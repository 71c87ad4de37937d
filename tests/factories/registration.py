"""Events that take registrations, and people who register."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import PriorityGroup
from events.registration import selectors, services
from events.registration.models import Pool, Registration
from portal.accounts.models import Reader
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory
from tests.factories.events import EventSeriesFactory, OccurrenceFactory

TERMS = {"registration": "first_come", "capacity": 30, "adults_min": None}


class PriorityGroupFactory(DjangoModelFactory):
    slug = factory.Sequence("group-{}".format)
    name = factory.Sequence("优先人群{}".format)

    class Meta:
        model = PriorityGroup


def event(*, days: int = 10, start: dt.datetime | None = None, library=None, **terms) -> Pool:
    """One date of a series with *terms*, in so many days, and its places."""
    series = EventSeriesFactory(**{**TERMS, **terms})
    occurrence = OccurrenceFactory(
        series=series, library=library, start=start or timezone.now() + dt.timedelta(days=days)
    )
    services.sync(series.translation_key)
    return Pool.objects.with_event().get(occurrence=occurrence)


def course(*, dates: int = 3, **terms) -> Pool:
    """A weekly course that people register for as a whole."""
    series = EventSeriesFactory(**{**TERMS, **terms, "registration_unit": "course"})
    for week in range(1, dates + 1):
        OccurrenceFactory(series=series, start=timezone.now() + dt.timedelta(weeks=week))
    services.sync(series.translation_key)
    return Pool.objects.with_event().get(series=series)


def uid_of(pool: Pool):
    return (pool.occurrence or pool.series.occurrences.first()).uid


def enter(pool: Pool, reader: Reader | None = None, **party) -> Registration:
    """Register *reader* (a new one) through the service; without a party one adult comes."""
    booking = selectors.booking(reader or ReaderFactory(), uid_of(pool))
    registration = services.register(booking, **(party or {"adults": 1}))
    registration.refresh_from_db()
    return registration


def family(*ages: tuple[int, int]) -> Reader:
    """A reader with a child for each (year, month) of birth."""
    reader = ReaderFactory()
    for year, month in ages or [(2020, 5), (2022, 8)]:
        FamilyMemberFactory(guardian=reader, birth_year=year, birth_month=month)
    return reader
