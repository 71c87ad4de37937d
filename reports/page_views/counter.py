"""Counts opened pages in memory and hands the numbers on now and then.

A page costs some look-ups and an addition, never a question to the database. What has been added
since the last minute is lost if a process is killed; when it ends by itself, it is written.
"""

import atexit
import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection

from . import services
from .robots import is_robot
from .sections import section_of

Environ = dict[str, Any]

SECONDS = 60  # between two writings

logger = logging.getLogger(__name__)


class PageViewCounter:
    """One in each process. Told of pages by the page cache, and by Django where that makes them.

    Parts of pages that scripts ask for and pages a browser fetches in advance are not views.
    """

    def __init__(self, *, write: Callable[[services.Counts], None] = services.add) -> None:
        self.write = write
        self.counts: dict[tuple[str, bool], int] = {}
        self.lock = threading.Lock()
        self.writer: threading.Thread | None = None

    def count(self, environ: Environ) -> None:
        """Add the page that is answered to what *environ* asks."""
        # Cut: what comes after tells nothing more, and the look-ups keep what they are asked.
        section = section_of(environ["PATH_INFO"][:40])
        if section is None or _is_for_a_script(environ):
            return
        key = section, is_robot(environ.get("HTTP_USER_AGENT", "")[:250])
        with self.lock:
            self.counts[key] = self.counts.get(key, 0) + 1
            if self.writer is None:  # here, for a thread does not outlive the fork of a worker
                self._start_writer()

    def flush(self) -> None:
        """Write what has been counted; where that fails, it is kept for the next time."""
        with self.lock:
            counts, self.counts = self.counts, {}
        if not counts:
            return
        try:
            self.write(counts)
        except DatabaseError as error:
            logger.warning("Page views were not written: %s", type(error).__name__)
            with self.lock:
                for key, number in counts.items():
                    self.counts[key] = self.counts.get(key, 0) + number

    def _start_writer(self) -> None:
        self.writer = threading.Thread(target=self._write_on, name="page-views", daemon=True)
        self.writer.start()
        atexit.register(self.flush)

    def _write_on(self) -> None:
        pause = threading.Event()
        while not pause.wait(SECONDS):
            self.flush()
            connection.close()  # that of this thread; nobody else closes it


def _is_for_a_script(environ: Environ) -> bool:
    """Browsers say what they want an answer for; old ones do not, but htmx does."""
    return (
        environ.get("HTTP_SEC_FETCH_DEST", "document") != "document"
        or "HTTP_HX_REQUEST" in environ
        or "HTTP_SEC_PURPOSE" in environ
    )


views = PageViewCounter()
