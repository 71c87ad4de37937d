"""What staff see of the people of a date."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from events.enums import State
from events.models import Occurrence
from events.places.enums import Status
from events.registration import selectors as registrations
from events.registration.enums import Presence
from events.registration.models import (
    Attendance,
    Attendee,
    Draw,
    Feedback,
    HeadCount,
    Pause,
    Pool,
    Registration,
)
from portal.accounts.ages import age_label
from portal.accounts.models import Reader

from .permissions import ROSTERS

LOOKS_BACK = dt.timedelta(days=31)
GROUPS = (Status.OFFERED, Status.CONFIRMED, Status.WAITING, Status.ENTERED)


@dataclass
class Head:
    """One person of a party as the door sees them."""

    attendee: Attendee
    age: str
    mark: str

    @property
    def name(self) -> str:
        return self.attendee.name

    @property
    def has_come(self) -> bool:
        return self.mark == Presence.CAME


@dataclass
class Party:
    """A registration with its people, and where it stands in the queue."""

    registration: Registration
    heads: list[Head]
    position: int | None = None
    pause: Pause | None = None

    @property
    def name(self) -> str:
        """Whom to call: the reader, or who was entered without an account."""
        row = self.registration
        if row.reader is None:
            return row.contact_name
        return row.reader.user.get_full_name() or row.reader.nickname

    @property
    def code(self) -> str:
        return self.registration.short_code

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Questions and answers, in the words of the question as it is now."""
        texts = {row["key"]: row["text"] for row in self.registration.pool.terms.questions}
        return [(texts.get(key, "?"), text) for key, text in self.registration.answers.items()]


@dataclass
class Roster:
    """Everybody who has to do with one date."""

    occurrence: Occurrence
    pool: Pool | None
    parties: list[Party]

    @cached_property
    def groups(self) -> dict[str, list[Party]]:
        return {
            status.value: [each for each in self.parties if each.registration.status == status]
            for status in GROUPS
        }

    @property
    def confirmed(self) -> list[Party]:
        return self.groups[Status.CONFIRMED]

    @property
    def heads(self) -> list[Head]:
        """Those with a place: the ones who are ticked at the door."""
        return [head for party in self.confirmed for head in party.heads]

    @property
    def expected(self) -> int:
        return len(self.heads)

    @property
    def arrived(self) -> int:
        return sum(head.has_come for head in self.heads)

    @property
    def unmarked(self) -> int:
        return sum(not head.mark for head in self.heads)

    def narrowed(self, words: str) -> "Roster":
        """Only parties in which somebody is called so."""
        wanted = words.casefold()
        found = [party for party in self.parties if _is_found(party, wanted)]
        return Roster(self.occurrence, self.pool, found)

    @cached_property
    def head_count(self) -> HeadCount | None:
        return HeadCount.objects.filter(occurrence=self.occurrence).first()


def roster(occurrence: Occurrence) -> Roster:
    """Who comes, who was offered a place, who waits in order, who entered for the draw."""
    rows = _people(occurrence)
    pools = registrations.pools_of([occurrence])
    queue = [row.pk for row in rows if row.status == Status.WAITING]
    pauses = _pauses(rows)
    parties = [
        Party(
            registration=row,
            heads=[_head(attendee, occurrence) for attendee in row.attendees.all()],
            position=queue.index(row.pk) + 1 if row.status == Status.WAITING else None,
            pause=pauses.get(row.reader_id),
        )
        for row in rows
    ]
    return Roster(occurrence, pools.get(occurrence.pk), parties)


def _people(occurrence: Occurrence) -> list[Registration]:
    marks = Attendance.objects.filter(occurrence=occurrence)
    heads = Attendee.objects.select_related("member").prefetch_related(
        Prefetch("attendances", queryset=marks, to_attr="marks")
    )
    rows = registrations.active(occurrence).prefetch_related(None)
    return list(rows.prefetch_related(Prefetch("attendees", queryset=heads)))


