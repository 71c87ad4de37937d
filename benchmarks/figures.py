"""Figures of a district: 19 libraries with 40 indicators, a number for each day.

On PostgreSQL and SQLite in turns, each in a database of its own: tables as CSV are imported, one
for each year, as `import_figures` does (read, checked, written with history and sums); then the
values of a year for all libraries and indicators and the pages of figures are asked for, at first
with nothing kept, as after a publication, and then once more. CPU is that of this process, the
least of five rounds.

YEARS=10 DAYS=366 for the whole size (2.8 million numbers); 120 days of a year by default.
"""

import contextlib
import csv
import datetime as dt
import json
import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import harness  # noqa: E402
from tests.pg_cluster import cluster  # noqa: E402

YEARS = int(os.environ.get("YEARS", "1"))
DAYS = int(os.environ.get("DAYS", "120"))  # of each year
LIBRARIES, INDICATORS = 19, 40
RATE, QUERIES, CPU = 20_000, 18, {"postgresql": 60, "sqlite": 120}
PAGES = {"page": "/figures/", "libraries": "/figures/libraries/", "indicator": "/figures/visits/"}
ROUNDS = 5


def main() -> None:
    found = {}
    for engine in ("postgresql", "sqlite"):
        home = tempfile.TemporaryDirectory(prefix="bench-figures-")
        with home as folder, database(engine, folder) as url:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
                "PORTAL_STATE_DIR": folder,
                "DATABASE_URL": url,
            }
            command = [sys.executable, __file__, "measure"]
            output = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
            found[engine] = json.loads(output.stdout.splitlines()[-1])
            print(f"\n{engine}: {found[engine]}", flush=True)
    sys.exit(report(found))


@contextlib.contextmanager
def database(engine: str, folder: str) -> Iterator[str]:
    if engine == "postgresql":
        with cluster() as url:
            yield url
    else:
        yield f"sqlite:///{folder}/figures.sqlite3"


def report(found: dict[str, Any]) -> int:
    harness.result(
        "figures",
        years=YEARS,
        **{
            f"{engine}_{name}": value
            for engine, row in found.items()
            for name, value in row.items()
        },
    )
    return int(
        any(
            row["rows_per_cpu_s"] < RATE
            or row["page_queries"] > QUERIES
            or row["page_cpu_ms"] > CPU[engine]
            for engine, row in found.items()
        )
    )


def measure() -> None:
    """In a process of its own with the database set up."""
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    logging.disable(logging.INFO)
    harness.empty_tables()
    call_command("compile_catalogues", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    libraries, indicators = network()
    folder = Path(settings.PORTAL_STATE_DIR)
    last = dt.date.today().year - 1  # noqa: DTZ011
    files = [
        table(folder, year, libraries, indicators) for year in range(last - YEARS + 1, last + 1)
    ]
    figures = imported(files)
    call_command("optimize_database", verbosity=0)
    print(json.dumps(figures | asked(indicators, last)))


def network() -> tuple[list[str], list[str]]:
    from reports.figures.models import Indicator  # noqa: PLC0415
    from reports.figures.services import load_indicators  # noqa: PLC0415
    from tests.factories.core import BranchFactory, LibraryFactory  # noqa: PLC0415
    from tests.factories.figures import IndicatorFactory  # noqa: PLC0415

    load_indicators()
    stored = Indicator.objects.stored()
    for _n in range(INDICATORS - stored.count()):
        IndicatorFactory()
    first, second = LibraryFactory(), LibraryFactory()
    rest = [BranchFactory(parent=first if n < 10 else second) for n in range(LIBRARIES - 2)]
    codes = list(stored.values_list("code", flat=True)[:INDICATORS])
    return [library.code for library in (first, second, *rest)], codes


def table(folder: Path, year: int, libraries: list[str], indicators: list[str]) -> Path:
    """The canonical table of a year, day by day."""
    rng = random.Random(year)
    path = folder / f"{year}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["library", "date", "indicator", "value"])
        day = dt.date(year, 1, 1)
        while day.year == year and day.timetuple().tm_yday <= DAYS:
            rows.writerows(
                (library, day, indicator, rng.randrange(3_000))
                for library in libraries
                for indicator in indicators
            )
            day += dt.timedelta(days=1)
    return path


def imported(files: list[Path]) -> dict[str, Any]:
    from reports.figures.services import importing  # noqa: PLC0415

    rows, wall, cpu = 0, time.perf_counter(), time.process_time()
    for file in files:
        rows += importing.import_file(file)[0].added
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    again = importing.import_file(files[-1])[0]
    if again.pk or not again.unchanged:
        sys.exit("the same table again has changed something")
    return {"rows": rows, "rows_per_s": round(rows / wall), "rows_per_cpu_s": round(rows / cpu)}


def asked(indicators: list[str], year: int) -> dict[str, Any]:
    from django.core.cache import cache  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from reports.figures import selectors  # noqa: PLC0415

    figures: dict[str, Any] = {}
    client = Client()
    questions: dict[str, Callable[[], object]] = {
        "values": lambda: selectors.values(indicators, year),
        "each_library": lambda: selectors.by_libraries(indicators, year),
    }
    questions |= {name: lambda path=path: _page(client, path, year) for name, path in PAGES.items()}
    for name, ask in questions.items():
        ask()  # imports and templates are no part of it
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask()
        figures[f"{name}_queries"] = len(queries)
        figures[f"{name}_cpu_ms"] = round(min(_cold(ask, cache.clear)), 1)
        figures[f"{name}_again_cpu_ms"] = round(min(_cold(ask, lambda: None)), 1)
    return figures


def _page(client: Any, path: str, year: int) -> None:
    answer = client.get(f"{path}?year={year}")
    if answer.status_code != 200:
        sys.exit(f"{path}: {answer.status_code}")


def _cold(ask: Callable[[], object], before: Callable[[], object]) -> Iterator[float]:
    for _round in range(ROUNDS):
        before()
        started = time.process_time()
        ask()
        yield (time.process_time() - started) * 1_000


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
