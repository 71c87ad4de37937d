"""What the benchmarks share: servers that are started and ended by id, wrk, a site to measure.

Every load goes to 127.0.0.1 and ends by itself. Figures are requests a second and ratios; trust the
ratios. A benchmark's last line is `RESULT <name> key=value …`.
"""

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
STATE = ROOT / "var" / "bench"
HOST = "127.0.0.1"


def need(*programs: str) -> None:
    """End with one clear line if a program is missing."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        sys.exit(f"This benchmark needs: {', '.join(missing)} (Debian packages of these names).")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def demo_environment(**extra: str) -> dict[str, str]:
    """The environment of a site with the small demo in it, made at the first call."""
    environment = {
        **os.environ,
        "PORTAL_STATE_DIR": str(STATE),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PYTHONPATH": str(ROOT),
        **extra,
    }
    environment.pop("DATABASE_URL", None)
    ready = STATE / "ready"
    if not ready.exists():
        print("Loading the demo for the benchmarks (once) …", flush=True)
        for command in (
            ["compile_catalogues"],
            ["migrate", "-v0"],
            ["collectstatic", "-v0", "--no-input"],
            ["load_demo"],
        ):
            subprocess.run(
                [BIN / "python", "manage.py", *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        ready.touch()
    return environment


@contextmanager
def server(
    command: list[str], port: int, environment: dict[str, str] | None = None
) -> Iterator[str]:
    """Start *command*, wait until the port answers, end its whole process group afterwards."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            _wait(port, process, output)
            yield f"http://{HOST}:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait(port: int, process: subprocess.Popen, output) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    output.seek(0)
    sys.exit("A server did not start:\n" + output.read().decode()[-2000:])


def granian(port: int, app: str = "portal.wsgi:application") -> list[str]:
    return [
        str(BIN / "granian"),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "1", "--log-level", "warning", app),
    ]


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
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", lua.name, url],
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
