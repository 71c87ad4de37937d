"""A reader's year, or that of a child of theirs, from what the portal knows anyway.

Loans are not part of it: the library forgets who had a book some weeks after it came back.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from community.moderation import kinds
from community.moderation.enums import State
from community.moderation.models import Contribution
from community.reviews.enums import Form
from community.volunteers.models import HoursEntry
from community.volunteers.wording import decimal_hours
from events.models import Occurrence
from events.registration.enums import Presence
from events.registration.models import Attendance
from portal.accounts.models import FamilyMember, Reader
from portal.core.bilingual import localized

MOST_BOOKS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One number of the year; *key* names it where somebody chooses what to share."""

    key: str
    number: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Item:
    date: dt.date
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    name: str
    lines: list[Line]
    events: list[Item]
    books: list[Item]
    milestones: list[str]

    @property
    def is_empty(self) -> bool:
        return not self.lines


def own_year(reader: Reader, member: FamilyMember | None, year: int) -> Year:
    """What *reader* did in *year*; for the child *member*, what the child did."""
    visits = _visits(reader, member, year)
    books = _books(reader, member, year)
    minutes = _minutes(reader, member, year)
    return Year(
        year=year,
        name=str(member or reader.nickname),
        lines=list(_lines(visits, books, minutes)),
        events=[Item(row.local_date, row.title, row.get_absolute_url()) for row in visits],
        books=books[:MOST_BOOKS],
        milestones=list(_milestones(visits, books)),
    )


def years_of(reader: Reader) -> list[int]:
    """From the year somebody joined until now, the latest first."""
    last = timezone.localdate().year
    return list(range(last, timezone.localtime(reader.user.date_joined).year - 1, -1))


def _visits(reader: Reader, member: FamilyMember | None, year: int) -> list[Occurrence]:
    """Dates at which somebody ticked that they were there, in their order."""
    came = Attendance.objects.filter(
        state=Presence.CAME,
        attendee__registration__reader=reader,
        attendee__member=member,
        occurrence__local_date__year=year,
    )
    rows = Occurrence.objects.filter(pk__in=came.values("occurrence"))
    return list(rows.select_related("series", "library").order_by("start", "pk"))


def _books(reader: Reader, member: FamilyMember | None, year: int) -> list[Item]:
    """What was written about books, the latest first."""
    rows = list(
        Contribution.objects.filter(
            voice__reader=reader,
            voice__member=member,
            kind__in=Form.values,
            state=State.PUBLISHED,
            published_at__year=year,
        ).order_by("-published_at", "-pk")
    )
    titles = kinds.get(Form.REVIEW).targets([row.target for row in rows if row.target])
    return [
        Item(timezone.localdate(row.published_at), book.title, book.url)
        for row in rows
        if row.published_at and (book := titles.get(row.target or 0))
    ]


def _minutes(reader: Reader, member: FamilyMember | None, year: int) -> int:
    entries = HoursEntry.objects.filter(
        volunteer__reader=reader, volunteer__member=member, signup__starts_at__year=year
    )
    return entries.aggregate(sum=Sum("minutes"))["sum"] or 0


def _lines(visits: list[Occurrence], books: list[Item], minutes: int) -> Iterator[Line]:
    if visits:
        label = ngettext("event visited", "events visited", len(visits))
        yield Line("events", str(len(visits)), label, "calendar")
    libraries = {row.library_id for row in visits if row.library_id}
    if libraries:
        label = npgettext("own year", "library", "different libraries", len(libraries))
        yield Line("libraries", str(len(libraries)), label, "pin")
    if books:
        label = ngettext("book written about", "books written about", len(books))
        yield Line("books", str(len(books)), label, "pen")
    if minutes > 0:
        yield Line("hours", decimal_hours(minutes), _("hours helped as a volunteer"), "hand")


def _milestones(visits: list[Occurrence], books: list[Item]) -> Iterator[str]:
    if visits:
        yield _("The year began with “%(title)s”.") % {"title": visits[0].title}
        places = [row.library for row in visits if row.library]
        most = max(places, key=places.count, default=None)
        if most and places.count(most) > 1:
            words = {"library": localized(most, "short_name"), "number": places.count(most)}
            yield _("Most often at %(library)s: %(number)s times.") % words
    if books:
        yield _("The first word was about “%(title)s”.") % {"title": books[-1].title}
