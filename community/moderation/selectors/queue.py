"""What moderators see: the queue with everything a decision needs, in a fixed number of queries."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from community.moderation.enums import OPEN_LANES, Act, Lane, Sign, State
from community.moderation.models import (
    UNDO_WITHIN,
    Contribution,
    Decision,
    ModerationSettings,
    Report,
)
from community.moderation.permissions import CONTRIBUTIONS
from community.moderation.screening.differences import Piece, differences
from portal.accounts.models import User

from .mine import Line, with_targets

BATCH = 30


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a contribution. *before* and *pieces* only where an edit changes it."""

    label: str
    text: str
    before: str = ""
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to decide, with all that is known of it."""

    line: Line
    fields: Sequence[Field]
    facts: Sequence[tuple[str, str]]
    findings: Sequence[tuple[str, str]]
    reports: Sequence[Report] = ()
    history: Sequence[Decision] = field(default=())

    @property
    def contribution(self) -> Contribution:
        return self.line.contribution

    @property
    def seen(self) -> int:
        """The version that is decided about."""
        return self.contribution.to_decide.number


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits, and for how long."""

    lanes: Counter[str]
    oldest: dt.datetime | None
    limit: int

    @property
    def waiting(self) -> int:
        return sum(self.lanes[lane] for lane in OPEN_LANES)

    @property
    def hours(self) -> int:
        return int((timezone.now() - self.oldest).total_seconds() // 3600) if self.oldest else 0

    @property
    def is_over(self) -> bool:
        """Whether somebody waits longer than the library has promised."""
        return self.hours >= self.limit


def own(user: User) -> QuerySet[Contribution]:
    """The contributions *user* may decide about."""
    rows: QuerySet[Any] = CONTRIBUTIONS.instances_user_has_permission_for(user, "change")
    return Contribution.objects.filter(pk__in=rows.values("pk"))


def seen_by_staff(user: User) -> QuerySet[Contribution]:
    """All but what waits for a guardian, or never got past one."""
    unseen = Q(state=State.GUARDIAN) | Q(
        state=State.WITHDRAWN, voice__member__isnull=False, published_at=None
    )
    return own(user).exclude(unseen)


def moment(text: str) -> dt.datetime | None:
    """A moment as the page of the queue writes it; nothing for anything else."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def queue_of(user: User, *, lane: str = "", kind: str = "") -> QuerySet[Contribution]:
    """What waits for *user*, the oldest first; of one lane, or of all that have to be looked at."""
    lanes = [lane] if lane in Lane.values else OPEN_LANES
    rows = own(user).filter(lane__in=lanes)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("waiting_since", "pk")


def after(rows: QuerySet[Contribution], last: Contribution | None) -> QuerySet[Contribution]:
    """Those that come behind *last* in the queue."""
    if last is None or last.waiting_since is None:
        return rows
    since = last.waiting_since
    return rows.filter(Q(waiting_since__gt=since) | Q(waiting_since=since, pk__gt=last.pk))


def cards(rows: Iterable[Contribution]) -> list[Card]:
    """Each of *rows* as a moderator sees it: five queries however many there are."""
    lines = with_targets(rows)
    keys = [line.contribution.pk for line in lines]
    reports: dict[int, list[Report]] = defaultdict(list)
    for report in Report.objects.filter(contribution__in=keys, settled_at=None):
        reports[report.contribution_id].append(report)
    history: dict[int, list[Decision]] = defaultdict(list)
    past = Decision.objects.filter(contribution__in=keys).select_related("by", "reason")
    for decision in past.order_by("pk"):
        history[decision.contribution_id].append(decision)
    return [
        _card(line, reports[line.contribution.pk], history[line.contribution.pk]) for line in lines
    ]


def _card(line: Line, reports: list[Report], history: list[Decision]) -> Card:
    row = line.contribution
    version = row.to_decide
    content = version.content
    old = row.published_version.content if row.is_edit and row.published_version else None
    fields = [
        _field(str(label), str(content.get(name) or ""), None if old is None else old.get(name))
        for name, label in row.spec.fields.items()
    ]
    return Card(
        line=line,
        fields=[each for each in fields if each.text or each.before],
        facts=row.spec.facts(content),
        findings=[(_sign(each["sign"]), each["excerpt"]) for each in version.findings],
        reports=reports,
        history=[each for each in history if each.act != Act.TRUSTED],
    )


def _field(label: str, text: str, old: Any) -> Field:
    before = str(old or "")
    if old is None or before == text:
        return Field(label, text)
    return Field(label, text, before, differences(before, text))


def _sign(value: str) -> str:
    return str(Sign(value).label) if value in Sign.values else value


def load_of(user: User) -> Load:
    """One query for the numbers beside the lanes and for the panel on the first page."""
    limit = ModerationSettings.load().service_hours
    waiting = own(user).exclude(lane="").order_by()
    rows = waiting.values("lane").annotate(number=Count("pk"), since=Min("waiting_since"))
    lanes: Counter[str] = Counter()
    oldest: list[dt.datetime] = []
    for row in rows:
        lanes[row["lane"]] = row["number"]
        if row["lane"] != Lane.ASIDE:
            oldest.append(row["since"])
    return Load(lanes, min(oldest, default=None), limit)


def undoable(user: User, limit: int = 5) -> list[Decision]:
    """Own decisions of the last minutes that nothing has come after."""
    since = timezone.now() - UNDO_WITHIN
    later = Decision.objects.filter(contribution=OuterRef("contribution"), pk__gt=OuterRef("pk"))
    mine = Decision.objects.filter(~Exists(later), by=user, at__gt=since, act__in=_DECIDED)
    return list(mine.select_related("contribution__voice", "version").order_by("-pk")[:limit])


_DECIDED = (Act.ACCEPTED, Act.REFUSED, Act.HIDDEN, Act.ASIDE, Act.ESCALATED)


def history(user: User) -> QuerySet[Decision]:
    """Everything that was done with what *user* may decide about, the latest first."""
    rows = Decision.objects.filter(contribution__in=own(user))
    return rows.select_related("by", "reason", "contribution__voice").order_by("-pk")
