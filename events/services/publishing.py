"""Carry what an editor publishes over to the series that all languages share (design, D1).

Drafts never move a session: only publishing the page in its source language does.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from events.models import EventSeries, EventSeriesPage, SeriesExtra, SeriesSkip
from events.selectors.series import current_series, is_source
from portal.core import generation

from .planner import Report, reconcile

TEXTS = ("title", "summary", "registration_note")
SEARCHED = ("presenter", "presenter_en", "space", "space_en")
ALL_DAY = EventSeries.COPIED.index("all_day")


@transaction.atomic
def publish_schedule(page: EventSeriesPage) -> Report | None:
    """Take over the schedule of *page* if it is the source, and its texts in any language.

    Returns what the planner did, or nothing if there was nothing to plan.
    """
    series = _locked_series(page)
    if page.alias_of_id and is_source(page):
        return None  # an alias in the same language shows the sessions of its original
    if not is_source(page):
        if series and _take_over_texts(series):
            touch(series)
        return None
    if series is None:
        series = EventSeries(translation_key=page.translation_key)
    before = _visible(series)
    for name in EventSeries.COPIED:
        setattr(series, name, getattr(page, name))
    series.live = True
    series.is_private = page.get_view_restrictions().exists()
    series.save()
    dates_changed = _take_over_dates(series, page)
    audiences, topics = list(page.audiences.all()), list(page.topics.all())
    tags_changed = set(series.audiences.all()) != set(audiences) or set(series.topics.all()) != set(
        topics
    )
    series.audiences.set(audiences)
    series.topics.set(topics)
    texts_changed = _take_over_texts(series)
    all_day_changed = before[ALL_DAY] != _visible(series)[ALL_DAY]
    if texts_changed or tags_changed or all_day_changed:
        touch(series)
    elif dates_changed or _visible(series) != before:
        _raise_sequence(series)
    _show_or_hide(series)
    return reconcile(series)


@transaction.atomic
def withdraw_schedule(page: EventSeriesPage) -> Report | None:
    """Take the sessions off line with the page that gave them; past ones stay for the figures."""
    series = _locked_series(page)
    if series is None:
        return None
    if not is_source(page):
        if _take_over_texts(series, without=page):
            touch(series)
        return None
    series.live = False
    series.save(update_fields=["live"])
    report = reconcile(series)
    _show_or_hide(series)
    return report


def check_privacy(root: Page) -> None:
    """Hide the sessions of the pages at and below *root* from the public, or show them again."""
    for page in EventSeriesPage.objects.descendant_of(root, inclusive=True).live():
        series = current_series(page.translation_key).first()
        if series is None or not is_source(page):
            continue
        is_private = page.get_view_restrictions().exists()
        if series.is_private != is_private:
            series.is_private = is_private
            series.save(update_fields=["is_private"])
            _show_or_hide(series)


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


def _locked_series(page: EventSeriesPage) -> EventSeries | None:
    return current_series(page.translation_key).select_for_update().first()


def _visible(series: EventSeries) -> tuple[Any, ...]:
    return tuple(str(getattr(series, name)) for name in EventSeries.COPIED)


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
