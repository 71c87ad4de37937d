"""What's on from planned rows against working the rules out for every request.

Builds SIZE series (10,000) with twenty dates each in a database of its own and reads in turns what
the month and the filtered list show, counts beside the options included: once as the portal does,
from rows, and once as a portal without rows must, by loading the series and expanding their rules
with dateutil. Both sides end with the same figures for the same days, which is checked. CPU time of
this process. Then whole pages are asked for: their queries, their time, and the time of the first
visitor after a publication, who waits for what is kept until the next one.

SIZE=1000 for a quick look.
"""

import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness

SIZE = int(os.environ.get("SIZE", "10000"))
DATES = 20
ROUNDS = 3
SEED = 20260101
BAR = 50
BUDGET = 18  # queries of a page
LIBRARIES, AUDIENCES, TOPICS = 20, 8, 13
ZONE = dt.timezone(dt.timedelta(hours=8))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-month-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_STATE_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/month.sqlite3",
        }
        import django  # noqa: PLC0415 (the environment is made first)

        django.setup()
        report(measure())


def measure() -> dict[str, Any]:
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    today = timezone.localdate()
    slugs = build(today)
    call_command("optimize_database", verbosity=0)  # as the nightly job does
    first = (today.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    readings = {
        "month": (lambda: month_of_rows(first), lambda: month_of_rules(first)),
        "list": (
            lambda: list_of_rows(today, slugs),
            lambda: list_of_rules(today, slugs),
        ),
    }
    figures: dict[str, Any] = {}
    for name, (ours, theirs) in readings.items():
        if ours() != theirs():
            sys.exit(f"{name}: the rows and the rules do not say the same")
        times = harness.interleaved({"rows": timed(ours), "rules": timed(theirs)}, ROUNDS)
        figures |= {f"{name}_{side}": value for side, value in times.items()}
    for name, query in {"month": "?view=month", "list": f"?branch={slugs[0]}", "all": ""}.items():
        figures |= page(name, f"/events/{query}")
    return figures


def timed(work: Callable[[], object]) -> Callable[[], float]:
    def milliseconds() -> float:
        started = time.process_time()
        work()
        return (time.process_time() - started) * 1_000

    return milliseconds


def build(today: dt.date) -> tuple[str, str]:
    """A site and SIZE weekly series with DATES dates each; a library and an audience to ask for."""
    from django.db import transaction  # noqa: PLC0415

    from home.services import create_site  # noqa: PLC0415
    from portal.core.models import Audience, Library, Topic  # noqa: PLC0415

    print(f"{SIZE:,} series, {SIZE * DATES:,} dates", flush=True)
    create_site("书香")
    libraries = Library.objects.bulk_create(
        Library(
            code=f"L{n}", slug=f"l{n}", name=f"第{n}馆", short_name=f"{n}馆", level=1, position=n,
            address="", latitude=39.9 + n / 500, longitude=116.4,
        )
        for n in range(LIBRARIES)
    )  # fmt: skip
    audiences = Audience.objects.bulk_create(
        Audience(slug=f"a{n}", name=f"人群{n}", min_months=n * 24, max_months=n * 24 + 36)
        for n in range(AUDIENCES)
    )
    topics = Topic.objects.bulk_create(Topic(slug=f"t{n}", name=f"主题{n}") for n in range(TOPICS))
    with transaction.atomic():
        add_series(today, libraries, audiences, topics)
    libraries[0].save()  # the content generation rises
    return libraries[0].slug, audiences[0].slug


def add_series(today: dt.date, libraries: list, audiences: list, topics: list) -> None:
    """Series begin in any of the twenty weeks before today, so that half their dates lie ahead."""
    from events.models import EventSeries, Occurrence  # noqa: PLC0415

    dice = random.Random(SEED)
    series = []
    for number in range(SIZE):
        start = today - dt.timedelta(days=dice.randrange(7 * DATES))
        day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][start.weekday()]
        series.append(
            EventSeries(
                translation_key=f"{number:032x}",
                start_date=start,
                start_time=dt.time(9 + dice.randrange(10)),
                rule=f"RRULE:FREQ=WEEKLY;COUNT={DATES};BYDAY={day}",
                library=dice.choice(libraries),
                capacity=dice.choice([None, 30]),
                texts={"zh-hans": {"title": f"活动{number}", "summary": "一句话"}},
            )
        )
    series = EventSeries.objects.bulk_create(series, batch_size=1000)
    for model, field, terms in (
        (EventSeries.audiences.through, "audience", audiences),
        (EventSeries.topics.through, "topic", topics),
    ):
        links = [model(eventseries=row, **{field: dice.choice(terms)}) for row in series]
        model.objects.bulk_create(links, batch_size=5000)
    Occurrence.objects.bulk_create(map(first_date, series), batch_size=1000)
    for week in range(1, DATES):
        copy_dates(week)


