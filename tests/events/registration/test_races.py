"""Many at once on PostgreSQL, with real threads and processes; each kind of fault is counted.

PORTAL_TEST_ATTEMPTS=2000 for the full size; `make bench NAME=registration` measures it.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction

from events import services as schedule
from events.places.enums import Status
from events.places.errors import BusyError
from events.registration import selectors, services
from events.registration.errors import AlreadyRegisteredError, RegistrationError
from events.registration.models import Registration

from .crowd import at_once, faults, readers, story_time

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ATTEMPTS = int(os.environ.get("PORTAL_TEST_ATTEMPTS", "200"))
CLIENTS = 50 if ATTEMPTS >= 1000 else 16
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _clock(settings):
    """Threads and other processes need the time as it is; letters are for another day."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}
    }


def register(reader, pool, **party):
    return services.register(
        selectors.booking(reader, pool.occurrence.uid), **(party or {"adults": 1})
    )


def nothing(faults: dict[str, int]) -> bool:
    return not any(faults.values())


def test_rush_for_thirty_places():
    """One in ten presses the button twice."""
    pool = story_time(capacity=30)
    crowd = readers(ATTEMPTS * 9 // 10)
    again = crowd[: ATTEMPTS - len(crowd)]
    jobs = [partial(register, reader, pool) for reader in [*crowd, *again]]
    random.Random(1).shuffle(jobs)
    errors = at_once(jobs, clients=CLIENTS)
    assert {type(error) for error in errors} == {AlreadyRegisteredError}
    assert len(errors) == len(again)
    assert nothing(faults(pool)), faults(pool)
    rows = Registration.objects.filter(pool=pool)
    assert rows.filter(status=Status.CONFIRMED).count() == 30
    orders = list(rows.queue().values_list("order", flat=True))
    assert orders == list(range(1, len(crowd) - 30 + 1))


def test_without_the_counter_places_are_sold_twice():
    """The race is real: counting first and inserting afterwards sells more than there are."""
    pool = story_time(capacity=30)

    def naive(reader):
        with transaction.atomic():
            taken = pool.registrations.filter(status=Status.CONFIRMED).count()
            time.sleep(0.005)
            status = Status.CONFIRMED if taken < 30 else Status.WAITING
            order = None if status == Status.CONFIRMED else reader.pk
            pool.registrations.create(reader=reader, people=1, status=status, order=order)

    errors = at_once([partial(naive, reader) for reader in readers(120)], clients=16)
    assert errors == []
    assert faults(pool)["oversold"] > 0


def test_two_phones_and_one_place():
    for _ in range(10):
        pool = story_time(capacity=1)
        errors = at_once([partial(register, reader, pool) for reader in readers(2)], clients=2)
        assert errors == []
        assert sorted(pool.registrations.values_list("status", flat=True)) == [
            "confirmed",
            "waiting",
        ]


def test_one_form_sent_from_two_windows():
    for number in range(10):
        pool = story_time()
        (reader,) = readers(1)
        job = partial(register, reader, pool, adults=1, key=f"form-{number}")
        assert at_once([job, job], clients=2) == []
        assert pool.registrations.count() == 1


@pytest.mark.parametrize("offer_hours", [0, 24])
def test_storm_of_cancelling_and_registering(offer_hours):
    """Parties of one to four come and go, change their size, accept and decline."""
    pool = story_time(capacity=20, offer_hours=offer_hours)
    chance = random.Random(2)
    for reader in readers(40):
        register(reader, pool, adults=chance.randint(1, 4))
    rows = list(pool.registrations.select_related("pool", "reader"))

    def leave(row):
        services.cancel(row)

    def change(row):
        services.change_party(row, adults=chance.randint(1, 4))

    def answer(row):
        chance.choice([services.accept, services.decline])(row)

    jobs = [partial(chance.choice([leave, change, answer]), row) for row in rows for _ in range(2)]
    jobs += [partial(register, r, pool, adults=chance.randint(1, 4)) for r in readers(40)]
    chance.shuffle(jobs)
    errors = at_once(jobs, clients=CLIENTS)
    refused = [error for error in errors if not isinstance(error, RegistrationError)]
    assert refused == []
    assert nothing(faults(pool)), faults(pool)


def test_dates_are_planned_while_people_book():
    """Locks are taken in one order, so that nobody waits for each other."""
    pool = story_time(capacity=10, offer_hours=0)

    def move():
        schedule.change(pool.occurrence, space=str(random.random()))

    def come_and_go(reader):
        services.cancel(register(reader, pool, adults=2))

    def make_room(number):
        with contextlib.suppress(RegistrationError):  # where more people are in at this moment
            services.set_capacity(pool, number)

    jobs = [move] * 30 + [partial(schedule.reconcile, pool.terms)] * 10
    jobs += [partial(make_room, number) for number in range(11, 21)]
    jobs += [partial(come_and_go, reader) for reader in readers(40)]
    random.Random(3).shuffle(jobs)
    assert at_once(jobs, clients=12) == []
    assert nothing(faults(pool)), faults(pool)


def test_workers_killed_in_the_middle_leave_nothing_half_done(tmp_path):
    pool = story_time(capacity=31)
    crowds = [readers(30) for _ in range(2)]
    workers, said = [start_worker(pool, crowd, tmp_path) for crowd in crowds], []
    for worker in workers:
        said += [worker.stdout.readline().strip() for _ in range(5)]
        worker.send_signal(signal.SIGKILL)
    said += [line for worker in workers for line in worker.communicate()[0].split()]
    assert [worker.returncode for worker in workers] == [-9, -9]
    assert nothing(faults(pool)), faults(pool)
    known = {str(uid) for uid in pool.registrations.values_list("uid", flat=True)}
    assert "" not in said
    assert set(said) <= known
    for crowd in crowds:  # who was cut off tries again, whoever is known is told so
        errors = at_once([partial(register, reader, pool) for reader in crowd], clients=8)
        assert {type(error) for error in errors} <= {AlreadyRegisteredError}
    assert pool.registrations.count() == 60
    assert nothing(faults(pool)), faults(pool)


def start_worker(pool, crowd, state: Path) -> subprocess.Popen:
    database = connection.settings_dict
    url = "postgres://{USER}@{HOST}:{PORT}/{NAME}".format(**database)
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.events.registration.worker", str(pool.pk)),
            *(str(reader.pk) for reader in crowd),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_STATE_DIR": str(state),
            "PORTAL_TASKS": "database",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_row_held_for_too_long_is_said_so():
    pool = story_time()
    (reader,) = readers(1)
    booking = selectors.booking(reader, pool.occurrence.uid)

    def impatient():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        services.register(booking, adults=1)

    with transaction.atomic():
        type(pool).objects.select_for_update().get(pk=pool.pk)
        (error,) = at_once([impatient], clients=1)
    assert isinstance(error, BusyError)
    assert not pool.registrations.exists()
    assert register(reader, pool).status == Status.CONFIRMED
