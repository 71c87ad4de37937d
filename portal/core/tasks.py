"""What the portal does after the answer has left, and how long work is handed over."""

import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connections
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task
from wagtail.models import Page

from portal.core.translations import sync_translations


@task()
def sync_page_translations(pk: int) -> int:
    """Bring the translations of a page up to date; says how many were published anew."""
    page = Page.objects.filter(pk=pk).first()
    return len(sync_translations(page.specific)) if page else 0


def beside(long_task: Task[Any, Any], pk: int) -> None:
    """Have work done that takes long: by the queue's worker, or in a thread where there is none."""
    is_immediate = isinstance(task_backends[long_task.backend], ImmediateBackend)
    if is_immediate and not settings.PORTAL_IMPORTS_INLINE:
        name = f"{long_task.name}-{pk}"
        threading.Thread(
            target=_in_a_thread, args=[long_task.func, pk], name=name, daemon=True
        ).start()
    else:
        long_task.enqueue(pk)


def _in_a_thread(work: Callable[[int], Any], pk: int) -> None:
    try:
        work(pk)
    finally:
        connections.close_all()
