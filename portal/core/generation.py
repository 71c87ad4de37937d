"""The stamp of the published site: it changes whenever something visitors see has changed.

Caches put the stamp into their keys, so one `bump()` makes everything older unreachable.
"""

import os
import time
from pathlib import Path

from django.conf import settings


def _stamp_file() -> Path:
    return Path(settings.PORTAL_STATE_DIR) / "generation"


def current() -> int:
    """The stamp now; 0 before the first change."""
    try:
        return _stamp_file().stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def bump() -> None:
    """Make a new stamp, later than every one before."""
    path = _stamp_file()
    path.touch()
    stamp = max(time.time_ns(), current() + 1)
    os.utime(path, ns=(stamp, stamp))
