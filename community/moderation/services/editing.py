"""The author changes or takes back what was sent in."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.moderation.enums import Act, State
from community.moderation.errors import ModerationError
from community.moderation.models import Contribution

from . import publishing, rules
from .recording import note, snapshot
from .submitting import receive


@transaction.atomic
def edit(
    contribution: Contribution,
    content: Mapping[str, Any],
    *,
    pen_name: str = "",
    is_read_by_guardian: bool = False,
) -> Contribution:
    """Send in other words. What is published stays up until they are accepted."""
    reader = rules.lock_reader(contribution.author)
    rules.check_may_write(reader)
    row = rules.lock(contribution)
    if row.state == State.WITHDRAWN:
        raise ModerationError(_("This was withdrawn. Please send it in anew."))
    content, latest = rules.tidied(content), row.latest_version
    if latest and latest.content == content and pen_name in ("", latest.pen_name):
        return row
    rules.check_limit(reader)
    receive(
        row,
        content,
        pen_name=pen_name,
        is_read_by_guardian=is_read_by_guardian,
        act=Act.EDITED,
        before=snapshot(row),
    )
    return row


@transaction.atomic
def withdraw(contribution: Contribution) -> Contribution:
    """Take it back at once, published or not. Doing it twice changes nothing."""
    row = rules.lock(contribution)
    if row.state == State.WITHDRAWN:
        return row
    before = snapshot(row)
    publishing.retract(row, State.WITHDRAWN)
    publishing.dequeue(row)
    row.waiting_version = row.published_version = row.published_at = None
    row.needs_guardian = False
    row.save()
    note(row, Act.WITHDRAWN, by=row.author.user, before=before)
    return row
