"""Sending beside the request that asked for it."""

import threading

from django.conf import settings
from django.db import connections
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from . import sender
from .models import Message


@task(queue_name="mail")
def send_message(pk: int) -> None:
    sender.send(pk)


@task(queue_name="mail")
def send_messages(uids: list[str]) -> None:
    """Those of *uids* that are there: a key that was known has made no new message."""
    for pk in list(Message.objects.due().filter(uid__in=uids).values_list("pk", flat=True)):
        sender.send(pk)


def hand_over(pk: int) -> None:
    """Let the message go: by the queue's worker, or beside the request where there is no worker.

    With tasks that run at once the visitor would wait for the mail server; a thread waits instead,
    and sends what else is due.
    """
    if _has_no_worker():
        threading.Thread(target=_send_beside, args=[pk], name=f"letter-{pk}").start()
    else:
        send_message.enqueue(pk)


def hand_over_many(uids: list[str]) -> None:
    if _has_no_worker():
        threading.Thread(target=_send_due_beside, name="letters").start()
    else:
        send_messages.enqueue(uids)


def _has_no_worker() -> bool:
    is_immediate = isinstance(task_backends[send_message.backend], ImmediateBackend)
    return is_immediate and not settings.PORTAL_MAIL_INLINE


def _send_beside(pk: int) -> None:
    try:
        sender.send(pk)
        sender.send_due(limit=20)
    finally:
        connections.close_all()


def _send_due_beside() -> None:
    try:
        sender.send_due(limit=20)
    finally:
        connections.close_all()
