"""Registering for thirty places: 2,000 attempts by 50 clients, one in ten by a reader who is in.

The service of the portal against the usual way on the same rows: lock the event with
`select_for_update`, look, count, then write. In the same run and in turns, in two processes of 25
clients each. Afterwards the rows are counted: nothing may be oversold, doubled, half or out of
order. Then the same crowd cancels and registers at once. `5xx` is how often a reader would have
been told to come back later, in the rush and in that storm.

PostgreSQL decides about the ratio; SQLite follows for the embedded portal, which serves with two
threads (`granian --workers 2 --blocking-threads 1`): there the 50 clients stand before two doors.
SIZE=400 for a glance.
"""

import contextlib
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import harness  # noqa: E402
from tests.pg_cluster import cluster  # noqa: E402

SIZE = int(os.environ.get("SIZE", "2000"))
ROUNDS = {"postgresql": int(os.environ.get("ROUNDS", "2")), "sqlite": 1}
PLACES, CLIENTS, PROCESSES = 30, 50, 2


def main() -> None:
    figures = {}
    for engine in ("postgresql", "sqlite"):
        home = tempfile.TemporaryDirectory(prefix="bench-registration-")
        with home as folder, database(engine, folder) as url:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
                "PORTAL_STATE_DIR": folder,
                "DATABASE_URL": url,
                "PORTAL_TASKS": "database",
            }
            command = [sys.executable, __file__, "measure"]
            output = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
            figures[engine] = json.loads(output.stdout.splitlines()[-1])
    sys.exit(report(figures))


@contextlib.contextmanager
def database(engine: str, folder: str) -> Iterator[str]:
    if engine == "postgresql":
        with cluster() as url:
            yield url
    else:
        yield f"sqlite:///{folder}/registration.sqlite3"


def report(figures: dict[str, Any]) -> int:
    faults = errors = 0
    for engine, found in figures.items():
        print(f"\n{engine}: {SIZE:,} attempts, {CLIENTS} clients, {PLACES} places")
        for name in ("ours", "peer", "storm"):
            row = found[name]
            print(
                f"  {name:5} {row['rate']:5.0f}/s   p50 {row['p50']:5.0f} ms   "
                f"p95 {row['p95']:5.0f} ms   {row['outcomes']}"
            )
        print(f"  faults: {found['faults']}\n  after the storm: {found['after']}")
        print(f"  5xx: {found['errors']}")
        faults += sum(found["faults"].values()) + sum(found["after"].values())
        errors += found["errors"]
    ratio = figures["postgresql"]["ours"]["rate"] / figures["postgresql"]["peer"]["rate"]
    harness.result(
        "registration",
        faults=faults,
        errors=errors,
        ratio=f"{ratio:.2f}",
        **{f"{name}_rate": f"{row['ours']['rate']:.0f}" for name, row in figures.items()},
        **{f"{name}_p95_ms": f"{row['ours']['p95']:.0f}" for name, row in figures.items()},
    )
    return int(faults > 0 or errors > 0 or ratio < 2)