def first_date(series: Any) -> Any:
    from events.models import Occurrence  # noqa: PLC0415

    local = dt.datetime.combine(series.start_date, series.start_time, ZONE)
    return Occurrence(
        series=series,
        library_id=series.library_id,
        rid=f"{local:%Y%m%dT%H%M%S}",
        start=local,
        end=local + dt.timedelta(hours=1),
        local_date=series.start_date,
        last_date=series.start_date,
    )


def copy_dates(week: int) -> None:
    """The first date of every series again, *week* weeks later; the database is quickest at it."""
    from django.db import connection  # noqa: PLC0415

    from events.models import Occurrence  # noqa: PLC0415

    later = f"'+{7 * week} days'"
    changed = {
        "uid": "lower(hex(randomblob(16)))",
        "rid": f"strftime('%Y%m%dT%H%M%S', start, '+8 hours', {later})",
        "start": f"datetime(start, {later})",
        "end": f'datetime("end", {later})',
        "local_date": f"date(local_date, {later})",
        "last_date": f"date(last_date, {later})",
    }
    columns = [f.column for f in Occurrence._meta.concrete_fields if not f.primary_key]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO events_occurrence ({names}) SELECT {values} FROM events_occurrence "
            f"WHERE id <= {SIZE}"
        )


Month = tuple[int, dict[dt.date, tuple[int, list[str]]]]


def month_of_rows(first: dt.date) -> Month:
    """Per day the number of dates and the first few; for one audience the number in all."""
    from django.http import QueryDict  # noqa: PLC0415

    from events.filters import Filters  # noqa: PLC0415
    from events.whats_on.counts import read_facets  # noqa: PLC0415
    from events.whats_on.month import read_month  # noqa: PLC0415

    filters = Filters.from_query(QueryDict("view=month"))
    month = read_month(filters, first)
    facets = read_facets(filters, month.first, month.last)
    days = {day.date: (day.count, [line.time for line in day.lines]) for day in month.days}
    return facets.counts["audience"]["a0"], days


def month_of_rules(first: dt.date) -> Month:
    after = (first + dt.timedelta(days=31)).replace(day=1)
    counts: Counter[str] = Counter()
    found: dict[dt.date, list[tuple[dt.datetime, str]]] = {}
    for moment, series in expanded(series_that_fit(), first, after):
        counts.update(row.slug for row in (*series.audiences.all(), *series.topics.all()))
        found.setdefault(moment.date(), []).append((moment, series.title))
    return counts["a0"], {
        date: (len(dates), [f"{moment:%H:%M}" for moment, _title in sorted(dates)[:3]])
        for date, dates in sorted(found.items())
    }


