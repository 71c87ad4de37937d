"""How fast MARC records come into the catalogue, against pymarc doing nothing but reading them.

CPU seconds of this process on SQLite: the same file is read by a bare pymarc loop, imported into an
empty catalogue with and without the search index, and imported again when nothing has changed.
SIZE says how many sample records (20,000).
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness

SIZE = int(os.environ.get("SIZE", "20000"))
TARGET = 1500  # records for each CPU second, with the index
WARM_UP = 300


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="import-") as name:
        folder = Path(name)
        prepare(folder)
        measure(folder)


def prepare(folder: Path) -> None:
    """A Django of its own with only the tables an import touches."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    os.environ["PORTAL_STATE_DIR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/portal.sqlite3"
    import django  # noqa: PLC0415

    django.setup()
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from catalog import models, sample  # noqa: PLC0415
    from portal.core.models import Library  # noqa: PLC0415

    with connection.schema_editor() as editor:
        for model in (ContentType, Library, models.Work, models.Record, models.RecordISBN,
                      models.Holding, models.ImportRun):  # fmt: skip
            editor.create_model(model)
    for code in sample.LIBRARY_CODES:
        Library.objects.create(
            code=code, slug=code.lower(), name=code, short_name=code, level=1, address="",
            latitude=0, longitude=0,
        )  # fmt: skip


def measure(folder: Path) -> None:
    import pymarc  # noqa: PLC0415

    from catalog import sample  # noqa: PLC0415
    from catalog.models import Holding, Record  # noqa: PLC0415
    from catalog.services import ImportOptions, import_marc, intake  # noqa: PLC0415

    path, small = folder / "sample.mrc", folder / "small.mrc"
    print(f"Writing {SIZE:,} sample records …", flush=True)
    sample.write(path, sample.books(SIZE))
    sample.write(small, sample.books(WARM_UP))
    import_marc(small, ImportOptions(source="warm-up"))  # loads the dictionaries

    def bare() -> None:
        with path.open("rb") as file:
            for _record in pymarc.MARCReader(file, file_encoding="utf-8"):
                pass

    rates = {"pymarc": rate(bare)}
    index, intake.Intake._index = intake.Intake._index, _no_index
    rates["without_index"] = rate(lambda: import_marc(path, ImportOptions(source="unindexed")))
    intake.Intake._index = index
    rates["import"] = rate(lambda: import_marc(path))
    rates["again"] = rate(lambda: import_marc(path))
    print(f"{'':24}records/CPU s")
    for label, value in rates.items():
        print(f"{label:24}{value:10,.0f}")
    harness.result(
        "import",
        records=Record.objects.filter(source="local").count(),
        copies=Holding.objects.filter(record__source="local").count(),
        per_cpu_second=round(rates["import"]),
        without_index=round(rates["without_index"]),
        unchanged=round(rates["again"]),
        pymarc=round(rates["pymarc"]),
        times_pymarc=round(rates["pymarc"] / rates["import"], 1),
    )
    if rates["import"] < TARGET:
        sys.exit(f"under the bar: {TARGET} records a CPU second")


def _no_index(self: object, records: object) -> None:
    pass


def rate(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return SIZE / (time.process_time() - started)


if __name__ == "__main__":
    main()
