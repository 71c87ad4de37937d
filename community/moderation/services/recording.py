"""The history, and how a contribution stood before each of its lines."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from community.moderation.enums import Act
from community.moderation.models import Contribution, Decision, Reason, Version
from portal.accounts.models import User

_PLAIN = (
    "state",
    "lane",
    "needs_guardian",
    "reports_count",
    "published_version_id",
    "waiting_version_id",
    "latest_version_id",
)
_MOMENTS = ("published_at", "waiting_since", "appealed_at", "appeal_answered_at")


def snapshot(contribution: Contribution) -> dict[str, Any]:
    """Everything a decision can change, as plain values."""
    plain = {name: getattr(contribution, name) for name in _PLAIN}
    return plain | {name: _text(getattr(contribution, name)) for name in _MOMENTS}


def restore(contribution: Contribution, before: dict[str, Any]) -> None:
    """Put *contribution* back to how `snapshot` found it; the caller saves."""
    for name in _PLAIN:
        setattr(contribution, name, before[name])
    for name in _MOMENTS:
        setattr(contribution, name, parse_datetime(before[name]) if before[name] else None)


def _text(moment: dt.datetime | None) -> str:
    return moment.isoformat() if moment else ""


def note(
    contribution: Contribution,
    act: Act,
    *,
    by: User | None,
    before: dict[str, Any] | None = None,
    reason: Reason | None = None,
    note: str = "",
    internal_note: str = "",
    version: Version | None = None,
    at: dt.datetime | None = None,
) -> Decision:
    """Write a line of the history, after the change and in its transaction."""
    return Decision.objects.create(
        contribution=contribution,
        version=version or contribution.latest_version or contribution.to_decide,
        act=act,
        by=by,
        from_state=before["state"] if before else "",
        to_state=contribution.state,
        reason=reason,
        note=note,
        internal_note=internal_note,
        before=before or {},
        at=at or timezone.now(),
    )
