"""A calendar of 2,000 events: written anew, from the cache, and answered 304.

CPU milliseconds of this process on SQLite, through the whole of Django as a subscriber meets it.
The writer alone is compared with icalendar's, which is given the same texts and times; both must
parse to the same events. Cold means that neither the calendar nor any event in it is kept.
SIZE=500 and others for smaller calendars (2,000 is the most the portal writes into one).
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness

SIZE = int(os.environ.get("SIZE", "2000"))
SERIES = 40
COLD_TARGET = 150  # milliseconds for 2,000 events
ROUNDS = 7
PATH = "/cal/all.ics"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="feed-") as folder:
        prepare(folder)
        report(measure())


def prepare(folder: str) -> None:
    """A Django of its own with events in it."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_STATE_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "ALLOWED_HOSTS": "*",
    }
    import django  # noqa: PLC0415 (the environment is made first)

    django.setup()
    from events import models  # noqa: PLC0415
    from portal.core.models import Audience, Library  # noqa: PLC0415

    harness.empty_tables()
    fill(models, Audience, Library)


def fill(models: Any, audience_model: Any, library_model: Any) -> None:
    """As many dates as SIZE says, of weekly series in nineteen libraries, from today on."""
    from django.utils import timezone  # noqa: PLC0415

    audiences = [
        audience_model.objects.create(slug=f"group-{n}", name=name)
        for n, name in enumerate(["3–6 岁", "小学生", "老年读者"])
    ]
    libraries = [
        library_model.objects.create(
            code=f"L{n}", slug=f"library-{n}", level=1,
            name=f"安定门街道图书馆{n}", address=f"交道口东大街 {n} 号",
            latitude="39.94", longitude="116.41",
        )
        for n in range(19)
    ]  # fmt: skip
    today = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    rows = []
    for n in range(SERIES):
        series = models.EventSeries.objects.create(
            translation_key=f"00000000-0000-4000-8000-{n:012}",
            library=libraries[n % 19],
            start_date=today.date(),
            start_time=dt.time(10),
            rule="RRULE:FREQ=DAILY",
            space="少儿阅览室",
            presenter="王老师",
            texts={
                "zh-hans": {
                    "title": f"周六绘本故事会，第 {n} 组",
                    "summary": "和孩子一起听故事、做手工；每场一本绘本，讲完可以借回家。" * 2,
                    "registration_note": "免费，无需报名",
                }
            },
        )
        series.audiences.add(audiences[n % 3])
        for day in range(SIZE // SERIES):
            start = today + dt.timedelta(days=day)
            rows.append(
                models.Occurrence(
                    series=series, library=series.library, space=series.space,
                    presenter=series.presenter, rid=f"{start:%Y%m%dT%H%M%S}", start=start,
                    end=start + dt.timedelta(hours=1), local_date=start.date(),
                    last_date=start.date(),
                )
            )  # fmt: skip
    models.Occurrence.objects.bulk_create(rows)


def measure() -> dict[str, float]:
    from django.core.cache import cache  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(headers={"Accept-Encoding": "gzip"})
    etag = client.get(PATH)["ETag"]
    kept = {"If-None-Match": etag}
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PATH, headers=kept).status_code == 304
        asked = len(queries)  # the next request empties the log
    return {
        "cold": timed(lambda: client.get(PATH), before=cache.clear),
        "warm": timed(lambda: client.get(PATH)),
        "not_modified": timed(lambda: client.get(PATH, headers=kept)),
        "queries_304": asked,
        **measure_writers(),
    }


def measure_writers() -> dict[str, float]:
    from events import selectors  # noqa: PLC0415
    from events.feeds.text import EventTexts  # noqa: PLC0415
    from events.models import Occurrence  # noqa: PLC0415
    from events.schedule.ical import vevent  # noqa: PLC0415

    texts = EventTexts()
    events = [texts.event(row) for row in selectors.with_texts(Occurrence.objects.all())]
    ours = b"".join(vevent(event) for event in events)
    theirs = by_icalendar(events)
    if read(ours) != read(theirs):
        sys.exit("the two writers do not say the same")
    return {
        "writer": timed(lambda: b"".join(vevent(event) for event in events)),
        "icalendar": timed(lambda: by_icalendar(events), rounds=3),
    }


def by_icalendar(events: Sequence[Any]) -> bytes:
    from icalendar import Event  # noqa: PLC0415

    written = []
    for event in events:
        data = Event()
        for name, value in {
            "uid": event.uid, "dtstamp": event.modified, "last-modified": event.modified,
            "sequence": event.sequence, "dtstart": event.start, "dtend": event.end,
            "summary": event.summary, "location": event.location,
            "description": f"{event.description}\n{event.url}", "url": event.url,
            "categories": list(event.categories), "geo": event.geo,
            "related-to": event.related_to, "status": "CONFIRMED", "transp": "OPAQUE",
        }.items():  # fmt: skip
            data.add(name, value)
        written.append(data.to_ical())
    return b"".join(written)


def read(events: bytes) -> list[str]:
    """What icalendar makes of them, in an order of its own."""
    from icalendar import Calendar  # noqa: PLC0415

    text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + events + b"END:VCALENDAR\r\n"
    return sorted(
        str([(name, event[name].to_ical()) for name in sorted(event)])
        for event in Calendar.from_ical(text).walk("VEVENT")
    )


def timed(
    work: Callable[[], Any], *, before: Callable[[], Any] | None = None, rounds: int = ROUNDS
) -> float:
    """The median of CPU milliseconds."""
    times = []
    for _ in range(rounds):
        if before:
            before()
        started = time.process_time()
        work()
        times.append((time.process_time() - started) * 1_000)
    return statistics.median(times)


def report(figures: dict[str, float]) -> None:
    rows = {
        "cold": "calendar written anew, ms",
        "warm": "calendar from the cache, ms",
        "not_modified": "answered 304, ms",
        "writer": "our writer alone, ms",
        "icalendar": "icalendar's writer, ms",
    }
    print(f"{SIZE:,} events")
    for key, name in rows.items():
        print(f"  {name:32}{figures[key]:>10,.1f}")
    harness.result(
        "feed",
        events=SIZE,
        cold_ms=f"{figures['cold']:.0f}",
        warm_ms=f"{figures['warm']:.1f}",
        not_modified_ms=f"{figures['not_modified']:.1f}",
        queries_304=int(figures["queries_304"]),
        writer_ms=f"{figures['writer']:.0f}",
        icalendar_ms=f"{figures['icalendar']:.0f}",
        times_icalendar=f"{figures['icalendar'] / figures['writer']:.1f}",
    )
    if figures["cold"] > COLD_TARGET * SIZE / 2000 or figures["queries_304"] > 1:
        sys.exit(f"over the limit: {COLD_TARGET} ms for 2,000 events, one query for a 304")


if __name__ == "__main__":
    main()
