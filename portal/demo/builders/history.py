"""What has been: people who came and who did not, head-counts, and what they thought of it."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from itertools import count

from django.utils import timezone

from events.enums import RegistrationMode, State
from events.models import Occurrence
from events.registration import selectors, services
from events.registration.enums import Channel, Presence
from events.registration.models import HeadCount, Pool, Registration
from events.selectors import keys_of_slug
from portal.accounts import services as accounts
from portal.accounts.models import ConsentKind, ConsentText, Reader, User
from portal.demo import content
from portal.demo.clock import as_if_at
from portal.demo.content import Row
from portal.demo.days import BEFORE

from .demo import Demo
from .registrations import NAMES

HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR
# Staff have counted up to here; the latest dates are left for whoever tries it.
COUNTED = range(4, 32)  # days ago
NEIGHBOR = "neighbor"  # nobody signs in as this reader
COMES_TO = ("rooftop-stars", 0)  # the coming date that staff have entered it for


def build_history(demo: Demo) -> str:
    """From the oldest date to the latest, as it happened."""
    if User.objects.filter(username=NEIGHBOR).exists():
        return "the past stands"
    neighbor = _neighbor(demo)
    _open_pools(demo)
    numbers = count()
    for date, row in _held(content.read("history")["date"]):
        _hold(date, row, numbers, neighbor if row.get("has_neighbor") else None)
    _register_neighbor(neighbor)
    return f"{_count_the_rest(demo)} head-counts, {len(content.read('history')['date'])} rosters"


def build_own_history(reader: Reader) -> None:
    """What the demo's reader finds under "what has been"."""
    for date, row in _held(content.read("history")["own"]):
        with as_if_at(date.start - 5 * DAY):
            booking = selectors.booking(reader, date.uid)
            if booking is None:
                continue
            members = reader.family.filter(nickname__in=row["members"])
            registration = services.register(booking, members=members, adults=row["adults"])
        _mark([registration], date, [] if row.get("is_absent") else [registration])
        if "score" in row:
            _say(registration, date, row["score"], row["comment"])


def _held(rows: Iterable[Row]) -> list[tuple[Occurrence, Row]]:
    found = [(_past_date(row["series"], row["nth"]), row) for row in rows]
    return sorted(
        ((date, row) for date, row in found if date), key=lambda pair: (pair[0].start, pair[0].pk)
    )


def _past_date(slug: str, nth: int) -> Occurrence | None:
    dates = Occurrence.objects.public().filter(
        series__translation_key__in=keys_of_slug(slug),
        state=State.SCHEDULED,
        end__lt=timezone.now(),
    )
    return dates.select_related("series").order_by("-start", "-pk")[nth : nth + 1].first()


def _open_pools(demo: Demo) -> None:
    """Places are made for dates to come: so those of the past are made when they were to come."""
    series = {row["series"] for name in ("date", "own") for row in content.read("history")[name]}
    with as_if_at(demo.moment(-BEFORE)):
        for slug in sorted(series):
            for key in keys_of_slug(slug).values_list("translation_key", flat=True):
                services.sync(key)


def _hold(date: Occurrence, row: Row, numbers: Iterator[int], neighbor: Reader | None) -> None:
    """One date from the first call to the last word."""
    pool = Pool.objects.with_event().get(occurrence=date)
    is_draw = pool.terms.registration == RegistrationMode.DRAW
    with as_if_at(date.start - 5 * DAY):
        parties = [_rang(pool, adults, kids, next(numbers)) for adults, kids in row["parties"]]
        if neighbor:
            services.register_by_staff(
                pool, channel=Channel.DESK, reader=neighbor, members=neighbor.family.all(), adults=1
            )
    if is_draw and pool.draw_at:
        with as_if_at(pool.draw_at):
            services.run_draw(pool)
    absent = {parties[number].pk for number in row["absent"]}
    placed = pool.registrations.filter(status="confirmed", pk__in=[party.pk for party in parties])
    came = list(placed.exclude(pk__in=absent).order_by("pk"))
    _mark(parties, date, came, row)
    for party, (score, comment) in zip(came, row.get("feedback", []), strict=False):
        _say(party, date, score, comment)


def _rang(pool: Pool, adults: int, children: int, number: int) -> Registration:
    return services.register_by_staff(
        pool,
        channel=Channel.PHONE,
        name=NAMES[number % len(NAMES)],
        phone=f"010-0000 3{number:03}",
        adults=adults,
        children=children,
    )


def _mark(
    parties: list[Registration], date: Occurrence, came: list[Registration], row: Row | None = None
) -> None:
    """At the door, and when it was over."""
    with as_if_at(date.start):
        for party in came:
            for head in party.attendees.all():
                services.mark(head, date, Presence.CAME)
        for adults, children in (row or {}).get("walk_ins", []):
            services.walk_in(date, by=None, adults=adults, children=children)
    with as_if_at(date.end + HOUR):
        services.close(date)
        if row and "heads" in row:
            children, adults = row["heads"]
            services.count_heads(date, children=children, adults=adults)


def _say(party: Registration, date: Occurrence, score: int, comment: str) -> None:
    with as_if_at(date.end + DAY):
        services.give_feedback(party, date, score=score, comment=comment)


def _neighbor(demo: Demo) -> Reader:
    """A family that registers and stays away, until it cannot book for a while."""
    accounts.publish_sample_texts()
    texts = ConsentText.objects
    user = User.objects.create_user(NEIGHBOR, f"{NEIGHBOR}@library.example")
    reader = accounts.register_reader(
        user,
        nickname="门墩上的麻雀",
        language="zh-hans",
        privacy_text=texts.current(ConsentKind.PRIVACY),
    )
    accounts.add_family_member(
        reader,
        nickname="毛豆",
        birth_year=demo.today.year - 9,
        birth_month=1,
        consent=texts.current(ConsentKind.CHILDREN),
    )
    return reader


def _register_neighbor(neighbor: Reader) -> None:
    """By the staff, for whom the pause does not count: there it can be lifted."""
    slug, nth = COMES_TO
    dates = Occurrence.objects.public().filter(
        series__translation_key__in=keys_of_slug(slug),
        state=State.SCHEDULED,
        start__gt=timezone.now(),
    )
    date = dates.order_by("start")[nth : nth + 1].first()
    pool = date and selectors.pool_of(date.uid)
    if pool:
        services.register_by_staff(
            pool, channel=Channel.PHONE, reader=neighbor, members=neighbor.family.all(), adults=1
        )


def _count_the_rest(demo: Demo) -> int:
    """Head-counts of the last month, but for the last few days."""
    chance = random.Random(demo.seed)  # noqa: S311 - the same numbers every time
    days = (demo.day(-COUNTED[-1]), demo.day(-COUNTED[0]))
    dates = Occurrence.objects.filter(
        state=State.SCHEDULED, local_date__range=days, last_date__range=days, head_count=None
    )
    for date in dates.prefetch_related("series__audiences").order_by("start", "pk"):
        bands = date.series.audiences.all()
        is_for_children = any((band.max_months or 0) in range(1, 13 * 12 + 1) for band in bands)
        children = chance.randint(4, 18) if is_for_children else 0
        adults = chance.randint(3, 14) if is_for_children else chance.randint(5, 30)
        services.count_heads(date, children=children, adults=adults)
    return HeadCount.objects.count()
