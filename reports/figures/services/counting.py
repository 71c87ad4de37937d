"""What the portal itself knows, as numbers of days: run each night, safe at any time.

A night looks back over some weeks, for head-counts come late and registrations are cancelled: what
has changed is a correction with history, and what has not is left alone. Nothing about a person is
kept. What nobody has counted (a head-count that was not entered) is left out and is not 0.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone, translation

from catalog.circulation.driver import LocalSystem
from catalog.circulation.models import Loan, Patron
from catalog.ils.capabilities import Role
from catalog.systems import ils
from community.reviews.models import Review
from community.volunteers.enums import Stage
from community.volunteers.models import HoursEntry, Volunteer
from events.enums import State
from events.models import Occurrence
from events.places.enums import Status
from events.registration.enums import Presence
from events.registration.models import Attendance, Attendee, HeadCount
from portal.core.models import Library
from reports.figures.enums import BatchKind, Source, Span
from reports.figures.models import Batch, Fact, Indicator
from reports.page_views.selectors import views_by_day

from .recording import Entry, record

BACK = 45  # days that a night counts again
Days = dict[tuple[int, dt.date], Decimal | int]  # by library and day
Counter = Callable[[dt.date, dt.date], Days]


def count(until: dt.date | None = None, *, days: int = BACK) -> list[Batch]:
    """Count the days before *until* (yesterday at the latest); the batches that came of it."""
    today = timezone.localdate()
    last = min(until or today, today) - dt.timedelta(days=1)
    first = last - dt.timedelta(days=days - 1)
    kinds: list[tuple[BatchKind, dict[str, Counter]]] = [(BatchKind.PORTAL, _PORTAL)]
    if lends_itself():
        kinds.append((BatchKind.ILS, _LENDING))
    batches = []
    for kind, counters in kinds:
        entries = list(_entries(counters, first, last))
        with translation.override(settings.LANGUAGE_CODE):
            label = f"{kind.label} {last.isoformat()}"
        batches.append(record(entries, kind=kind, label=label))
    return [batch for batch in batches if batch.pk]


def lends_itself() -> bool:
    """Whether loans stand in this database; another system's totals come as a table."""
    return isinstance(ils().routes.get(Role.PATRONS), LocalSystem)


def _entries(counters: dict[str, Counter], first: dt.date, last: dt.date) -> Iterable[Entry]:
    """The numbers, and 0 for what was counted once and is no more."""
    own = {Source.PORTAL, Source.ILS}
    indicators = Indicator.objects.stored().filter(code__in=counters, source__in=own)
    for indicator in indicators:
        found = counters[indicator.code](first, last)
        before = Fact.objects.filter(
            indicator=indicator,
            span=Span.DAY,
            start__range=(first, last),
            batch__kind__in=[BatchKind.PORTAL, BatchKind.ILS],
            value__isnull=False,
        )
        # What nobody says any more: a count that was taken back is “not entered” again.
        gone = None if indicator.code in _SAID_BY_STAFF else 0
        for library, day in before.values_list("library", "start"):
            found.setdefault((library, day), gone)  # type: ignore[arg-type]
        for (library, day), value in found.items():
            yield Entry(indicator.pk, library, Span.DAY, day, value)


def _days(rows: "QuerySet", number: object, library: str, day: object) -> Days:  # type: ignore[type-arg]
    """*rows* put together by library and day; what belongs to no library is the first one's."""
    counted = (
        rows.annotate(_library=F(library), _day=day)
        .values_list("_library", "_day")
        .annotate(_number=number)
        .order_by()
    )
    found: Days = defaultdict(int)
    first = None
    for pk, date, value in counted:
        if pk is None:
            first = first or Library.objects.values_list("pk", flat=True).first()
            pk = first
        if pk is not None and value is not None:
            found[pk, date] += value
    return found


def _held(first: dt.date, last: dt.date) -> "QuerySet[Occurrence]":
    return Occurrence.objects.filter(
        state=State.SCHEDULED, series_is_public=True, local_date__range=(first, last)
    )


def _events(first: dt.date, last: dt.date) -> Days:
    return _days(_held(first, last), Count("pk"), "library", F("local_date"))


def _attendance(first: dt.date, last: dt.date) -> Days:
    """By head-count; where there is none, by those ticked off at the door."""
    held = _held(first, last)
    counts = HeadCount.objects.filter(occurrence__in=held).exclude(
        children__isnull=True, adults__isnull=True
    )
    heads = Sum(Coalesce("children", 0) + Coalesce("adults", 0))
    found = _days(counts, heads, "occurrence__library", F("occurrence__local_date"))
    ticked = Attendance.objects.filter(state=Presence.CAME, occurrence__in=held).exclude(
        occurrence__in=counts.values("occurrence")
    )
    day = F("occurrence__local_date")
    for key, value in _days(ticked, Count("pk"), "occurrence__library", day).items():
        found[key] += value
    return found


def _registrations(first: dt.date, last: dt.date) -> Days:
    day = "registration__created_at"
    heads = Attendee.objects.filter(
        registration__status=Status.CONFIRMED, **{f"{day}__date__range": (first, last)}
    ).annotate(
        place=Coalesce(
            "registration__pool__occurrence__library", "registration__pool__series__library"
        )
    )
    return _days(heads, Count("pk"), "place", TruncDate(day))


def _reviews(first: dt.date, last: dt.date) -> Days:
    rows = Review.objects.filter(is_visible=True, published_at__date__range=(first, last))
    return _days(rows, Count("pk"), "contribution__library", TruncDate("published_at"))


def _volunteers(first: dt.date, last: dt.date) -> Days:
    """Who is on the register now is known for yesterday alone, not for the days before."""
    if last < timezone.localdate() - dt.timedelta(days=1):
        return {}
    rows = Volunteer.objects.filter(stage=Stage.APPROVED).values_list("library")
    return {(library, last): number for library, number in rows.annotate(Count("pk")).order_by()}


def _hours(first: dt.date, last: dt.date) -> Days:
    day = "signup__pool__starts_at"
    rows = HoursEntry.objects.filter(**{f"{day}__date__range": (first, last)})
    minutes = _days(rows, Sum("minutes"), "signup__pool__opportunity__library", TruncDate(day))
    return {key: round(Decimal(value) / 60, 4) for key, value in minutes.items()}


def _loans(first: dt.date, last: dt.date) -> Days:
    rows = Loan.objects.filter(lent_at__date__range=(first, last))
    return _days(rows, Count("pk"), "library", TruncDate("lent_at"))


def _new_cards(first: dt.date, last: dt.date) -> Days:
    rows = Patron.objects.filter(created_at__date__range=(first, last))
    return _days(rows, Count("pk"), "home", TruncDate("created_at"))


def _page_views(first: dt.date, last: dt.date) -> Days:
    """Of people, robots left out. The site belongs to no library: its views are the first one's."""
    library = Library.objects.values_list("pk", flat=True).first()
    if library is None:
        return {}
    return {(library, day): number for day, number in views_by_day(first, last).items()}


_PORTAL: dict[str, Counter] = {
    "events-held": _events,
    "attendance": _attendance,
    "registrations": _registrations,
    "reviews": _reviews,
    "volunteers": _volunteers,
    "volunteer-hours": _hours,
    "page-views": _page_views,
}
_LENDING: dict[str, Counter] = {"loans": _loans, "new-cards": _new_cards}
_SAID_BY_STAFF = {"attendance"}
