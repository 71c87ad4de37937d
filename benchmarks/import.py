"""How fast MARC records come into the catalogue, against pymarc doing nothing but reading them.

The same file is read by a bare pymarc loop, imported into an empty catalogue, and imported again
when nothing has changed. The import's CPU is told in two parts: *rows* is reading, mapping, works,
copies and ISBNs in the database; *index* is Chinese analysis and writing the search index, for
which a bare parse has no counterpart. The bar of four times pymarc is for the rows.

    SIZE=1500000    sample records (20,000); the size of a city takes an hour on two idle cores
    DATABASE=postgres   on a throw-away cluster, whose own CPU is not counted (sqlite)
    HUGE=1          also offer three files of 300 MB that are no catalogue

CPU seconds are those of this process; memory is its peak, Django and dictionaries included.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness

SIZE = int(os.environ.get("SIZE", "20000"))
TARGET = 1500  # records for each CPU second, with the index
TIMES_PYMARC = 4.0  # what rows may cost
PEAK_MB = 400
WARM_UP = 300
HUGE = 300_000_000


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="import-")))
        prepare(folder, stack)
        measure(folder)


def prepare(folder: Path, stack: ExitStack) -> None:
    """A site of its own with all tables and the libraries of the sample."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    os.environ["PORTAL_STATE_DIR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/portal.sqlite3"
    if os.environ.get("DATABASE") == "postgres":
        from tests.pg_cluster import cluster  # noqa: PLC0415

        os.environ["DATABASE_URL"] = stack.enter_context(cluster())
    import django  # noqa: PLC0415

    print("Making the tables …", flush=True)
    harness.servers.manage(dict(os.environ), "migrate", "-v0")
    django.setup()
    from catalog import sample  # noqa: PLC0415
    from portal.core.models import Library  # noqa: PLC0415

    for code in sample.LIBRARY_CODES:
        Library.objects.create(
            code=code, slug=code.lower(), name=code, short_name=code, level=1, address="",
            latitude=0, longitude=0,
        )  # fmt: skip


def measure(folder: Path) -> None:
    from catalog import sample  # noqa: PLC0415
    from catalog.models import Holding, Record, Work  # noqa: PLC0415
    from catalog.services import ImportOptions, import_marc  # noqa: PLC0415

    path, small = folder / "sample.mrc", folder / "small.mrc"
    print(f"Writing {SIZE:,} sample records …", flush=True)
    sample.write(path, sample.books(SIZE))
    sample.write(small, sample.books(WARM_UP))
    import_marc(small, ImportOptions(source="warm-up"))  # loads the dictionaries
    pymarc = cpu(lambda: parse(path))
    index = index_clock()
    started = time.monotonic()
    imported = cpu(lambda: import_marc(path))
    wall = time.monotonic() - started
    first_index = index.seconds
    again = cpu(lambda: import_marc(path))
    rows = imported - first_index
    for label, seconds in (
        ("pymarc alone", pymarc),
        ("rows", rows),
        ("index", first_index),
        ("import, both", imported),
        ("nothing changed", again),
    ):
        per_second = SIZE / seconds
        print(f"{label:18}{per_second:9,.0f} records/CPU s {seconds / pymarc:5.1f} times pymarc")
    look_up()
    if os.environ.get("HUGE"):
        offer_huge(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    harness.result(
        "import",
        records=Record.objects.filter(source="local").count(),
        works=Work.objects.count(),
        copies=Holding.objects.filter(record__source="local").count(),
        per_cpu_second=round(SIZE / imported),
        rows_per_cpu_second=round(SIZE / rows),
        unchanged=round(SIZE / again),
        pymarc=round(SIZE / pymarc),
        rows_times_pymarc=round(rows / pymarc, 1),
        times_pymarc=round(imported / pymarc, 1),
        minutes=round(wall / 60, 1),
        database_mb=database_megabytes(folder),
        index_mb=megabytes(folder / "catalogue-index"),
        peak_mb=peak,
    )
    judge(SIZE / imported, rows / pymarc, peak)


def judge(rate: float, times: float, peak: int) -> None:
    faults = []
    if rate < TARGET:
        faults.append(f"fewer than {TARGET} records a CPU second")
    if times > TIMES_PYMARC:
        faults.append(f"rows cost more than {TIMES_PYMARC} times pymarc")
    if peak > PEAK_MB:
        faults.append(f"more than {PEAK_MB} MB of memory")
    if faults:
        sys.exit("under the bar: " + "; ".join(faults))


def parse(path: Path) -> None:
    import pymarc  # noqa: PLC0415

    with path.open("rb") as file:
        for _record in pymarc.MARCReader(file, file_encoding="utf-8"):
            pass


class Clock:
    seconds = 0.0


def index_clock() -> Clock:
    """Counts the CPU that goes into the search index from now on."""
    from catalog.services.intake import Intake  # noqa: PLC0415

    clock, index = Clock(), Intake._index

    def counted(self: Any, records: Any) -> None:
        started = time.process_time()
        index(self, records)
        clock.seconds += time.process_time() - started

    Intake._index = counted
    return clock


def look_up() -> None:
    """What a page reads, from a table of this size: queries and milliseconds."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from catalog import sample, selectors  # noqa: PLC0415
    from catalog.models import Record  # noqa: PLC0415

    book = Record.objects.get(source="local", record_id=sample.record_id("骆驼祥子"))
    forty = list(Record.objects.filter(source="local").order_by("-pk")[:40])
    tasks: dict[str, Callable[[], object]] = {
        "a record": lambda: Record.objects.get(pk=book.pk),
        "copies of 40": lambda: selectors.availability(forty),
        "other editions": lambda: selectors.other_editions(book),
        "by ISBN": lambda: selectors.record_by_isbn(book.isbn),
        "by words": lambda: selectors.matching("骆驼祥子"),
    }
    for name, task in tasks.items():
        task()
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            task()
            milliseconds = (time.perf_counter() - started) * 1000
        print(f"{name:18}{len(queries):9} queries {milliseconds:8.1f} ms")


def offer_huge(folder: Path) -> None:
    """Files that are no catalogue: each is left with a sentence, and without its size in memory."""
    from catalog.marc.errors import MarcFileError  # noqa: PLC0415
    from catalog.services import ImportOptions, import_marc  # noqa: PLC0415

    leader = b"99999nam0 2200049   450 "
    for name, head, filling in (
        ("endless record", leader, b"A" * 1000),
        ("noughts", b"", b"\0" * 1000),
        ("endless XML", b"<collection>", b"<record><leader>" + b"A" * 1000),
    ):
        path = folder / "huge"
        with path.open("wb") as file:
            file.write(head)
            while file.tell() < HUGE:
                file.write(filling * 1000)
        try:
            run = import_marc(path, ImportOptions(source="huge"))
            said = f"{run.read} records read, {run.rejected} rejected"
        except MarcFileError as error:
            said = str(error)
        print(f"{name:18}{said}")
        path.unlink()


def database_megabytes(folder: Path) -> int:
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "sqlite":
        return megabytes(folder / "portal.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) // 1_000_000


def megabytes(path: Path) -> int:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) // 1_000_000


def cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
