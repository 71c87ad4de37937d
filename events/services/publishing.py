"""Carry what an editor publishes over to the series that all languages share (design, D1).

Drafts never move a session: only publishing the page in its source language does.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from events.models import EventSeries, EventSeriesPage, SeriesExtra, SeriesSkip
from events.selectors.series import is_source
from events.signals import announce
from portal.core import generation

from .planner import Report, reconcile
from .staff_only import keep_to_staff, open_to_all

TEXTS = ("title", "summary", "registration_note")
SEARCHED = (
    *("presenter", "presenter_en", "space", "space_en"),
    *("address", "address_en", "partners", "partners_en"),
)
# What a calendar shows of each date although it stands in the series only.
SHOWN_WITH_DATES = (
    *("all_day", "place_kind", "address", "address_en"),
    *("min_age", "max_age", "price", "price_note", "price_note_en"),
)
TAGS = ("audiences", "topics", "provisions", "priority_groups")


@transaction.atomic
def publish_schedule(page: EventSeriesPage) -> Report | None:
    """Take over the schedule of *page* if it is the source, and its texts in any language.

    The schedule is that of the part in force; texts and tags belong to every part.
    Returns what the planner did, or nothing if there was nothing to plan.
    """
    parts = locked_parts(page.translation_key)
    if not is_source(page):
        if any(part.staff_only for part in parts):
            keep_to_staff(page)
        _renew_texts(parts)
        return None
    _show_to_staff_or_all(page, parts)
    if page.alias_of_id:
        return None  # an alias in the same language shows the sessions of its original
    series = next((part for part in parts if part.is_current), None)
    change = _take_over_schedule(page, series) if series else _Change()
    series = series or _new_series(page)
    is_private = page.get_view_restrictions().exists()
    for part in [*(part for part in parts if part.pk != series.pk), series]:
        part.live, part.is_private, part.staff_only = True, is_private, page.staff_only
        part.save(update_fields=["live", "is_private", "staff_only"])
        tags_changed, texts_changed = _take_over_tags(part, page), _take_over_texts(part)
        if texts_changed or tags_changed or (change.is_in_dates and part is series):
            touch(part)
        elif part is series and change.is_any:
            _raise_sequence(part)
        _show_or_hide(part)
        report = reconcile(part)
    announce(series)
    return report


@dataclass(frozen=True)
class _Change:
    """Whether anything of a schedule is new, and whether readers' calendars show it."""

    is_any: bool = True
    is_in_dates: bool = False


def _new_series(page: EventSeriesPage) -> EventSeries:
    series = EventSeries(translation_key=page.translation_key)
    _take_over_schedule(page, series)
    return series


def _take_over_schedule(page: EventSeriesPage, series: EventSeries) -> _Change:
    before, in_dates = _values(series, EventSeries.COPIED), _values(series, SHOWN_WITH_DATES)
    for name in EventSeries.COPIED:
        setattr(series, name, getattr(page, name))
    series.questions = [question.as_data() for question in page.questions.all()]
    series.save()
    series.refresh_from_db()  # numbers come back as the database writes them
    dates_changed = _take_over_dates(series, page)
    return _Change(
        is_any=dates_changed or _values(series, EventSeries.COPIED) != before,
        is_in_dates=_values(series, SHOWN_WITH_DATES) != in_dates,
    )


def _show_to_staff_or_all(page: EventSeriesPage, parts: Sequence[EventSeries]) -> None:
    if page.staff_only:
        keep_to_staff(page)
    elif any(part.staff_only for part in parts) and not page.alias_of_id:
        open_to_all(page)


@transaction.atomic
def withdraw_schedule(page: EventSeriesPage) -> None:
    """Take the sessions off line with the page that gave them; past ones stay for the figures."""
    parts = locked_parts(page.translation_key)
    if not is_source(page):
        _renew_texts(parts, without=page)
        return
    for part in parts:
        part.live = False
        part.save(update_fields=["live"])
        reconcile(part)
        _show_or_hide(part)


