"""Asking a library system several things at the same time: a page waits as long as for one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from django.db import connection, connections

from catalog.ils.capabilities import Role
from catalog.ils.guard import Guarded
from catalog.systems import ils


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """The answers of *calls* about a patron, in their order; raises what one of them raises.

    One after the other where our own tables answer, and within a transaction, which other threads
    cannot see.
    """
    is_embedded = not isinstance(ils().routes.get(Role.PATRONS), Guarded)
    if is_embedded or connection.in_atomic_block:
        return [call() for call in calls]
    with ThreadPoolExecutor(len(calls)) as pool:
        asked = [pool.submit(copy_context().run, _call, call) for call in calls]
        return [each.result() for each in asked]


def _call(call: Callable[[], Any]) -> Any:
    try:
        return call()
    finally:
        connections.close_all()  # those of this thread, which ends here
