"""Servers that tests and benchmarks start for themselves, on this machine, and end by id."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests import migrated

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
HOST = "127.0.0.1"


class ServerError(Exception):
    """A server did not start; the message is what it wrote."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a command of manage.py in *environment* and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise ServerError(f"manage.py {' '.join(arguments)}\n{done.stdout}{done.stderr}")
    return done.stdout


def demo_environment(state: Path, **extra: str) -> dict[str, str]:
    """The environment of a site of its own in *state*, with the demo in it once this returns.

    The demo is loaded once; the site follows the code each time.
    """
    environment = {
        **os.environ,
        "PORTAL_STATE_DIR": str(state),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PYTHONPATH": str(ROOT),
        "EMAIL_URL": "memorymail://",
        **extra,
    }
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    migrated.copy_to(state / "portal.sqlite3")
    for command in (
        ["compile_catalogues"],
        ["migrate", "-v0"],
        ["collectstatic", "-v0", "--no-input"],
    ):
        manage(environment, *command)
    ready = state / "ready"
    if not ready.exists():
        manage(environment, "load_demo")
        ready.touch()
    return environment


def granian(port: int, app: str = "portal.wsgi:application", workers: int = 2) -> list[str]:
    return [
        str(BIN / "granian"),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "1"),
        *("--log-level", "warning", app),
    ]


@contextmanager
def server(
    command: list[str], port: int, environment: dict[str, str] | None = None
) -> Iterator[str]:
    """Start *command*, yield its address once *port* answers, end its process group afterwards."""
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
            _end(process)


def _wait(port: int, process: "subprocess.Popen[bytes]", output: IO[bytes]) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    output.seek(0)
    raise ServerError(output.read().decode()[-2000:])


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
