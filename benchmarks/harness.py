"""What the benchmarks share: servers that are started and ended by id, wrk, a site to measure.

Every load goes to 127.0.0.1 and ends by itself. Figures are requests a second and ratios; trust the
ratios. A benchmark's last line is `RESULT <name> key=value …`.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import servers  # noqa: E402

STATE = ROOT / "var" / "bench"


def need(*programs: str) -> None:
    """End with one clear line if a program is missing."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        sys.exit(f"This benchmark needs: {', '.join(missing)} (Debian packages of these names).")


def demo_environment(**extra: str) -> dict[str, str]:
    """The environment of a site with the small demo in it, made at the first call."""
    if not (STATE / "ready").exists():
        print("Loading the demo for the benchmarks (once) …", flush=True)
    return servers.demo_environment(STATE, **extra)


def empty_tables() -> None:
    """Make the tables straight from the models, in a process whose Django is set up: two hundred
    migrations take longer than most measurements.
    """
    from django.apps import apps  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    call_command("migrate", run_syncdb=True, verbosity=0)


def fetch(url: str, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def wrk(url: str, *, seconds: float = 2, connections: int = 16, script: str = "") -> float:
    """Requests a second that came back with 200; a run with errors ends the benchmark."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as lua:
        lua.write(script)
        lua.flush()
        output = subprocess.run(
            [
                *("wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", lua.name),
                *("-H", "Accept-Encoding: gzip", url),
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"errors from {url}:\n{output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))


def interleaved(rungs: dict[str, Callable[[], float]], rounds: int = 3) -> dict[str, float]:
    """The median of each rung, measured in turns so that a busy moment hits all alike."""
    figures: dict[str, list[float]] = {name: [] for name in rungs}
    for _ in range(rounds):
        for name, measure in rungs.items():
            figures[name].append(measure())
    return {name: statistics.median(values) for name, values in figures.items()}


def result(name: str, **figures: object) -> None:
    print(f"RESULT {name} " + " ".join(f"{key}={value}" for key, value in figures.items()))
