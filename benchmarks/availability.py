"""Availability of 40 records: in one question against one by one, and with nobody answering.

The whole way of a fragment: our rows, the library system, what is merged of both. Asked are the
embedded system on SQLite and a stand-in for Koha behind HTTP on this machine; between two
measurements nothing is kept in the cache. KOHA_DELAY=0.02 is how long (seconds) the stand-in takes
for an answer, as a network would. At last it takes questions and answers none: the page may not
wait for it.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness

BOOKS = 40
ROUNDS = 5
DELAY = float(os.environ.get("KOHA_DELAY", "0.02"))
LONGEST = 2.5  # seconds that a page may wait for a library system


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-availability-") as folder:
        prepare(Path(folder))
        figures = embedded() | koha()
    report(figures)


def prepare(folder: Path) -> None:
    """A Django of its own with a network and records in it."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_STATE_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "ALLOWED_HOSTS": "*",
    }
    import django  # noqa: PLC0415 (the environment is made first)

    django.setup()
    from django.apps import apps  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from catalog.sample import LIBRARY_CODES  # noqa: PLC0415
    from catalog.services import import_marc  # noqa: PLC0415
    from portal.core.models import Library  # noqa: PLC0415
    from tests.contracts.ils import catalogue  # noqa: PLC0415

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for place, code in enumerate(LIBRARY_CODES):
        Library.objects.create(
            code=code, slug=code.lower(), name=code, short_name=code, level=1, address="—",
            latitude="39.9", longitude="116.4", position=place,
        )  # fmt: skip
    path = folder / "sample.mrc"
    catalogue.write(path)
    import_marc(path)


def embedded() -> dict[str, float]:
    return {f"embedded_{name}": value for name, value in measured().items()}


def koha() -> dict[str, float]:
    from django.test import override_settings  # noqa: PLC0415

    from tests.contracts.ils import catalogue  # noqa: PLC0415
    from tests.contracts.ils.servers.faults import Fault  # noqa: PLC0415
    from tests.contracts.ils.servers.koha import CLIENT_ID, SECRET, KohaServer  # noqa: PLC0415
    from tests.contracts.ils.servers.state import LibraryState  # noqa: PLC0415

    class SlowKoha(KohaServer):
        """Each answer takes a while, as over a network; the contract is checked by the tests."""

        def answer(self, request: Any) -> Any:
            time.sleep(DELAY)
            return self._answer(request)

    with SlowKoha(LibraryState()).running() as server:
        options = {
            "base_url": server.url, "client_id": CLIENT_ID, "secret": SECRET,
            "record_id": catalogue.RECORD_ID, "holdings": "905-cn",
        }  # fmt: skip
        system = {
            "drivers": {"koha": {"class": "catalog.ils.drivers.koha.KohaRest", "options": options}},
            "routes": {"holdings": "koha"},
        }
        with override_settings(PORTAL_ILS=system):
            figures = measured()
            forget()
            server.faults.order(Fault.HANG, times=100)
            figures["hang_ms"] = timed(lambda: fragment(BOOKS), rounds=1)
    return {f"koha_{name}": value for name, value in figures.items()}


def measured() -> dict[str, float]:
    """Milliseconds on the clock: a fragment of 40, 40 fragments of one, and one that is kept."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    fragment(BOOKS)  # connections, templates, tokens
    figures = {
        "bulk_ms": timed(lambda: fragment(BOOKS), before=forget),
        "single_ms": timed(one_by_one, before=forget, rounds=1),
    }
    for name, size in (("queries_40", BOOKS), ("queries_1", 1)):
        forget()
        fragment(1, skip=BOOKS)  # what is kept for a minute
        with CaptureQueriesContext(connection) as queries:
            fragment(size)
        figures[name] = len(queries)
    fragment(BOOKS)
    figures["kept_ms"] = timed(lambda: fragment(BOOKS))
    return figures


def forget() -> None:
    from django.core.cache import cache  # noqa: PLC0415

    cache.clear()


def fragment(size: int, *, skip: int = 0) -> None:
    from django.test import Client  # noqa: PLC0415

    answer = Client().get("/books/availability/", {"ids": ",".join(map(str, keys()[skip:][:size]))})
    if answer.status_code != 200 or answer.content.count(b"data-availability") != size:
        sys.exit(f"The fragment answers {answer.status_code} with too few books.")


def one_by_one() -> None:
    for place in range(BOOKS):
        fragment(1, skip=place)


def keys() -> list[int]:
    from catalog.models import Record  # noqa: PLC0415

    return list(Record.objects.order_by("pk").values_list("pk", flat=True)[: BOOKS + 1])


def timed(
    work: Callable[[], Any], *, before: Callable[[], Any] | None = None, rounds: int = ROUNDS
) -> float:
    """The median of milliseconds."""
    times = []
    for _ in range(rounds):
        if before:
            before()
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1_000)
    return statistics.median(times)


def report(figures: dict[str, float]) -> None:
    print(f"{BOOKS} books, milliseconds on the clock; the stand-in waits {DELAY * 1000:.0f} ms")
    print(f"  {'':12}{'in one':>10}{'one by one':>12}{'kept':>8}{'queries 1/40':>14}")
    for name in ("embedded", "koha"):
        print(
            f"  {name:12}{figures[f'{name}_bulk_ms']:>10,.0f}{figures[f'{name}_single_ms']:>12,.0f}"
            f"{figures[f'{name}_kept_ms']:>8,.0f}"
            f"{figures[f'{name}_queries_1']:>9.0f}/{figures[f'{name}_queries_40']:.0f}"
        )
    print(f"  Koha hangs: {figures['koha_hang_ms']:,.0f} ms until the page says so")
    gains = {
        name: figures[f"{name}_single_ms"] / figures[f"{name}_bulk_ms"]
        for name in ("embedded", "koha")
    }
    harness.result(
        "availability",
        books=BOOKS,
        embedded_bulk_ms=f"{figures['embedded_bulk_ms']:.0f}",
        embedded_gain=f"{gains['embedded']:.1f}",
        koha_bulk_ms=f"{figures['koha_bulk_ms']:.0f}",
        koha_gain=f"{gains['koha']:.1f}",
        kept_ms=f"{figures['koha_kept_ms']:.0f}",
        hang_ms=f"{figures['koha_hang_ms']:.0f}",
        queries=f"{figures['embedded_queries_40']:.0f}",
    )
    if (
        min(gains.values()) < 5
        or figures["koha_hang_ms"] > LONGEST * 1_000
        or any(figures[f"{name}_queries_1"] != figures[f"{name}_queries_40"] for name in gains)
    ):
        sys.exit("over the limit: five times one by one, 2.5 s, the same queries for 1 and 40")


if __name__ == "__main__":
    main()
