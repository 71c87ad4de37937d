"""A throw-away PostgreSQL cluster: `python -m tests.pg_cluster -- pytest -m postgres`.

The command gets TEST_DATABASE_URL. The cluster lives in a temporary directory on a free port and
is stopped and removed whatever happens. Where PostgreSQL is missing the command is not run: one
line says so, and in CI (CI=true) that is an error.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here outlives the tests, so nothing needs to reach the disk.
OPTIONS = (
    "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off "
    "-c synchronous_commit=off -c full_page_writes=off -c max_connections=100"
)


class PostgresMissingError(Exception):
    """There are no PostgreSQL server programs on this machine."""


def server_programs() -> Path:
    """The directory of initdb and pg_ctl, the newest one if there are several."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parent.parent.name), default=None)
    if newest is None:
        raise PostgresMissingError("PostgreSQL server programs (initdb, pg_ctl) are not installed")
    return newest.parent


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; whom to be instead."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster, yield the URL of its database, stop it and remove every trace."""
    programs, user = server_programs(), _unprivileged_user()
    home = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    data, log, port = home / "data", home / "log", _free_port()

    def run(program: str, *arguments: str) -> None:
        # The server inherits pg_ctl's output, so a pipe here would never see its end.
        with log.open("a") as output:
            subprocess.run(
                [programs / program, *arguments],
                check=True,
                user=user,
                group=pwd.getpwnam(user).pw_gid if user else None,
                extra_groups=[] if user else None,
                cwd=home,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    try:
        if user:
            shutil.chown(home, user)
        try:
            run("initdb", "-D", str(data), "-U", "portal", "-A", "trust", "-E", "UTF8", "--no-sync")
            run("pg_ctl", "-D", str(data), "-w", "-o", f"-p {port} {OPTIONS}", "start")
        except subprocess.CalledProcessError as error:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from error
        yield f"postgres://portal@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    # Being told to end must still stop the cluster: turn the signal into an exception.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with cluster() as url:
            return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": url}).returncode
    except PostgresMissingError as error:
        in_ci = os.environ.get("CI", "").lower() in ("1", "true")
        outcome = "failing, since this is CI" if in_ci else "the tests that need it are skipped"
        sys.stderr.write(f"{error}: {outcome}.\n")
        return 1 if in_ci else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    if not arguments:
        sys.exit("usage: python -m tests.pg_cluster -- COMMAND…")
    sys.exit(main(arguments))
