"""Events: series, courses, exhibitions and single evenings, planned by publishing their pages."""

import datetime as dt
from typing import Any

from django.utils import timezone

from events import services
from events.models import EventSeries, EventSeriesPage, ExtraDate, Occurrence, SkippedDate
from events.schedule.recurrence import Rule
from portal.demo import content
from portal.demo.content import Row
from portal.demo.days import AFTER, BEFORE, lunar_days, next_weekday

from .demo import Demo, stream, texts_of
from .registrations import terms_of

COPIED = (
    *("kind", "space", "space_en", "presenter", "presenter_en", "language"),
    *("place_kind", "address", "address_en", "online_url", "partners", "partners_en"),
    *("min_age", "max_age", "capacity", "price", "price_note", "price_note_en"),
    *("staff_only", "internal_note"),
)


def build_series(demo: Demo) -> str:
    index = demo.index("events")
    lists = {page.slug: page for page in demo.index("lists").get_children()}
    made = 0
    for row in series_rows():
        terms = terms_of(row["slug"])
        page = EventSeriesPage(
            **demo.shared(row),
            **{name: row[name] for name in COPIED if name in row and name not in terms},
            **_when(row, demo),
            provisions=[demo.provisions[slug] for slug in row.get("provisions", [])],
            reading_list=lists.get(row.get("reading_list", "")),
            event_template=demo.templates.get(row.get("template", "")),
            registration_note=row.get("registration", ""),
            **terms,
            body=stream(row),
        )
        if demo.publish(index, page, _texts(row), days_ago=BEFORE):
            made += 1
            _change_sessions(page, row)
    return f"{made} event series, {Occurrence.objects.count()} dates"


def series_rows() -> list[Row]:
    """The series of all files; story time is written down in short."""
    rows = []
    for file in content.folder("series"):
        defaults = file.get("defaults", {})
        rows += [{**defaults, **row} for row in file["series"]]
    return rows


def _texts(row: Row) -> dict[str, str]:
    texts = texts_of(row, *(["body"] if "body" in row else []))
    if "registration" in row:
        texts[row["registration"]] = row["registration_en"]
    return texts


def _when(row: Row, demo: Demo) -> dict[str, Any]:
    """The fields of the schedule, from days counted from today."""
    if "exhibition" in row:
        first, last = (demo.day(row["exhibition"][name]) for name in ("starts", "ends"))
        days = (last - first).days + 1
        return {"start_date": first, "all_day": True, "duration": dt.timedelta(days=days)}
    when: dict[str, Any] = {
        "start_time": dt.time.fromisoformat(row["time"]),
        "duration": dt.timedelta(minutes=row["minutes"]),
    }
    if "on" in row:
        day = next_weekday(demo.day(row["on"]["days"]), row["on"]["weekday"])
        return {**when, "start_date": day, "holiday_policy": "keep"}
    if "lunar_day" in row:
        first, *others = lunar_days(demo.today, row["lunar_day"])
        extras = [ExtraDate(date=day) for day in others]
        return {**when, "start_date": first, "extra_days": extras, "holiday_policy": "keep"}
    rule = row.get("rule") or f"FREQ=WEEKLY;BYDAY={row['day']}"
    start = demo.day(row.get("starts", -BEFORE))
    parsed = Rule.parse(rule)
    dates = parsed.dates(start, demo.day(AFTER))
    first, *others = dates
    when.update(rule=str(parsed), start_date=first)
    if "limit" in row:
        return {**when, "session_limit": row["limit"]}
    skipped = [
        SkippedDate(
            date=[first, *others][skip["nth"]], reason=skip["reason"], reason_en=skip["reason_en"]
        )
        for skip in row.get("skip", [])
    ]
    return {**when, "ends_on": demo.day(AFTER), "skipped_days": skipped}


def _change_sessions(page: EventSeriesPage, row: Row) -> None:
    """What staff did by hand: one date called off, one moved."""
    series = EventSeries.objects.get(translation_key=page.translation_key, is_current=True)
    sessions = list(series.occurrences.order_by("start"))
    for change in row.get("change", []):
        session = sessions[change["nth"]]
        note = {"note": change["note"], "note_en": change["note_en"]}
        if change.get("cancel"):
            services.cancel(session, **note)
        else:
            later = dt.timedelta(days=change.get("days", 0), hours=change.get("hours", 0))
            local = timezone.localtime(session.start).replace(tzinfo=None) + later
            services.change(session, start=timezone.make_aware(local), **note)