def check_privacy(root: Page) -> None:
    """Hide the sessions of the pages at and below *root* from the public, or show them again."""
    for page in EventSeriesPage.objects.descendant_of(root, inclusive=True).live():
        if not is_source(page):
            continue
        is_private = page.get_view_restrictions().exists()
        parts = EventSeries.objects.filter(translation_key=page.translation_key)
        for part in parts.exclude(is_private=is_private):
            part.is_private = is_private
            part.save(update_fields=["is_private"])
            _show_or_hide(part)


def locked_parts(translation_key: uuid.UUID) -> list[EventSeries]:
    """The parts of a series, for this transaction alone; the one in force is the last.

    Read again once the lock is there: another transaction may have added a part meanwhile.
    """
    list(EventSeries.objects.parts(translation_key).select_for_update().values_list("pk"))
    return list(EventSeries.objects.parts(translation_key))


def touch(series: EventSeries) -> None:
    """Note a visible change of every session of *series*, past ones among them."""
    _raise_sequence(series)
    series.occurrences.update(sequence=F("sequence") + 1, ical_modified=series.ical_modified)
    generation.bump()


def _raise_sequence(series: EventSeries) -> None:
    series.sequence += 1
    series.ical_modified = timezone.now()
    series.save(update_fields=["sequence", "ical_modified"])


def _show_or_hide(series: EventSeries) -> None:
    """Let each date know whether its series is public."""
    stale = series.occurrences.exclude(series_is_public=series.is_public)
    if stale.update(series_is_public=series.is_public, ical_modified=timezone.now()):
        generation.bump()


def _values(series: EventSeries, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(getattr(series, name)) for name in names)


def _take_over_tags(series: EventSeries, page: EventSeriesPage) -> bool:
    """Let *series* have the audiences, topics and provisions of *page*; say whether any changed."""
    changed = False
    for name in TAGS:
        wanted, tags = set(getattr(page, name).all()), getattr(series, name)
        if set(tags.all()) != wanted:
            tags.set(wanted)
            changed = True
    return changed


def _renew_texts(parts: list[EventSeries], *, without: EventSeriesPage | None = None) -> None:
    for part in parts:
        if _take_over_texts(part, without=without):
            touch(part)


def _take_over_texts(series: EventSeries, *, without: EventSeriesPage | None = None) -> bool:
    """Write down the titles and summaries of the published pages; say whether any changed."""
    pages = EventSeriesPage.objects.live().filter(translation_key=series.translation_key)
    if without is not None:
        pages = pages.exclude(pk=without.pk)
    texts = {
        row.pop("locale__language_code"): row
        for row in pages.values("locale__language_code", *TEXTS)
    }
    words = [*(text for row in texts.values() for text in row.values())]
    words += [getattr(series, name) for name in SEARCHED]
    words += [word for row in series.provisions.all() for word in (row.name, row.name_en)]
    changed = texts != series.texts
    series.texts = texts
    series.words = "\n".join(filter(None, words))
    series.save(update_fields=["texts", "words"])
    return changed


def _take_over_dates(series: EventSeries, page: EventSeriesPage) -> bool:
    skips = [
        SeriesSkip(series=series, date=day.date, reason=day.reason, reason_en=day.reason_en)
        for day in {day.date: day for day in page.skipped_days.all()}.values()
    ]
    extras = [
        SeriesExtra(
            series=series,
            date=day.date,
            start_time=day.start_time,
            reason=day.reason,
            reason_en=day.reason_en,
        )
        for day in {(day.date, day.start_time): day for day in page.extra_days.all()}.values()
    ]
    return any([_replace(series.skips, skips), _replace(series.extras, extras)])


def _replace(relation: Any, wanted: Sequence[SeriesSkip | SeriesExtra]) -> bool:
    """Let *relation* hold the rows *wanted*; say whether that changed anything."""

    def content(row: SeriesSkip | SeriesExtra) -> tuple[Any, ...]:
        return (row.date, getattr(row, "start_time", None), row.reason, row.reason_en)

    if sorted(map(str, map(content, relation.all()))) == sorted(map(str, map(content, wanted))):
        return False
    relation.all().delete()
    relation.bulk_create(wanted)
    return True
