"""A migrated database, made once for a run of the whole suite and copied by each of its processes.

To apply our migrations and Wagtail's costs a processor a minute. `tests.run` does it once for
SQLite and once for PostgreSQL, side by side, from nothing each time: there is no copy to grow old.
Where pytest is called by hand, every process migrates for itself (or not, with `--nomigrations`).

`python -m tests.migrated FILE` writes the SQLite database; processes find it by VARIABLE.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

VARIABLE = "TEST_MIGRATED_DATABASE"


def make(target: Path) -> None:
    """Migrate in memory, which is quicker than on a disk, and write what has come of it."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


@contextmanager
def in_memory() -> Iterator[None]:
    """Have the test database begin as the migrated one, where there is one."""
    source = os.environ.get(VARIABLE)
    if not source or connection.vendor != "sqlite":
        yield
        return
    # SQLite keeps a database in memory for as long as somebody is connected to it.
    name = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as memory:
        with closing(sqlite3.connect(source)) as migrated:
            migrated.backup(memory)
        yield


def copy_to(database: Path) -> None:
    """Have a site of its own begin with the migrated database, where there is one."""
    source = os.environ.get(VARIABLE)
    if source and not database.exists():
        shutil.copyfile(source, database)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    make(Path(sys.argv[1]))
