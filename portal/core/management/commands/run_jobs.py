"""The portal's clock: runs what is due every minute or every night, one process a site."""

import fcntl
import logging
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

log = logging.getLogger("portal.jobs")


class Command(BaseCommand):
    help = (
        "Run the jobs of settings.PORTAL_JOBS for ever: scheduled publishing, mail, planning. "
        "Instead of this process, a system timer may run each command by itself."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="Run every job once and end.")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        lock = (Path(settings.PORTAL_STATE_DIR) / "jobs.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError("The jobs are already being run by another process.") from error
        due = dict.fromkeys(settings.PORTAL_JOBS, 0.0)
        while True:
            for name, seconds in settings.PORTAL_JOBS.items():
                if once or time.monotonic() >= due[name]:
                    due[name] = time.monotonic() + seconds
                    self._run(name)
            if once:
                return
            time.sleep(5)

    def _run(self, name: str) -> None:
        close_old_connections()
        try:
            call_command(name, stdout=self.stdout, verbosity=0)
        except (CommandError, DatabaseError, OSError) as error:
            # The next round tries again: one failed job must not stop the others.
            log.error("job %s failed: %s", name, type(error).__name__, exc_info=error)
