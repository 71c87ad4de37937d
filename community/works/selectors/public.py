"""What pages read of calls and works, and who may see a file."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, QuerySet, When
from django.utils import timezone

from community.moderation.models import Contribution, Voice
from community.moderation.selectors import seen_by_staff
from community.works.enums import KIND
from community.works.models import Call, Entry, Piece
from portal.accounts.models import Reader


def calls() -> QuerySet[Call]:
    """Published calls: open ones by their end, then what is coming, then the past."""
    now = timezone.now()
    rank = Case(
        When(closes_at__lte=now, then=2),
        When(opens_at__gt=now, then=1),
        default=0,
    )
    return Call.objects.published().detailed().order_by(rank, "closes_at", "pk")


def open_calls(limit: int = 3) -> list[Call]:
    now = timezone.now()
    rows = Call.objects.published().filter(opens_at__lte=now, closes_at__gt=now)
    return list(rows.order_by("closes_at", "pk")[:limit])


def published() -> QuerySet[Entry]:
    """Everything that everybody can see, the newest first."""
    return Entry.objects.visible().detailed().newest()


def by_voice(voice: Voice) -> QuerySet[Entry]:
    """What is known to be of *voice*."""
    return Entry.objects.visible().named().detailed().newest().filter(voice=voice)


def is_public(piece: Piece) -> bool:
    return piece.entry is not None and piece.entry.is_visible


def may_see(piece: Piece, user: Any) -> bool:
    """Whether *user* may open a file that is not public: its owner, and staff who decide.

    What waits for a guardian no member of staff has seen yet, the files of an edit among it.
    """
    if not user.is_authenticated:
        return False
    if piece.reader.user_id == user.pk:
        return True
    if piece.contribution_id is None:
        return False
    row = seen_by_staff(user).filter(pk=piece.contribution_id).first()
    return row is not None and str(piece.uid) in _uids_for_staff(row)


def _uids_for_staff(row: Contribution) -> set[str]:
    versions = row.versions.all()
    if row.needs_guardian and row.waiting_version_id:
        versions = versions.exclude(pk=row.waiting_version_id)
    return {piece["uid"] for version in versions for piece in version.value("pieces", [])}


def of_reader(reader: Reader, call: Call) -> Sequence[Contribution]:
    """What a family has sent in for *call*."""
    rows = Contribution.objects.of_reader(reader).detailed().select_related("voice__reader")
    return list(rows.filter(kind=KIND, target=call.pk))