def heads_of(registration: Registration, occurrence: Occurrence) -> list[Head]:
    """The people of one party, with what was said of them at *occurrence*."""
    marks = Attendance.objects.filter(occurrence=occurrence)
    rows = registration.attendees.select_related("member").prefetch_related(
        Prefetch("attendances", queryset=marks, to_attr="marks")
    )
    return [_head(attendee, occurrence) for attendee in rows]


def _pauses(rows: list[Registration]) -> dict[int | None, Pause]:
    readers = {row.reader_id for row in rows if row.reader_id}
    return {pause.reader_id: pause for pause in Pause.objects.in_force().filter(reader__in=readers)}


def _head(attendee: Any, occurrence: Occurrence) -> Head:
    member = attendee.member
    age = age_label(member.age_on(occurrence.local_date)) if member else ""
    return Head(attendee, age, attendee.marks[0].state if attendee.marks else "")


def _is_found(party: Party, wanted: str) -> bool:
    row = party.registration
    words = [party.name, party.code, row.contact_phone, *(head.name for head in party.heads)]
    if row.reader:
        words += [row.reader.nickname, row.reader.user.username]
    return any(wanted in word.casefold() for word in words)


def own_dates(user: Any) -> QuerySet[Occurrence]:
    """Dates whose people *user* may see, as far as there is anything to do with them."""
    own = ROSTERS.instances_user_has_any_permission_for(user, ("change",))
    since = timezone.localdate() - LOOKS_BACK
    rows = Occurrence.objects.filter(pk__in=own.values("pk"), last_date__gte=since)
    return rows.exclude(state=State.WITHDRAWN).select_related("series", "library")


def dates_with_feedback(user: Any, series: uuid.UUID) -> QuerySet[Occurrence]:
    """All dates of *series* that somebody said something of and that *user* may see, the latest
    first.
    """
    own = ROSTERS.instances_user_has_any_permission_for(user, ("change",))
    said = Feedback.objects.filter(occurrence=OuterRef("pk"))
    rows = Occurrence.objects.filter(Exists(said), pk__in=own.values("pk"))
    rows = rows.filter(series__translation_key=series).select_related("series", "library")
    return rows.order_by("-start", "-pk")


def with_registrations(dates: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Those of *dates* that people register for, by the date or by its course."""
    courses = Pool.objects.filter(series__translation_key=OuterRef("series__translation_key"))
    pools = Pool.objects.filter(occurrence=OuterRef("pk"))
    return dates.filter(Exists(pools) | Exists(courses))


def without_count(dates: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Dates that have ended and of which nobody has said how many came; 0 has been said."""
    over = dates.filter(state=State.SCHEDULED, end__lte=timezone.now())
    said = Q(head_count__children__isnull=False) | Q(head_count__adults__isnull=False)
    return over.exclude(pk__in=Occurrence.objects.filter(said).values("pk"))


def find_reader(words: str) -> Reader | None:
    """The reader with exactly this e-mail address or user name: no list of people is offered."""
    rows = Reader.objects.select_related("user").prefetch_related("family")
    found = rows.filter(Q(user__email__iexact=words) | Q(user__username=words))[:2]
    return found[0] if len(found) == 1 else None


def ticks(occurrence: Occurrence) -> dict[int, int]:
    """How many were counted by ticks, children and adults."""
    came = registrations.attended(occurrence).order_by()
    return dict(came.values_list("category").annotate(Count("pk")))


def drawn_entries(draw: Draw) -> list[uuid.UUID]:
    """The numbers of all who had entered, in the order drawn; empty before the draw.

    They are found again by their moments and held against the digest, so that a list that is shown
    is the one that was drawn.
    """
    if draw.drawn_at is None:
        return []
    stood = Q(ended_at=None) | Q(ended_at__gte=draw.drawn_at) | Q(status=Status.LOST)
    rows = draw.pool.registrations.filter(stood, created_at__lt=draw.pool.draw_at)
    order = sorted(rows.values_list("uid", flat=True), key=draw.rank)
    digest = hashlib.sha256("\n".join(map(str, order)).encode()).hexdigest()
    return order if digest == draw.digest else []
