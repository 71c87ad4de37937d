"""Bookings by many clients at once: how many overlap, how fast they come, on both databases.

SIZE random bookings (10,000) of 50 rooms by 20 clients, through the service that staff and readers
use. The control does the same by looking first and writing then, without lock and without the
constraint, a tenth as often for the times of two days in five rooms: it must overlap, or the
measurement proves nothing. PostgreSQL is started for the run.

On SQLite the site has two threads (`granian --workers 2 --blocking-threads 1`), so the 20 clients
stand before two doors there. `gave_up` counts who waited for the database longer than the settings
allow; the site answers 503 then.
"""

import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness
from tests import pg_cluster

SIZE = int(os.environ.get("SIZE", "10000"))
ROOMS, CLIENTS, DAYS = 50, 20, 28
SQLITE_DOORS = 2
FIRST = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)
OVERLAPS = """
    SELECT count(*) FROM spaces_booking a JOIN spaces_booking b
    ON a.space_id = b.space_id AND a.id < b.id
    AND a.blocked_from < b.blocked_until AND b.blocked_from < a.blocked_until
"""


Storm = tuple[list[bool | None], list[float], float]


def main() -> None:
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="bookings-") as folder:
        figures |= run("sqlite", f"sqlite:///{folder}/portal.sqlite3", folder)
        with pg_cluster.cluster() as url:
            figures |= run("postgresql", url, folder)
    harness.result("bookings", attempts=SIZE, rooms=ROOMS, clients=CLIENTS, **figures)
    overlaps = [figures[f"{name}_overlaps"] for name in ("sqlite", "postgresql")]
    if overlaps != ["0", "0"] or figures["postgresql_control_overlaps"] == "0":
        sys.exit("under the bar: no overlap in the bookings, some in the control")


def run(name: str, url: str, folder: str) -> dict[str, object]:
    """Measure in a process of its own: Django knows one database only."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "EMAIL_URL": "memorymail://",
        "PORTAL_STATE_DIR": folder,
    }
    done = subprocess.run(
        [sys.executable, __file__, "measure"],
        env=environment,
        cwd=harness.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = done.stdout.strip().splitlines()
    print(f"{name:11} " + "  ".join(lines), flush=True)
    return {f"{name}_{key}": value for key, value in (line.split("=") for line in lines)}


def measure() -> None:
    import django  # noqa: PLC0415

    django.setup()
    rooms = prepare()
    from events.spaces import services  # noqa: PLC0415
    from events.spaces.errors import BookingError  # noqa: PLC0415
    from events.spaces.models import Booking  # noqa: PLC0415
    from events.spaces.services import Wish  # noqa: PLC0415

    def book(dice: random.Random) -> bool:
        start, end = any_time(dice)
        try:
            services.book_for(dice.choice(rooms), staff=None, wish=Wish(start=start, end=end))
        except BookingError:
            return False
        return True

    def look_then_write(dice: random.Random) -> bool:
        start, end = any_time(dice, days=2)
        space = dice.choice(rooms[:5])
        if space.bookings.holding().overlapping(start, end).exists():
            return False
        Booking.objects.create(
            space=space, status="approved", start=start, end=end, blocked_from=start,
            blocked_until=end,
        )  # fmt: skip
        return True

    report("", *storm(book, SIZE))
    forget_constraint(Booking)
    report("control_", *storm(look_then_write, SIZE // 10))


def prepare() -> list[object]:
    """Tables without the history of their migrations, one library, fifty rooms."""
    harness.empty_tables()
    from events.spaces.models import Space, SpaceRules  # noqa: PLC0415
    from portal.core.models import Library  # noqa: PLC0415

    library = Library.objects.create(
        code="A", slug="a", name="A", short_name="A", level=1, address="", latitude=0, longitude=0
    )
    rules = SpaceRules.objects.create(name="A", padding_after=15)
    return [
        Space.objects.create(
            library=library, name=str(n), slug=str(n), capacity=8, rules=rules, bookable_by="staff"
        )
        for n in range(ROOMS)
    ]


def any_time(dice: random.Random, days: int = DAYS) -> tuple[dt.datetime, dt.datetime]:
    start = FIRST + dt.timedelta(minutes=15 * dice.randrange(days * 96))
    return start, start + dt.timedelta(minutes=dice.choice([30, 60, 90, 120]))


def storm(attempt: Callable[[random.Random], bool], size: int) -> Storm:
    """*attempt* as often as *size* says, shared among the clients; each answer and its time."""
    from django.db import OperationalError, connection, connections  # noqa: PLC0415

    waits: list[float] = []

    doors = threading.Semaphore(SQLITE_DOORS if connection.vendor == "sqlite" else CLIENTS)

    def once(dice: random.Random) -> bool | None:
        with doors:
            try:
                return attempt(dice)
            except OperationalError:
                return None

    def client(number: int) -> list[bool | None]:
        dice = random.Random(number)
        answers = []
        try:
            for _ in range(size // CLIENTS):
                begun = time.perf_counter()
                answers.append(once(dice))
                waits.append(time.perf_counter() - begun)
        finally:
            connections.close_all()
        return answers

    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = [
            done for client_answers in pool.map(client, range(CLIENTS)) for done in client_answers
        ]
    return answers, waits, time.perf_counter() - begun


def report(prefix: str, answers: list[bool | None], waits: list[float], seconds: float) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        overlaps = cursor.fetchone()[0]
    print(f"{prefix}overlaps={overlaps}")
    print(f"{prefix}booked={answers.count(True)}")
    print(f"{prefix}gave_up={answers.count(None)}")
    print(f"{prefix}per_second={len(answers) / seconds:.0f}")
    print(f"{prefix}p95_ms={sorted(waits)[int(len(waits) * 0.95)] * 1000:.0f}")


def forget_constraint(model: type) -> None:
    from django.db import connection  # noqa: PLC0415

    model.objects.all().delete()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE spaces_booking DROP CONSTRAINT space_no_overlap")
        else:
            cursor.execute("DROP TRIGGER space_no_overlap_insert")


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
