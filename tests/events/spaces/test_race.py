"""Many clients at once, on PostgreSQL: no two bookings overlap, and nobody waits for ever.

The full size is `make bench NAME=bookings`.
"""

import datetime as dt
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from events.spaces import services
from events.spaces.errors import BookingError
from events.spaces.models import Booking, Space
from events.spaces.services import Wish
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.spaces import SpaceFactory, SpaceRulesFactory, local, open_library

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CLIENTS, ATTEMPTS, ROOMS = 12, 40, 4
DAY = dt.date(2026, 3, 3)
OVERLAPS = """
    SELECT count(*) FROM spaces_booking a JOIN spaces_booking b
    ON a.space_id = b.space_id AND a.id < b.id
    AND a.blocked_from < b.blocked_until AND b.blocked_from < a.blocked_until
    WHERE a.status IN ('requested', 'approved') AND b.status IN ('requested', 'approved')
"""


@pytest.fixture
def rooms() -> list[Space]:
    library = open_library(0, 24)
    rules = SpaceRulesFactory(padding_after=15)
    return [SpaceFactory(library=library, rules=rules) for _ in range(ROOMS)]


def overlaps() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        return cursor.fetchone()[0]


def storm(attempt) -> list[bool]:
    """*attempt*, as often as it is, by many clients at once."""

    def client(number: int) -> list[bool]:
        dice = random.Random(number)
        try:
            return [attempt(dice) for _ in range(ATTEMPTS)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [done for answers in pool.map(client, range(CLIENTS)) for done in answers]


def any_wish(dice: random.Random) -> Wish:
    start = local(DAY, 0) + dt.timedelta(minutes=15 * dice.randrange(80))
    return Wish(start=start, end=start + dt.timedelta(minutes=dice.choice([30, 60, 90])))


def test_a_storm_of_bookings_makes_no_overlap(rooms):
    staff = UserFactory()

    def attempt(dice: random.Random) -> bool:
        try:
            services.book_for(dice.choice(rooms), staff=staff, wish=any_wish(dice))
        except BookingError:
            return False
        return True

    done = storm(attempt)
    assert overlaps() == 0
    assert sum(done) == Booking.objects.count() > ROOMS * 5
    assert len(done) == CLIENTS * ATTEMPTS


def test_looking_before_writing_is_not_enough(rooms):
    """The control: the same storm without lock and constraint does overlap."""
    constraint = next(c for c in Booking._meta.constraints if c.name == "space_no_overlap")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Booking, constraint)

    def attempt(dice: random.Random) -> bool:
        wish, space = any_wish(dice), dice.choice(rooms)
        if space.bookings.holding().overlapping(wish.start, wish.end).exists():
            return False
        Booking.objects.create(
            space=space,
            status="approved",
            start=wish.start,
            end=wish.end,
            blocked_from=wish.start,
            blocked_until=wish.end,
        )
        return True

    try:
        storm(attempt)
        assert overlaps() > 0
    finally:
        Booking.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Booking, constraint)


def test_one_reader_in_many_windows_stays_within_the_limit(rooms):
    reader = ReaderFactory()
    type(rooms[0].rules).objects.update(per_day=2, lead_hours=0)

    def attempt(dice: random.Random) -> bool:
        start = local(DAY, dice.randrange(24))
        wish = Wish(start=start, end=start + dt.timedelta(hours=1))
        try:
            services.request(dice.choice(rooms), reader=reader, wish=wish)
        except BookingError:
            return False
        return True

    assert sum(storm(attempt)) == 2
    assert Booking.objects.count() == 2
