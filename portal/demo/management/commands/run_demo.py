"""`make run`: everything from an empty folder to a served portal with the demo in it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.demo import accounts

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Prepare the database, load the demo once, and serve the portal on this machine."
    requires_migrations_checks = False

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)

    def handle(self, *args: Any, port: int, workers: int, **options: Any) -> None:
        if _is_taken(port):
            raise CommandError(
                f"Port {port} is in use. Stop what listens there, or choose another: "
                f"make run PORT={port + 1}"
            )
        call_command("compile_catalogues", stdout=self.stdout)
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if not accounts.are_loaded():
            self.stdout.write("Loading the demo (once) …")
            # In a process of its own: what was compiled above is read at start-up only.
            subprocess.run([sys.executable, "manage.py", "load_demo"], check=True)
        self._serve(port, workers)

    def _serve(self, port: int, workers: int) -> None:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        server = [
            str(Path(sys.executable).with_name("granian")),
            *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
            *("--workers", str(workers), "--blocking-threads", "1", "--log-level", "warning"),
            *_open_folders(),
            "portal.wsgi:application",
        ]
        processes = [
            subprocess.Popen(server, env=environment),  # noqa: S603
            subprocess.Popen([sys.executable, "manage.py", "run_jobs"], env=environment),
        ]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            self._greet(port, processes[0])
            processes[0].wait()
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait()

    def _greet(self, port: int, server: subprocess.Popen[bytes]) -> None:
        while server.poll() is None and not _is_taken(port):
            time.sleep(0.1)
        if server.poll() is not None:
            raise CommandError("The server did not start; the lines above say why.")
        address = f"http://{HOST}:{port}"
        self.stdout.write(f"\n书香 is served at {address}/  (English: {address}/en/)\n")
        self.stdout.write(f"Editing: {address}/admin/\n\n{accounts.table()}\n\nStop with Ctrl+C.")


def _open_folders() -> Iterator[str]:
    """What anyone may see of the uploads: sizes made for pages, and pictures of staff."""
    for name in ("images", "avatar_images"):
        folder = Path(settings.MEDIA_ROOT) / name
        folder.mkdir(parents=True, exist_ok=True)
        yield from ("--static-path-route", f"{settings.MEDIA_URL}{name}")
        yield from ("--static-path-mount", str(folder))


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
