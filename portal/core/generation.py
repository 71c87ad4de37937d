"""The content generation: one number that rises whenever anything visible to everybody changes.

Cached pages and fragments carry the number they were made under and are dead once it has risen,
so that no list of addresses to purge is ever needed. On one host it is the time stamp of a file,
read afresh by every process for the price of one `stat`; with several hosts it is a counter in
Redis.
"""

import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.db import transaction
from redis.exceptions import RedisError

_KEY = "generation"
_KEPT_SECONDS = 60 * 60

T = TypeVar("T")


@cache
def _stamp() -> str:
    path = Path(settings.PORTAL_STATE_DIR) / "generation"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(exist_ok=True)
    return str(path)


def current() -> int:
    """The present generation; -1, which nothing may be kept under, if it cannot be read."""
    if settings.REDIS_URL:
        try:
            return int(shared_cache.get(_KEY, 0))
        except RedisError:
            return -1
    try:
        return os.stat(_stamp()).st_mtime_ns
    except OSError:
        return -1


def kept(name: str, make: Callable[[], T]) -> T:
    """What *make* gives, made once in a generation; *name* says what it is and in which language.

    Plain data: it goes through the cache and comes back as a copy.
    """
    generation = current()
    if generation < 0:
        return make()
    key = f"{name}:{generation}"
    found: T | None = shared_cache.get(key)
    if found is None:
        found = make()
        if generation == current():
            shared_cache.set(key, found, _KEPT_SECONDS)
    return found


def bump() -> None:
    """Raise the generation once the running transaction has been committed."""
    transaction.on_commit(_raise)


def _raise() -> None:
    if settings.REDIS_URL:
        try:
            shared_cache.add(_KEY, 0, timeout=None)
            shared_cache.incr(_KEY)
        except RedisError:
            return  # while Redis is away, current() answers -1 and nothing is kept
        return
    # An explicit time: the file system's own clock may not tell two changes in 4 ms apart.
    moment = max(time.time_ns(), os.stat(_stamp()).st_mtime_ns + 1)
    os.utime(_stamp(), ns=(moment, moment))
