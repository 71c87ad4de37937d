"""Clubs with what cards and pages show: books, the next meeting."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language

from catalog.models import Record
from community.clubs.models import Club, ClubBook
from events.models import Occurrence
from events.selectors import detailed, next_dates, upcoming_dates, with_pages
from portal.core.models import Library


def with_cards(rows: Iterable[Club]) -> list[Club]:
    """Attach to each of *rows* its `.current` book and `.next_meeting`.

    The rows come from `Club.objects.detailed()`; a fixed number of queries for any number of them.
    """
    clubs = list(rows)
    current = _current_books(clubs)
    keys = {club.meetings_key for club in clubs if club.meetings_key}
    meetings = {row.series.translation_key: row for row in next_dates(keys)} if keys else {}
    for club in clubs:
        club.current = current.get(club.pk)
        club.next_meeting = meetings.get(club.meetings_key) if club.meetings_key else None
    return clubs


def _current_books(clubs: list[Club]) -> dict[int, ClubBook]:
    place = Window(RowNumber(), partition_by=F("club"), order_by=["-month", "pk"])
    rows = ClubBook.objects.begun().filter(club__in=clubs).annotate(place=place).filter(place=1)
    return {row.club_id: row for row in rows.select_related("record")}


@dataclass(frozen=True, slots=True)
class Books:
    """What a club reads now, will read, and has read: by year, the latest first."""

    now: list[ClubBook]
    next: list[ClubBook]
    before: list[tuple[int, list[ClubBook]]]

    @property
    def read(self) -> int:
        return sum(len(rows) for _year, rows in self.before)


def books_of(club: Club) -> Books:
    """All books of *club*; one query."""
    rows = list(club.books.select_related("record").order_by("-month", "pk"))
    begun = [row for row in rows if row.is_current]
    now = [row for row in begun if row.month == begun[0].month]
    before = itertools.groupby(begun[len(now) :], key=lambda row: row.month.year)
    return Books(
        now=now,
        next=[row for row in reversed(rows) if not row.is_current],
        before=[(year, list(books)) for year, books in before],
    )


def meetings_of(club: Club, *, limit: int = 4) -> list[Occurrence]:
    """The meetings to come, with the pages that tell of them."""
    if club.meetings_key is None:
        return []
    rows = upcoming_dates().filter(series__translation_key=club.meetings_key)
    return with_pages(detailed(rows[:limit]), get_language() or "")


def clubs_reading(record: Record) -> list[Club]:
    """Published clubs that read this book, in whatever edition, or have read it."""
    if record.work_id is None:
        books = ClubBook.objects.filter(record=record)
    else:
        books = ClubBook.objects.filter(record__work=record.work_id)
    rows = Club.objects.published().filter(pk__in=books.values("club"))
    return list(rows.select_related("library"))


def clubs_of_library(library: Library) -> QuerySet[Club]:
    return Club.objects.published().filter(library=library).detailed()
