"""`make test`: the whole suite in three parts, and one line for each part this machine cannot run.

1. everything on SQLite in memory, with the real migrations;
2. the tests marked `postgres`, on a cluster started for them and thrown away;
3. the tests marked `browser`, in Debian's Chromium.

Before them both databases are migrated, side by side (`tests.migrated`; on PostgreSQL in template1,
which every new database is a copy of). Races are run one at a time: what waits for a lock for three
seconds gives up, and must not for want of a processor.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import migrated, pg_cluster

PYTEST = [sys.executable, "-m", "pytest", "-q"]
PARALLEL = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup"]


def main() -> int:
    # Being told to end must still stop the cluster: turn the signal into an exception.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with _cluster() as postgres, tempfile.TemporaryDirectory(prefix="portal-run-") as directory:
        database = Path(directory) / "migrated.sqlite3"
        _prepare(database, postgres)
        os.environ[migrated.VARIABLE] = str(database)
        results = [_run("not browser and not postgres", *PARALLEL)]
        if postgres:
            results.append(_run("postgres", TEST_DATABASE_URL=postgres))
        else:
            results.append(_missing("PostgreSQL server programs", "postgresql", "postgres"))
        if shutil.which("chromium"):
            results.append(_run("browser"))
        else:
            results.append(_missing("Chromium", "chromium", "browser"))
    return max(results)


@contextmanager
def _cluster() -> Iterator[str]:
    """The address of PostgreSQL's database, nothing where there is no PostgreSQL."""
    try:
        pg_cluster.server_programs()
    except pg_cluster.PostgresMissingError:
        yield ""
    else:
        with pg_cluster.cluster() as url:
            yield url


def _prepare(database: Path, postgres: str) -> None:
    """Compile the catalogues, then migrate the databases that all processes copy."""
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "compile_catalogues"], check=True)
    commands = [([sys.executable, "-m", "tests.migrated", str(database)], {})]
    if postgres:
        template = postgres.rsplit("/", 1)[0] + "/template1"
        settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
        commands.append(([*manage, "migrate", "-v0"], {**settings, "TEST_DATABASE_URL": template}))
    running = [subprocess.Popen(command, env={**os.environ, **more}) for command, more in commands]
    statuses = [process.wait() for process in running]
    if any(statuses):
        sys.exit("The migrations could not be applied.")


def _run(marker: str, *options: str, **environment: str) -> int:
    command = [*PYTEST, *options, "-m", marker]
    print("\n" + " ".join(command[1:]), flush=True)
    started = time.monotonic()
    status = subprocess.run(command, env={**os.environ, **environment}, check=False).returncode
    print(f"{marker}: {time.monotonic() - started:.0f} s", flush=True)
    return status


def _missing(what: str, package: str, marker: str) -> int:
    print(f"{what} not found: the tests marked {marker} were not run (apt install {package}).")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
