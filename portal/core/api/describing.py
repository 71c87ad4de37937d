"""A library as programs read it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal.core.hours import MIDNIGHT, DayPlan, Span, Timetable
from portal.core.models import ClosureDay, Facility, Library
from portal.core.selectors import libraries
from portal.core.webapi import absolute, bilingual

from . import schemas

DAYS = 14
LEVELS = {
    Library.Level.MAIN: schemas.LevelOut.MAIN,
    Library.Level.BRANCH: schemas.LevelOut.BRANCH,
    Library.Level.ROOM: schemas.LevelOut.ROOM,
}


def described_libraries() -> QuerySet[Library]:
    """All libraries with what `describe` tells of them: six queries."""
    return libraries().prefetch_related("pages__locale")


def describe(rows: Iterable[Library]) -> list[schemas.LibraryOut]:
    """One query, and those of `described_libraries`."""
    closure_days = list(ClosureDay.objects.ahead_of(timezone.now()))
    return [_describe(row, closure_days) for row in rows]


def library_ref(row: Library) -> schemas.LibraryRef:
    return schemas.LibraryRef(code=row.code, slug=row.slug, name=bilingual(row, "name"))


def position(row: Library) -> schemas.PositionOut:
    return schemas.PositionOut(latitude=float(row.latitude), longitude=float(row.longitude))


def _describe(row: Library, closure_days: Sequence[ClosureDay]) -> schemas.LibraryOut:
    return schemas.LibraryOut(
        code=row.code,
        slug=row.slug,
        name=bilingual(row, "name"),
        short_name=bilingual(row, "short_name"),
        level=LEVELS[Library.Level(row.level)],
        parent=row.parent.code if row.parent else None,
        address=bilingual(row, "address"),
        directions=bilingual(row, "directions"),
        position=position(row),
        phone=row.phone,
        email=row.email,
        hours=_hours(row, closure_days),
        facilities=[_facility(facility) for facility in row.facilities.all()],
        links=schemas.LibraryLinks(
            self=absolute(reverse("api-1:get_library", args=[row.slug])),
            page=_pages(row),
        ),
    )


def _facility(row: Facility) -> schemas.FacilityOut:
    return schemas.FacilityOut(
        slug=row.slug, name=bilingual(row, "name"), is_accessibility=row.is_accessibility
    )


def _pages(row: Any) -> dict[str, str]:
    """Its page is a thing of the front of the house, which hangs itself onto the library."""
    return {
        page.locale.language_code: absolute(page.url)
        for page in row.pages.all()
        if page.live and page.url
    }


def _hours(row: Library, closure_days: Sequence[ClosureDay]) -> schemas.HoursOut:
    today = timezone.localdate()
    timetables = {}
    for code, _name in settings.LANGUAGES:  # a timetable says its reasons in one language
        with override(code):
            timetables[code] = row.timetable(closure_days)
    timetable = timetables[settings.LANGUAGE_CODE]
    days = [today + dt.timedelta(days=n) for n in range(DAYS)]
    return schemas.HoursOut(
        zone=settings.TIME_ZONE,
        week=[
            schemas.WeekdayOut(weekday=number, spans=_spans(spans))
            for number, spans in enumerate(timetable.weekly, start=1)
            if spans
        ],
        days=[_day(day, timetable.on(day), timetables) for day in days],
    )


def _day(day: dt.date, plan: DayPlan, timetables: dict[str, Timetable]) -> schemas.DayOut:
    reasons = {code: timetable.on(day).reason for code, timetable in timetables.items()}
    return schemas.DayOut(
        date=day,
        spans=_spans(plan.spans),
        reason={code: reason for code, reason in reasons.items() if reason},
    )


def _spans(spans: Iterable[Span]) -> list[schemas.SpanOut]:
    return [schemas.SpanOut(opens=f"{s.opens:%H:%M}", closes=_closing(s)) for s in spans]


def _closing(span: Span) -> str:
    return "24:00" if span.closes == MIDNIGHT else f"{span.closes:%H:%M}"
