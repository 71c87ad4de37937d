"""Many readers at once, for race tests and the benchmark."""

import datetime as dt
import threading
from collections.abc import Callable, Iterable

from django.db import connections
from django.db.models import Count, F, Sum
from django.utils import timezone

from events.models import Occurrence
from events.places.enums import ACTIVE
from events.registration import services
from events.registration.models import Pool, Registration
from portal.accounts.models import Reader, User
from portal.notify.models import Message
from tests.factories.events import EventSeriesFactory, OccurrenceFactory


def story_time(**terms) -> Pool:
    """A date in ten days that many want to come to."""
    start = timezone.localtime().replace(microsecond=0) + dt.timedelta(days=10)
    plan = {"start_date": start.date(), "start_time": start.time()}
    series = EventSeriesFactory(
        **{"registration": "first_come", "capacity": 30, **plan, **terms},
    )
    occurrence = OccurrenceFactory(series=series, start=start)
    services.sync(series.translation_key)
    return Pool.objects.with_event().get(occurrence=occurrence)


def readers(number: int) -> list[Reader]:
    names = [f"crowd{count}-{timezone.now().timestamp()}" for count in range(number)]
    users = User.objects.bulk_create(User(username=name) for name in names)
    Reader.objects.bulk_create(Reader(user=user, nickname="书友") for user in users)
    return list(Reader.objects.filter(user__in=users).order_by("pk"))


def at_once(jobs: Iterable[Callable[[], object]], *, clients: int) -> list[BaseException]:
    """Do *jobs* by so many threads that begin together; answers what was raised."""
    waiting, errors = list(reversed(list(jobs))), []
    start = threading.Barrier(clients)

    def work() -> None:
        start.wait()
        while waiting:
            try:
                job = waiting.pop()
            except IndexError:
                break
            try:
                job()
            except Exception as error:  # noqa: BLE001 - the test looks at them
                errors.append(error)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def faults(pool: Pool) -> dict[str, int]:
    """What must never be, counted from the rows; every number must be 0."""
    pool = Pool.objects.get(pk=pool.pk)
    rows = Registration.objects.filter(pool=pool)
    held = rows.holding().aggregate(people=Sum("people"))["people"] or 0
    readers_in = rows.filter(status__in=ACTIVE, reader__isnull=False).values_list("reader")
    promoted = [row.order for row in rows.holding() if row.order]
    queue = list(rows.queue())
    letters = set(Message.objects.values_list("key", flat=True))
    free = (pool.capacity or 0) - held
    return {
        "oversold": max(0, -free),
        "miscounted": abs(pool.taken - held) + abs(pool.waiting - len(queue)),
        "people": abs(Occurrence.objects.get(pk=pool.occurrence_id).people - held),
        "duplicates": len(readers_in) - len(set(readers_in)),
        "jumpers": sum(order > queue[0].order for order in promoted) if queue else 0,
        "idle": int(bool(queue) and queue[0].people <= free),
        "halves": rows.annotate(heads=Count("attendees")).exclude(heads=F("people")).count(),
        "letters": sum(f"registration:{row.uid}:received" not in letters for row in rows),
    }
