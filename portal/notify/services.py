"""Putting letters into the outbox, and readers' choices."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from portal.accounts.models import User

from . import letters, tasks
from .enums import Category
from .models import Message, Preference


@transaction.atomic
def enqueue(
    recipient: User | str,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    key: str,
    language: str = "",
    address: str = "",
    channel: str = "email",
) -> Message:
    """Queue the letter *template* for a user or an address, in the caller's transaction.

    *key* says what the letter is about ("registration:17:confirmed"): a second call with the same
    key changes nothing. The letter leaves after the commit; if that is rolled back, it never was.
    *address* sends a user's letter elsewhere than to the address of the account.
    """
    letters.kind(template)
    user = recipient if isinstance(recipient, User) else None
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "user": user,
            "address": address if isinstance(recipient, User) else recipient,
            "template": template,
            "context": dict(context or {}),
            "language": language or _language_of(user),
            "channel": channel,
        },
    )
    if is_new:
        transaction.on_commit(partial(tasks.hand_over, message.pk), robust=True)
    return message


def enqueue_many(messages: Iterable[Message]) -> None:
    """Queue *messages* (template, recipient, key and context set) in the caller's transaction.

    One statement for all of them. Those whose key is known already are left out.
    """
    rows = list(messages)
    for row in rows:
        letters.kind(row.template)
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    hand_over(rows)


def hand_over(messages: Sequence[Message]) -> None:
    """Let *messages*, just written, go after the commit of the caller's transaction."""
    if messages:
        uids = [str(message.uid) for message in messages]
        transaction.on_commit(partial(tasks.hand_over_many, uids), robust=True)


def _language_of(user: User | None) -> str:
    reader = getattr(user, "reader", None)
    return reader.language if reader else settings.LANGUAGE_CODE


@transaction.atomic
def set_preferences(user: User, wanted: set[Category]) -> None:
    """Keep which categories *user* wants; the essential one is no choice."""
    for category in Category:
        if category != Category.ESSENTIAL:
            _set(user.pk, category, is_wanted=category in wanted)


def unsubscribe(user_pk: int, category: Category) -> None:
    """Switch a category off for a reader who may be gone meanwhile."""
    if category != Category.ESSENTIAL and User.objects.filter(pk=user_pk).exists():
        _set(user_pk, category, is_wanted=False)


def _set(user_pk: int, category: Category, *, is_wanted: bool) -> None:
    Preference.objects.update_or_create(
        user_id=user_pk, category=category, defaults={"is_wanted": is_wanted}
    )
