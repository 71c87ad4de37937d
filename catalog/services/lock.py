"""One import at a time on a machine: two would take up the same interrupted run."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.marc.errors import MarcFileError


@contextmanager
def only_import() -> Iterator[None]:
    """Hold the place of the one import; the system gives it back when a process dies."""
    path = Path(settings.PORTAL_STATE_DIR) / "imports" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MarcFileError(
                _("Another import is running; try again when it is done.")
            ) from None
        yield
