"""What a table would do, and what of it is hard to believe, before anything is written."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from portal.core.models import Library
from reports.figures.enums import Span
from reports.figures.models import Rollup
from reports.figures.services.recording import BLOCK, Cell, Entry, differences
from reports.figures.sheets.interpreting import Level, Number, Reading

ABSURD = 10
SMALL = 20  # numbers so small jump by ten times without a mistake
_SHOWN = 50


@dataclass
class Outlook:
    """How many numbers are new, corrected, the same; the first corrections, old and new."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    corrections: list[tuple[Cell, Decimal | None, Decimal | None]] = field(default_factory=list)
    missing: list[Library] = field(default_factory=list)


def outlook(reading: Reading) -> Outlook:
    """Compare with what is there; adds warnings to *reading*."""
    found = Outlook(missing=_missing(reading.numbers))
    entries = (Entry(*number) for number in reading.numbers)
    while block := list(islice(entries, BLOCK)):
        wanted, held, changes = differences(block)
        corrections = [
            (cell, held[cell][0], value) for cell, value in changes.items() if cell in held
        ]
        found.changed += len(corrections)
        found.added += len(changes) - len(corrections)
        found.unchanged += len(wanted) - len(changes)
        found.corrections += corrections[: _SHOWN - len(found.corrections)]
    for row, text in _absurd(reading):
        reading.say(Level.WARNING, row, text)
    return found


def _missing(numbers: list[Number]) -> list[Library]:
    """Libraries that have these figures otherwise and do not stand in the table."""
    libraries = {number[1] for number in numbers}
    if len(libraries) < 2:
        return []
    others = Library.objects.exclude(pk__in=libraries)
    counted = Rollup.objects.filter(span=Span.YEAR, indicator__in={number[0] for number in numbers})
    if counted.exists():
        return list(others.filter(pk__in=counted.values("library")))
    return list(others.exclude(level=Library.Level.ROOM))


def _absurd(reading: Reading) -> Iterator[tuple[int, str]]:
    """Months and years ten times those of the year before; days above a whole such month."""
    numbers = reading.numbers
    if not numbers:
        return
    first = min(number[3] for number in numbers)
    last = max(number[3] for number in numbers)
    before = {
        (indicator, library, span, start): value
        for indicator, library, span, start, value in Rollup.objects.filter(
            indicator__in={number[0] for number in numbers},
            library__in={number[1] for number in numbers},
            start__range=(dt.date(first.year - 1, 1, 1), dt.date(last.year - 1, 12, 31)),
        ).values_list("indicator", "library", "span", "start", "value")
    }
    if not before:
        return
    for number, row in zip(numbers, reading.rows, strict=True):
        text = _odd(number, before)
        if text:
            yield row, text


def _odd(number: Number, before: dict[tuple[int, int, str, dt.date], Decimal]) -> str:
    indicator, library, span, start, value = number
    month = start.replace(year=start.year - 1, day=1)
    last = before.get((indicator, library, Span.MONTH if span == Span.DAY else span, month))
    if last is None or -SMALL < value < SMALL:
        return ""
    shown = {"now": value, "before": f"{last.normalize():f}"}
    if span == Span.DAY:
        too_much = _("%(now)s on one day; the whole month had %(before)s a year before.")
        return too_much % shown if value > last else ""
    if value > last * ABSURD or value * ABSURD < last:
        return _("%(now)s; a year before it was %(before)s.") % shown
    return ""
