"""How fast MARC records come into the catalogue, against pymarc doing nothing but reading them.

The same file is read by a bare pymarc loop, imported into an empty catalogue, and imported again
when nothing has changed; on SQLite and on PostgreSQL, each in a process of its own. The import's
CPU is told in two parts: *rows* is reading, mapping, works, copies and ISBNs in the database;
*index* is Chinese analysis and writing the search index, for which a bare parse has no counterpart.
The bar of four times pymarc is for the rows.

    python benchmarks/import.py [SIZE [sqlite|postgres]]

SIZE sample records (10,000); 1500000 are a city, and half an hour for each database. With HUGE=1
three files of 300 MB that are no catalogue are offered as well.

CPU seconds are those of the importing process, not of a database server. Memory is the most it held
itself, Django and dictionaries included, after a tenth, a half and the whole of the file; then with
the files it had mapped, which the system takes back when memory is short. The queries of a
book's page and of availability are counted in an almost empty catalogue and again in the full one.
"""

import logging
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness

ARGUMENTS = dict(enumerate(sys.argv))
SIZE = int(ARGUMENTS.get(1) or os.environ.get("SIZE", "10000"))
DATABASES = [ARGUMENTS[2]] if 2 in ARGUMENTS else ["sqlite", "postgres"]
TIMES_PYMARC = 4.0  # what rows may cost
PEAK_MB = 400  # of its own
WATCHED_EVERY = 0.2  # seconds
WARM_UP = 300
SHARES = (0.1, 0.5, 1.0)  # of the file, after which memory is told
HUGE = 300_000_000


def main() -> None:
    if len(DATABASES) == 1:
        measure_on(DATABASES[0])
        return
    runs = [subprocess.run([sys.executable, __file__, str(SIZE), name]) for name in DATABASES]
    sys.exit(max(run.returncode for run in runs))


def measure_on(database: str) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="import-")))
        prepare(folder, database, stack)
        measure(folder, database)


def prepare(folder: Path, database: str, stack: ExitStack) -> None:
    """A site of its own with all tables and the libraries of the sample."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_STATE_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "ALLOWED_HOSTS": "*",
    }
    if database == "postgres":
        from tests.pg_cluster import cluster  # noqa: PLC0415

        os.environ["DATABASE_URL"] = stack.enter_context(cluster())
    import django  # noqa: PLC0415

    django.setup()
    logging.disable(logging.INFO)
    apart(make_tables)


def make_tables() -> None:
    from wagtail.models import Locale  # noqa: PLC0415

    from catalog import sample  # noqa: PLC0415
    from portal.core.models import Library  # noqa: PLC0415

    harness.empty_tables()
    Locale.objects.create(language_code="zh-hans")
    for code in sample.LIBRARY_CODES:
        Library.objects.create(
            code=code, slug=code.lower(), name=code, short_name=code, level=1, address="",
            latitude=0, longitude=0,
        )  # fmt: skip


def measure(folder: Path, database: str) -> None:
    from catalog import sample  # noqa: PLC0415
    from catalog.models import Holding, Record, Work  # noqa: PLC0415
    from catalog.services import import_marc  # noqa: PLC0415

    path, small = folder / "sample.mrc", folder / "small.mrc"
    print(f"\n{database}: writing {SIZE:,} sample records …", flush=True)
    sample.write(path, sample.books(SIZE))
    sample.write(small, sample.books(WARM_UP))
    import_marc(small)  # loads the dictionaries
    few = apart(look_up)
    for model in (Holding, Record, Work):
        model.objects.all().delete()
    pymarc = cpu(lambda: parse(path))
    index = index_clock()
    started = time.monotonic()
    with Memory(path.stat().st_size) as memory:
        imported = cpu(lambda: import_marc(path, on_progress=memory.note))
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
    for share, megabytes_then in memory.by_share.items():
        print(f"peak at {share:4.0%}      {megabytes_then:9,} MB")
    print(f"with mapped files {peak():9,} MB")
    many = apart(look_up)
    for name, (queries, milliseconds) in many.items():
        was = f"{few[name][0]} when almost empty"
        print(f"{name:18}{queries:9} queries ({was}) {milliseconds:8.1f} ms")
    if os.environ.get("HUGE"):
        offer_huge(folder)
    harness.result(
        "import",
        database=database,
        records=Record.objects.filter(source="local").count(),
        works=Work.objects.count(),
        copies=Holding.objects.filter(record__source="local").count(),
        file_mb=megabytes(path),
        per_cpu_second=round(SIZE / imported),
        rows_per_cpu_second=round(SIZE / rows),
        unchanged=round(SIZE / again),
        pymarc=round(SIZE / pymarc),
        rows_times_pymarc=round(rows / pymarc, 1),
        times_pymarc=round(imported / pymarc, 1),
        minutes=round(wall / 60, 1),
        database_mb=database_megabytes(folder),
        index_mb=megabytes(folder / "catalogue-index"),
        own_mb=memory.peak,
        peak_mb=peak(),
    )
    grown = [name for name, (queries, _ms) in many.items() if queries > few[name][0]]
    judge(rows / pymarc, memory.peak, grown)


def judge(times: float, megabytes_held: int, grown: list[str]) -> None:
    faults = [f"{name}: more queries than in an almost empty catalogue" for name in grown]
    if times > TIMES_PYMARC:
        faults.append(f"rows cost more than {TIMES_PYMARC} times pymarc")
    if megabytes_held > PEAK_MB:
        faults.append(f"more than {PEAK_MB} MB of memory")
    if faults:
        sys.exit("under the bar: " + "; ".join(faults))


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def own_memory() -> int:
    """What this process holds now, in MB, without the files it has mapped."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("RssAnon:")[1].split()[0]) // 1024


