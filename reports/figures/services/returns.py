"""Monthly returns: kept as drafts, sent as a batch, corrected with history, asked for once."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.core.models import Library, LibraryStaff
from reports.figures import notifications, selectors
from reports.figures.enums import BatchKind, Span
from reports.figures.models import Batch, MonthlyReturn

from .recording import Entry, record

Values = Mapping[int, Decimal | None]  # by the key of the indicator
REMINDED_FROM = 5  # the day of the following month


def save_draft(library: Library, month: dt.date, values: Values, *, user: Any) -> MonthlyReturn:
    """Keep what has been typed; no number is written. What was sent before stays sent."""
    draft = {str(pk): None if value is None else str(value) for pk, value in values.items()}
    return MonthlyReturn.objects.update_or_create(
        library=library, month=month, defaults={"draft": draft, "user": user}
    )[0]


@transaction.atomic
def submit(library: Library, month: dt.date, values: Values, *, user: Any) -> Batch:
    """Write the numbers; sent again, what differs corrects, and an empty field takes back."""
    entries = [Entry(pk, library.pk, Span.MONTH, month, value) for pk, value in values.items()]
    label = f"{month:%Y-%m} {library.name}"
    batch = record(entries, kind=BatchKind.FORM, label=label, user=user)
    sent = {"draft": {}, "user": user, "submitted_at": timezone.now()}
    if batch.pk:
        sent["batch"] = batch
    MonthlyReturn.objects.update_or_create(library=library, month=month, defaults=sent)
    return batch


@transaction.atomic
def remind(month: dt.date, *, again: str = "") -> int:
    """Write to the staff of each library whose return is missing; say to how many libraries.

    Nobody is written to twice for the same month, unless *again* says which further time it is.
    """
    libraries = {library.pk: library for library in selectors.returns.missing(month)}
    posts = LibraryStaff.objects.filter(library__in=libraries, user__is_active=True)
    reached = set()
    for post in posts.exclude(user__email="").select_related("user"):
        notifications.return_missing(post.user, libraries[post.library_id], month, again=again)
        reached.add(post.library_id)
    return len(reached)


def remind_due(today: dt.date | None = None) -> int:
    """For the daily job: from the fifth on, last month's missing returns are asked for."""
    today = today or timezone.localdate()
    if today.day < REMINDED_FROM:
        return 0
    return remind(selectors.returns.months_until(today, 1)[0])
