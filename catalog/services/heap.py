"""What keeps an import's memory small, and Python from walking through it again and again."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# A mapped database counts as memory as far as it has been read; the cache of SQLite has a limit.
_SQLITE = {"mmap_size": 0}
# Rows are let go by the batch and hold no cycles, so looking for some now and then is enough.
_OBJECTS_TO_A_COLLECTION = 50_000
# M_ARENA_MAX and M_MMAP_THRESHOLD of malloc.h
_MALLOC = {-8: 1, -3: 512 * 1024}


@contextmanager
def settled() -> Iterator[None]:
    """Leave what stands in memory alone, Django and dictionaries, while records come and go.

    Half a million objects are walked through at each full garbage collection: a sixth of an import.
    """
    before, thresholds = _pragmas(_SQLITE), gc.get_threshold()
    _return_memory()
    gc.freeze()
    gc.set_threshold(_OBJECTS_TO_A_COLLECTION, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        _pragmas(before)


def _pragmas(wanted: dict[str, int]) -> dict[str, int]:
    """Set SQLite's *wanted* and return what was set before; other databases have none."""
    before = {}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name, value in wanted.items():
                if row := cursor.execute(f"PRAGMA {name}").fetchone():  # none in memory
                    before[name] = row[0]
                    cursor.execute(f"PRAGMA {name}={value}")
    return before


def _return_memory() -> None:
    """Make malloc give back what a batch has used: 70 MB less, and no more after a million records.

    Each thread of the index writer would keep a heap of its own, and large blocks would be kept for
    the next. It holds to the end of the process, which lives on in a worker at most.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):  # glibc's; other systems have other allocators
        for option, value in _MALLOC.items():
            libc.mallopt(option, value)