class Memory(Thread):
    """Watches this process's own memory while a file of *size* bytes is imported.

    Files of the index that are mapped while they are joined are the system's cache: it takes them
    back when memory is short.
    """

    def __init__(self, size: int) -> None:
        super().__init__(daemon=True)
        self.size, self.peak = size, 0
        self.by_share: dict[float, int] = {}
        self.ended = Event()

    def run(self) -> None:
        while not self.ended.wait(WATCHED_EVERY):
            self.peak = max(self.peak, own_memory())

    def note(self, position: int) -> None:
        for share in SHARES:
            if share not in self.by_share and position >= share * self.size:
                self.by_share[share] = self.peak

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        self.join()


def parse(path: Path) -> None:
    import pymarc  # noqa: PLC0415

    with path.open("rb") as file:
        for _record in pymarc.MARCReader(file, file_encoding="utf-8"):
            pass


class Clock:
    seconds = 0.0

    def counting(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            started = time.process_time()
            result = work(*arguments)
            self.seconds += time.process_time() - started
            return result

        return counted


def index_clock() -> Clock:
    """Counts the CPU that goes into the search index from now on."""
    from search.engine.backends.tantivy_index import TantivyIndex  # noqa: PLC0415

    clock = Clock()
    TantivyIndex.prepare = clock.counting(TantivyIndex.prepare)
    TantivyIndex.write = clock.counting(TantivyIndex.write)
    return clock


def apart(task: Callable[[], Any]) -> Any:
    """The answer of *task* from a process of its own: a page needs memory that is no import's."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(task)


def look_up() -> dict[str, tuple[int, float]]:
    """What pages read of a table of this size: queries and milliseconds."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from catalog import sample, selectors  # noqa: PLC0415
    from catalog.models import Record  # noqa: PLC0415

    call_command("collectstatic", interactive=False, verbosity=0)
    book = Record.objects.get(source="local", record_id=sample.record_id("骆驼祥子"))
    keys = Record.objects.filter(source="local").order_by("pk").values_list("pk", flat=True)
    forty = map(str, keys[:40])
    page, fragment = book.get_absolute_url(), "/books/availability/?ids=" + ",".join(forty)
    tasks: dict[str, Callable[[], object]] = {
        "page of a book": lambda: ask(Client(), page),
        "availability of 40": lambda: ask(Client(), fragment),
        "by ISBN": lambda: selectors.record_by_isbn(book.isbn),
        "by words": lambda: selectors.matching("骆驼祥子"),
    }
    found = {}
    for name, task in tasks.items():
        task()
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            task()
            found[name] = len(queries), (time.perf_counter() - started) * 1000
    return found


def ask(client: Any, url: str) -> None:
    answer = client.get(url, headers={"host": "localhost"})
    assert answer.status_code == 200, f"{url}: {answer.status_code}"


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
