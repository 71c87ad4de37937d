"""The author does not agree, once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.moderation.enums import Act, Lane
from community.moderation.errors import ModerationError
from community.moderation.models import Contribution
from portal.core.sanitize import clean_lines

from . import publishing, rules
from .recording import note, snapshot

APPEAL_LENGTH = 1_000


@transaction.atomic
def appeal(contribution: Contribution, text: str) -> Contribution:
    """Ask for a second look, by another moderator than the one who decided."""
    row = rules.lock(contribution)
    if row.has_open_appeal:
        return row
    if not row.can_be_appealed:
        raise ModerationError(_("An appeal is not possible here, or was made already."))
    before = snapshot(row)
    row.appeal = clean_lines(text, max_length=APPEAL_LENGTH)
    row.appealed_at = timezone.now()
    if row.published_version is None:
        row.waiting_version = row.latest_version
    publishing.queue(row, Lane.APPEAL)
    row.save()
    note(row, Act.APPEALED, by=row.author.user, before=before)
    return row
