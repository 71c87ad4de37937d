"""Random series through the real feeds, in both forms, read back by independent programs.

FEED_SERIES says how many (60), FEED_SEED which is the first (0).
"""

import datetime as dt
import os
from collections import Counter

import pytest
import time_machine
from django.utils import timezone

from events.enums import State
from events.models import EventSeries, Occurrence
from tests.contracts.random_series import RandomSeries
from tests.contracts.readers import MISSING, READERS, Seen, said

SIZE = int(os.environ.get("FEED_SERIES", "60"))
FIRST = int(os.environ.get("FEED_SEED", "0"))


def expected(series: EventSeries, *, flat: bool) -> Seen:
    """What the database says is shown today: the model every reader is held to.

    The flat form ends after 400 days, the rule with what is planned.
    """
    today = timezone.localdate()
    until = today + dt.timedelta(days=400) if flat else dt.date.max
    rows = Occurrence.objects.filter(
        series__translation_key=series.translation_key,
        last_date__gte=today - dt.timedelta(days=60),
        local_date__lte=until,
    ).filter(state__in=[State.SCHEDULED, State.CANCELLED])
    return Counter(
        (*_span(row), row.is_cancelled)
        for row in rows
        if not row.is_cancelled or row.last_date >= today
    )


def _span(row: Occurrence) -> tuple[str, str]:
    if row.all_day:
        return said(row.local_start.date()), said(row.local_end.date())
    return said(row.start), said(row.end)


@pytest.mark.django_db
def test_every_reader_sees_what_the_database_says(client):
    names, texts, models = [], [], []
    ruled = 0
    with time_machine.travel(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), tick=False) as traveller:
        for seed in range(FIRST, FIRST + SIZE):
            series = RandomSeries(seed, traveller).series
            for form in ("", "?form=series"):
                text = client.get(f"/cal/s/{series.translation_key}.ics{form}").content.decode()
                names.append(f"seed {seed} {form or 'flat'} {series.tz} {series.rule}")
                texts.append(text)
                models.append(expected(series, flat=not form))
            ruled += "RRULE" in text.replace("BEGIN:VTIMEZONE", "").partition("BEGIN:VEVENT")[2]
    differences = []
    for reader, read in READERS.items():
        if reader in MISSING:
            continue
        for name, model, seen in zip(names, models, read(texts), strict=True):
            if seen != model:
                differences.append(
                    f"{reader} · {name}\n  missing {sorted((model - seen).items())[:4]}"
                    f"\n  too many {sorted((seen - model).items())[:4]}"
                )
    assert not differences, f"{len(differences)}\n" + "\n".join(differences[:20])
    assert ruled > SIZE / 2, "most series can be said as a rule"
