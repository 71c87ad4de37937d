"""The least valid rooms and bookings."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.spaces import models
from events.spaces.enums import SpaceKind, Status
from tests.factories.core import LibraryFactory, OpeningHoursFactory


class EquipmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Equipment

    slug = factory.Sequence(lambda n: f"equipment-{n}")
    name = factory.Sequence(lambda n: f"设备{n}")
    name_en = factory.Sequence(lambda n: f"Equipment {n}")


class SpaceRulesFactory(DjangoModelFactory):
    """Slots of an hour, today included, given at once."""

    class Meta:
        model = models.SpaceRules

    name = factory.Sequence(lambda n: f"规则{n}")
    lead_hours = 0


class SpaceFactory(DjangoModelFactory):
    """A room without hours: give the library some (`open_library`)."""

    class Meta:
        model = models.Space

    library = factory.SubFactory(LibraryFactory)
    name = factory.Sequence(lambda n: f"研讨室{n}")
    name_en = factory.Sequence(lambda n: f"Room {n}")
    slug = factory.Sequence(lambda n: f"room-{n}")
    capacity = 8
    rules = factory.SubFactory(SpaceRulesFactory)


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = models.Seat

    space = factory.SubFactory(SpaceFactory, kind=SpaceKind.STUDY)
    label = factory.Sequence(lambda n: f"A{n}")
    sort_order = factory.Sequence(lambda n: n)


class BookingFactory(DjangoModelFactory):
    """Approved, an hour from tomorrow at ten; what is kept free around it follows the rules."""

    class Meta:
        model = models.Booking

    space = factory.SubFactory(SpaceFactory)
    status = Status.APPROVED
    start = factory.LazyFunction(lambda: local(timezone.localdate() + dt.timedelta(days=1), 10))
    end = factory.LazyAttribute(lambda booking: booking.start + dt.timedelta(hours=1))
    blocked_from = factory.LazyAttribute(
        lambda b: b.start - dt.timedelta(minutes=b.space.rules.padding_before)
    )
    blocked_until = factory.LazyAttribute(
        lambda b: b.end + dt.timedelta(minutes=b.space.rules.padding_after)
    )


def local(date: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment by the clock on the library's wall."""
    return timezone.make_aware(dt.datetime.combine(date, dt.time(hour, minute)))


def open_library(opens: int = 9, closes: int = 17, **fields):
    """A library open every day between two hours."""
    library = LibraryFactory(**fields)
    for weekday in range(7):
        OpeningHoursFactory(
            library=library, weekday=weekday, opens=dt.time(opens), closes=dt.time(closes % 24)
        )
    return library
