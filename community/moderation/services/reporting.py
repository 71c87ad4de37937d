"""A reader points at something that should not stand there."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.moderation.enums import Act, Lane, State
from community.moderation.errors import LimitError, ModerationError
from community.moderation.models import Contribution, ModerationSettings, Report
from portal.accounts.models import Reader
from portal.core.sanitize import clean_text

from . import publishing, rules
from .recording import note, snapshot


@transaction.atomic
def report(contribution: Contribution, reader: Reader, *, reason: str, text: str = "") -> Report:
    """Note that *reader* takes exception; enough reports hide the thing until it is looked at.

    A second report of the same reader changes nothing.
    """
    rules.check_may_write(reader)
    row = rules.lock(contribution)
    if earlier := row.reports.filter(reader=reader).first():
        return earlier
    if row.author.pk == reader.pk:
        raise ModerationError(_("This is your own. You can change or withdraw it."))
    if row.state != State.PUBLISHED:
        raise ModerationError(_("This is no longer published."))
    _check_limit(reader)
    made = _made(row, reader, reason, text)
    row.reports_count += 1
    if row.lane not in (Lane.ESCALATED, Lane.ASIDE):
        publishing.queue(row, Lane.REPORTED)
    if row.reports_count >= ModerationSettings.load().reports_to_hide:
        before = snapshot(row)
        publishing.retract(row, State.HIDDEN)
        note(row, Act.HIDDEN_BY_REPORTS, by=None, before=before)
    row.save()
    return made


def _made(row: Contribution, reader: Reader, reason: str, text: str) -> Report:
    return Report.objects.create(
        contribution=row, reader=reader, reason=reason, text=clean_text(text, max_length=300)
    )


def _check_limit(reader: Reader) -> None:
    limit = ModerationSettings.load().reports_per_day
    made = Report.objects.filter(reader=reader, created_at__gt=timezone.now() - rules.DAY)
    if made.count() >= limit:
        raise LimitError(_("You have reported a great deal today. Please come back tomorrow."))


def settle(contribution: Contribution, now: dt.datetime) -> None:
    """A moderator has looked at it: what was reported so far is dealt with."""
    contribution.reports.filter(settled_at=None).update(settled_at=now)
    contribution.reports_count = 0
