"""Random series for the feeds to write: all kinds of rules, and everything staff do to dates."""

import contextlib
import datetime as dt
import random
import zoneinfo

from django.utils import timezone

from events import services
from events.enums import HolidayPolicy, State
from events.errors import EventError
from events.models import EventSeries, Occurrence, SeriesExtra, SeriesSkip
from events.schedule.checks import problems_of
from events.schedule.recurrence import Rule, RuleError
from events.schedule.slots import rid_date
from tests.factories.events import EventSeriesFactory

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = ["Asia/Shanghai"] * 4 + ["America/New_York", "Europe/London", "Australia/Sydney"]
# Around a year boundary, a leap day, the changes of clocks, and any day.
BEGINNINGS = [
    dt.date(2026, 11, 20), dt.date(2027, 12, 12), dt.date(2028, 1, 20), dt.date(2026, 3, 1),
    dt.date(2026, 9, 28), dt.date(2027, 6, 15),
]  # fmt: skip
TEXTS = ["故事会", "Chess, Go; and more", "书法\\篆刻\n入门", "亲子阅读📚" * 20]


class RandomSeries:
    """One published series, planned and then changed at random. All follows from the *seed*."""

    def __init__(self, seed: int, traveller) -> None:
        self.random = random.Random(seed)
        self.traveller = traveller
        begin = self.random.choice(BEGINNINGS) + dt.timedelta(days=self.random.randrange(14))
        self.tz = self.random.choice(ZONES)
        traveller.move_to(dt.datetime.combine(begin, dt.time(8), zoneinfo.ZoneInfo(self.tz)))
        self.series = self._publish(begin)
        steps = [self.cancel, self.move, self.give_room, self.skip, self.add_extra]
        steps += [self.cancel, self.move, self.change_time, self.change_rule, self.let_time_pass]
        steps += [self.split]
        for _n in range(self.random.randrange(8)):
            self.random.choice(steps)()

    def _publish(self, begin: dt.date) -> EventSeries:
        pick = self.random.choice
        all_day = self.random.random() < 0.2
        start = begin + dt.timedelta(days=self.random.randrange(-90, 30))
        if self.random.random() < 0.1:
            start = dt.date(2024, 2, 29)
        length = dt.timedelta(days=pick([1, 1, 2, 10])) if all_day else self._length()
        series = EventSeriesFactory(
            start_date=start,
            all_day=all_day,
            start_time=None if all_day else self._time(),
            duration=length,
            rule=self.rule(),
            ends_on=start + dt.timedelta(days=pick([-20, 100, 300, 300, 900, 900]))
            if self.random.random() < 0.4
            else None,
            session_limit=pick([None, None, None, None, 1, 12, 30]),
            holiday_policy=HolidayPolicy.KEEP,
            tz=self.tz,
            space="A",
            texts={"zh-hans": {"title": pick(TEXTS), "summary": pick(TEXTS)}},
        )
        services.reconcile(series)
        if self.random.random() < 0.15 and not all_day:
            self._add_earlier_part(series, begin)
        return series

    def _add_earlier_part(self, series: EventSeries, begin: dt.date) -> None:
        """What was held until lately by another rule, as after “this and all that follow”."""
        earlier = EventSeriesFactory(
            translation_key=series.translation_key,
            is_current=False,
            start_date=begin - dt.timedelta(days=50),
            ends_on=begin - dt.timedelta(days=1),
            start_time=self._time(),
            rule=self.rule(),
            tz=self.tz,
        )
        services.reconcile(earlier)

    def _time(self) -> dt.time:
        """Any time the form for editors lets through."""
        times = [dt.time(h, self.random.choice([0, 30, 45])) for h in (0, 1, 2, 7, 10, 14, 19, 22)]
        self.random.shuffle(times)
        return next(time for time in times if not self._is_refused(time))

    def _is_refused(self, time: dt.time) -> bool:
        draft = EventSeriesFactory.build(start_date=dt.date(2026, 3, 1), start_time=time)
        draft.rule = ""
        return "start_time" in problems_of(draft, tz=self.tz)

    def _length(self) -> dt.timedelta:
        """From a quarter of an hour to overnight and nearly a day."""
        return dt.timedelta(minutes=self.random.choice([15, 60, 90, 180, 600, 1410]))

    def rule(self) -> str:
        """A rule that gives dates at all: 31 April does not."""
        while True:
            text = self._rule()
            with contextlib.suppress(RuleError):
                return str(Rule.parse(text)) if text else ""

    def _rule(self) -> str:
        every = self.random.choice(["", "", ";INTERVAL=2", ";INTERVAL=3"])
        days = self.random.sample(WEEKDAYS, self.random.randint(1, 3))
        day = f"BYDAY={days[0]}"
        nth = self.random.choice([1, 2, 3, 4, 5, -1])
        month_days = self.random.choice(["1", "15", "-1", "29,30,31", "13", "31"])
        months = self.random.choice(["2", "2,5,11", "1,12", "4"])
        week_start = self.random.choice(["", ";WKST=SU", ";WKST=MO"])
        rules = [
            f"WEEKLY{every};BYDAY={','.join(days)}{week_start}",
            f"WEEKLY{every};{day}{week_start}",
            f"WEEKLY;{day}",
            f"DAILY{every or ';INTERVAL=5'}",
            f"DAILY;BYDAY={','.join(days)}",
            f"MONTHLY{every};BYDAY={nth}{days[0]}",
            f"MONTHLY{every};BYMONTHDAY={month_days}",
            f"MONTHLY;{day};BYMONTHDAY=8,9,10,11,12,13,14",
            f"MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={self.random.choice([1, 3, -1])}",
            f"YEARLY;BYMONTH={months};BYDAY={nth}{days[0]}",
            f"YEARLY;BYMONTH={months};BYMONTHDAY={month_days.split(',')[0]}",
            f"YEARLY;BYMONTH={months};{day}",
            "YEARLY",
            f"YEARLY;BYMONTH={months}",
        ]
        if self.random.random() < 0.05:
            return ""
        return f"RRULE:FREQ={self.random.choice(rules)}"

    def _one(self) -> Occurrence | None:
        rows = list(self.series.occurrences.filter(state__in=[State.SCHEDULED, State.CANCELLED]))
        return self.random.choice(rows[:40]) if rows else None

    def cancel(self) -> None:
        if row := self._one():
            services.cancel(row, note="老师生病")

    def move(self) -> None:
        """To another hour, day, or past the next date."""
        if row := self._one():
            days = self.random.choice([0, 0, 1, -1, 3, 15])
            hours = 0 if self.series.all_day else self.random.choice([0, 1, -2, 5])
            # By the clock on the wall: what is moved by days keeps its hour.
            wall = row.local_start.replace(tzinfo=None) + dt.timedelta(days=days, hours=hours)
            start = wall.replace(tzinfo=row.zone).astimezone(dt.UTC)
            services.change(row, start=start, end=start + (row.end - row.start))

    def give_room(self) -> None:
        if row := self._one():
            services.change(row, space="B")

    def skip(self) -> None:
        if row := self._one():
            SeriesSkip.objects.get_or_create(series=self.series, date=row.local_date)
            services.reconcile(self.series)

    def add_extra(self) -> None:
        if row := self._one():
            date = row.local_date + dt.timedelta(days=self.random.randrange(5))
            time = None if self.series.all_day else self.random.choice([None, dt.time(18)])
            SeriesExtra.objects.get_or_create(series=self.series, date=date, start_time=time)
            services.reconcile(self.series)

    def change_time(self) -> None:
        if not self.series.all_day:
            self.series.start_time = self._time()
            self._publish_again()

    def change_rule(self) -> None:
        self.series.rule = self.rule()
        self._publish_again()

    def split(self) -> None:
        """This date and all that follow at another time."""
        rows = self.series.occurrences.filter(start__gt=timezone.now())
        if len(rows) > 4 and not self.series.all_day:
            date = rid_date(rows[3].rid)
            with contextlib.suppress(EventError):
                self.series = services.split(self.series, date, start_time=self._time())

    def _publish_again(self) -> None:
        self.series.sequence += 1
        self.series.save()
        services.reconcile(self.series)

    def let_time_pass(self) -> None:
        self.traveller.shift(dt.timedelta(days=self.random.randrange(1, 40)))
        services.reconcile(self.series)
