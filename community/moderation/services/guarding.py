"""The guardian looks at what a child has written, before anybody else does."""

from django.db import transaction

from community.moderation.enums import Act, State
from community.moderation.models import Contribution

from . import rules
from .recording import note, snapshot
from .submitting import send_on


@transaction.atomic
def approve_as_guardian(contribution: Contribution) -> Contribution:
    """Let it go to the library. Doing it twice changes nothing."""
    row = rules.lock(contribution)
    if not row.needs_guardian or row.waiting_version is None:
        return row
    before = snapshot(row)
    row.needs_guardian = False
    send_on(row, row.waiting_version)
    row.save()
    note(row, Act.APPROVED, by=row.author.user, before=before)
    return row


@transaction.atomic
def decline_as_guardian(contribution: Contribution) -> Contribution:
    """Keep it in the family; what is published already stays."""
    row = rules.lock(contribution)
    if not row.needs_guardian:
        return row
    before = snapshot(row)
    row.needs_guardian = False
    row.waiting_version = None
    if row.state == State.GUARDIAN:
        row.state = State.WITHDRAWN
    row.save()
    note(row, Act.DECLINED, by=row.author.user, before=before)
    return row