def list_of_rows(today: dt.date, slugs: tuple[str, str]) -> tuple[int, list[str]]:
    """The first page of one library's dates for one audience, and how many there are in all."""
    from django.http import QueryDict  # noqa: PLC0415

    from events.filters import Filters  # noqa: PLC0415
    from events.whats_on.counts import read_facets  # noqa: PLC0415
    from events.whats_on.listing import list_days  # noqa: PLC0415

    query = QueryDict(f"branch={slugs[0]}&audience={slugs[1]}&from={tomorrow(today)}")
    filters = Filters.from_query(query)
    listing = list_days(filters)
    facets = read_facets(filters, filters.first, None)
    starts = [f"{row.local_start:%m-%d %H:%M}" for day in listing.days for row in day.occurrences]
    return facets.total, starts[:10]


def list_of_rules(today: dt.date, slugs: tuple[str, str]) -> tuple[int, list[str]]:
    """The dates, and the counts beside all the options: those need every series."""
    far = today + dt.timedelta(days=400)
    counts: Counter[tuple[str, str]] = Counter()
    moments = []
    for moment, series in expanded(series_that_fit(), tomorrow(today), far):
        terms = {row.slug for row in (*series.audiences.all(), *series.topics.all())}
        counts.update((series.library.slug, term) for term in terms)
        if series.library.slug == slugs[0] and slugs[1] in terms:
            moments.append(moment)
    return len(moments), [f"{moment:%m-%d %H:%M}" for moment in sorted(moments)[:10]]


def tomorrow(today: dt.date) -> dt.date:
    return today + dt.timedelta(days=1)


def series_that_fit() -> list[Any]:
    from events.models import EventSeries  # noqa: PLC0415

    return list(
        EventSeries.objects.filter(live=True)
        .select_related("library")
        .prefetch_related("audiences", "topics")
    )


def expanded(series: list[Any], first: dt.date, after: dt.date) -> Any:
    """Every date of *series* from *first* to before *after*, by dateutil."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    since, until = (dt.datetime.combine(day, dt.time()) for day in (first, after))
    for row in series:
        rule = rrulestr(str(row.rule), dtstart=dt.datetime.combine(row.start_date, row.start_time))
        for moment in rule.xafter(since, inc=True):
            if moment >= until:
                break
            yield moment, row


def page(name: str, url: str) -> dict[str, Any]:
    """Queries and CPU of a whole page, as for the first visitor after a publication."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    started = time.process_time()
    client.get(url)
    cold = (time.process_time() - started) * 1_000
    times = [timed(lambda: client.get(url))() for _ in range(ROUNDS)]
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return {
        f"{name}_page": statistics.median(times),
        f"{name}_cold": cold,
        f"{name}_queries": len(queries.captured_queries),
    }


def report(figures: dict[str, Any]) -> None:
    ratios = {
        name: figures[f"{name}_rules"] / figures[f"{name}_rows"] for name in ("month", "list")
    }
    for name, ratio in ratios.items():
        rules, rows = figures[f"{name}_rules"], figures[f"{name}_rows"]
        print(f"{name:6} rules {rules:9,.1f} ms   rows {rows:7,.1f} ms   {ratio:7,.0f} times")
    for name in ("month", "list", "all"):
        print(
            f"page {name:6} {figures[f'{name}_page']:6,.1f} ms, the first time "
            f"{figures[f'{name}_cold']:,.0f} ms, {figures[f'{name}_queries']} queries"
        )
    harness.result(
        "month",
        series=SIZE,
        occurrences=SIZE * DATES,
        month_times=f"{ratios['month']:.0f}",
        list_times=f"{ratios['list']:.0f}",
        month_ms=f"{figures['month_rows']:.1f}",
        list_ms=f"{figures['list_rows']:.1f}",
        month_page_ms=f"{figures['month_page']:.1f}",
        list_page_ms=f"{figures['list_page']:.1f}",
        month_queries=figures["month_queries"],
        list_queries=figures["list_queries"],
    )
    queries = max(figures["month_queries"], figures["list_queries"])
    if (SIZE >= 10_000 and min(ratios.values()) < BAR) or queries > BUDGET:
        sys.exit(f"under the bar: {BAR} times, and {BUDGET} queries")


if __name__ == "__main__":
    main()
