"""`make test`: the whole suite in three parts, and one line for each part this machine cannot run.

1. everything on SQLite in memory, with the real migrations;
2. the tests marked `postgres`, on a cluster started for them and thrown away;
3. the tests marked `browser`, in Debian's Chromium.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PYTEST = [sys.executable, "-m", "pytest", "-q"]


def main() -> int:
    subprocess.run([sys.executable, "manage.py", "compile_catalogues"], check=True)
    workers = str(min(os.cpu_count() or 1, 4))
    results = [
        _run([*PYTEST, "-n", workers, "--dist", "loadgroup", "-m", "not browser and not postgres"])
    ]
    if _postgres():
        cluster = [sys.executable, "-m", "tests.pg_cluster", "--"]
        results.append(_run([*cluster, *PYTEST, "-m", "postgres"]))
    else:
        results.append(_missing("PostgreSQL server programs", "postgresql", "postgres"))
    if shutil.which("chromium"):
        results.append(_run([*PYTEST, "-m", "browser"]))
    else:
        results.append(_missing("Chromium", "chromium", "browser"))
    return max(results)


def _run(command: list[str]) -> int:
    print("\n" + " ".join(command[1:]), flush=True)
    return subprocess.run(command, check=False).returncode


def _missing(what: str, package: str, marker: str) -> int:
    print(f"{what} not found: the tests marked {marker} were not run (apt install {package}).")
    return 1 if os.environ.get("CI") else 0


def _postgres() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


if __name__ == "__main__":
    sys.exit(main())