def measure() -> None:
    """In a process of its own with the database set up: rounds in turns, then the storm."""
    from django.db import connection  # noqa: PLC0415

    from tests.events.registration import crowd  # noqa: PLC0415

    harness.empty_tables()
    everybody = [reader.pk for reader in crowd.readers(SIZE * 9 // 10)]
    rounds: dict[str, list[dict[str, Any]]] = {"ours": [], "peer": []}
    faults: Counter[str] = Counter()
    for number in range(ROUNDS[connection.vendor]):
        for way, figures in rounds.items():
            pool = crowd.story_time(capacity=PLACES, offer_hours=0)
            figures.append(rush(way, pool.pk, attempts(everybody, number)))
            if way == "ours":
                mine = pool
                faults.update(crowd.faults(pool))
                confirmed = figures[-1]["outcomes"]["confirmed"]
                faults["confirmed"] += abs(min(PLACES, len(everybody)) - confirmed)
    storm = rush("storm", mine.pk, attempts(everybody, 9))
    after = crowd.faults(mine)
    errors = sum(row["outcomes"]["error"] for row in [*rounds["ours"], storm])
    found = {"faults": faults, "storm": storm, "after": after, "errors": errors}
    print(json.dumps(middle(rounds) | found))


def middle(rounds: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        way: sorted(rows, key=lambda row: row["rate"])[len(rows) // 2]
        for way, rows in rounds.items()
    }


def attempts(readers: list[int], seed: int) -> list[int]:
    """Everybody once and one in nine a second time, in any order."""
    rng = random.Random(seed)
    tries = readers + rng.sample(readers, SIZE - len(readers))
    rng.shuffle(tries)
    return tries


def rush(way: str, pool: int, tries: list[int]) -> dict[str, Any]:
    """Let worker processes make the *tries* and put together what they saw."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()  # nobody may inherit one
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(PROCESSES + 1), context.Queue()
    workers = [
        context.Process(target=work, args=(way, pool, tries[number::PROCESSES], start, answers))
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    start.wait()
    started = time.perf_counter()
    seen = [answers.get(timeout=300) for _ in workers]
    seconds = time.perf_counter() - started
    for worker in workers:
        worker.join()
    times = sorted(moment for part in seen for moment in part["times"])
    return {
        "rate": len(times) / seconds,
        "p50": statistics.median(times) * 1000,
        "p95": times[int(len(times) * 0.95)] * 1000,
        "outcomes": sum((Counter(part["outcomes"]) for part in seen), Counter()),
    }


def work(way: str, key: int, keys: list[int], start: Any, answers: Any) -> None:
    """A worker: 25 clients who try one after the other, all at once."""
    from django.db import connection  # noqa: PLC0415

    from events.registration.models import Pool  # noqa: PLC0415
    from portal.accounts.models import Reader  # noqa: PLC0415
    from tests.events.registration import crowd  # noqa: PLC0415

    pool = Pool.objects.with_event().get(pk=key)
    readers = Reader.objects.select_related("user").in_bulk(keys)
    action = partial({"ours": ours, "peer": peer, "storm": storm}[way], pool)
    times: list[float] = []
    outcomes: Counter[str] = Counter()
    lock = threading.Lock()
    clients = CLIENTS // PROCESSES
    doors = threading.Semaphore(1 if connection.vendor == "sqlite" else clients)

    def one(reader: Any) -> None:
        started = time.perf_counter()
        with doors:
            outcome = outcome_of(action, reader)
        with lock:
            times.append(time.perf_counter() - started)
            outcomes[outcome] += 1

    start.wait()
    crowd.at_once([partial(one, readers[key]) for key in keys], clients=clients)
    answers.put({"times": times, "outcomes": outcomes})


def outcome_of(action: Callable[[Any], str], reader: Any) -> str:
    from django.db import DatabaseError  # noqa: PLC0415

    from events.registration.errors import AlreadyRegisteredError  # noqa: PLC0415

    try:
        return action(reader)
    except AlreadyRegisteredError:
        return "known"
    except DatabaseError as error:
        print(repr(error), file=sys.stderr)
        return "error"


def ours(pool: Any, reader: Any) -> str:
    from events.registration import selectors, services  # noqa: PLC0415

    booking = selectors.booking(reader, pool.occurrence.uid)
    return services.register(booking, adults=1).status


def storm(pool: Any, reader: Any) -> str:
    """Whoever is in goes, whoever is out comes."""
    from events.registration import services  # noqa: PLC0415
    from events.registration.errors import RegistrationError  # noqa: PLC0415

    mine = pool.registrations.active().filter(reader=reader).first()
    if mine is None:
        return ours(pool, reader)
    with contextlib.suppress(RegistrationError):  # cancelled in the other process
        services.cancel(mine)
    return "cancelled"


def peer(pool: Any, reader: Any) -> str:
    """The usual way: lock, look, count, write, each by a query of Django's.

    It shares with ours the booking (the same fast read), the rules, the letter and how that is
    handed over, and writes the same rows. It differs in the lock around it all, in counting the
    places instead of keeping a counter, and in writing row by row.
    """
    from django.db import transaction  # noqa: PLC0415
    from django.db.models import F, Max, Sum  # noqa: PLC0415

    from events.models import Occurrence  # noqa: PLC0415
    from events.places.enums import Status  # noqa: PLC0415
    from events.registration import notifications, selectors  # noqa: PLC0415
    from events.registration.errors import AlreadyRegisteredError  # noqa: PLC0415
    from events.registration.models import Attendee, Pool, Registration  # noqa: PLC0415
    from events.registration.party import heads  # noqa: PLC0415
    from events.registration.services import rules  # noqa: PLC0415
    from portal.notify import services as notify  # noqa: PLC0415

    booking = selectors.booking(reader, pool.occurrence.uid)
    party = heads(booking.day, adults=1)
    rules.check_reader_may(booking, party, None, booking.pool.opens_at or moment())
    with transaction.atomic():
        locked = Pool.objects.select_for_update().get(pk=pool.pk)
        mine = Registration.objects.active().filter(pool=locked, reader=reader)
        if known := mine.first():
            raise AlreadyRegisteredError("known", uid=known.uid)
        held = locked.registrations.holding().aggregate(n=Sum("people"))["n"] or 0
        last = locked.registrations.queue().aggregate(n=Max("order"))["n"] or 0
        has_room = held + len(party) <= locked.capacity and not last
        registration = Registration.objects.create(
            pool=locked,
            reader=reader,
            people=len(party),
            status=Status.CONFIRMED if has_room else Status.WAITING,
            order=None if has_room else last + 1,
        )
        Attendee.objects.bulk_create(
            Attendee(registration=registration, category=head.category) for head in party
        )
        letters = notifications.received(registration)
        notify.enqueue_many(letters)
        if has_room:
            people = F("people") + len(party)
            Occurrence.objects.filter(pk=pool.occurrence_id).update(people=people)
    return registration.status


def moment() -> Any:
    from django.utils import timezone  # noqa: PLC0415

    return timezone.now()


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        import django

        django.setup()
        measure()
    else:
        main()
