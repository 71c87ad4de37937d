"""Random edit histories of a series: after each step the planner's nine promises hold."""

import datetime as dt
import random

import pytest
import time_machine

from events import services
from events.enums import HolidayPolicy, Origin, State
from events.errors import EventError
from events.models import EventSeries, Occurrence, SeriesExtra, SeriesSkip
from events.schedule.slots import rid_date
from events.selectors.closures import closed_days
from portal.core.models import ClosureDay
from tests.factories.events import EventSeriesFactory

RULES = [
    "RRULE:FREQ=WEEKLY;BYDAY=SA",
    "RRULE:FREQ=WEEKLY;BYDAY=SU",
    "RRULE:FREQ=WEEKLY;BYDAY=TU,TH",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
    "RRULE:FREQ=MONTHLY;BYDAY=1SA",
    "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=15",
    "",
]
SHANGHAI = dt.timezone(dt.timedelta(hours=8))
BEGINNING = dt.datetime(2026, 1, 1, 8, tzinfo=SHANGHAI)
VISIBLE = ("rid", "state", "start", "end", "space")


class History:
    """One series and somebody who edits it at random."""

    def __init__(self, seed: int, traveller) -> None:
        self.random = random.Random(seed)
        self.traveller = traveller
        self.series = EventSeriesFactory(
            start_date=dt.date(2026, 1, 3),
            rule=self.random.choice(RULES),
            holiday_policy=self.random.choice(HolidayPolicy.values),
            session_limit=self.random.choice([None, None, 10, 30]),
            space="A",
        )
        services.reconcile(self.series)
        traveller.move_to(dt.datetime(2026, 3, 1, self.random.choice([8, 12]), tzinfo=SHANGHAI))
        services.reconcile(self.series)

    def coming(self, *states: str) -> list[Occurrence]:
        rows = self.series.occurrences.filter(start__gt=dt.datetime.now(dt.UTC))
        return list(rows.filter(state__in=states) if states else rows)

    def one(self, *states: str) -> Occurrence | None:
        rows = self.coming(*states)
        return self.random.choice(rows) if rows else None

    def edit(self, **values) -> None:
        for name, value in values.items():
            setattr(self.series, name, value)
        self.series.save(update_fields=list(values))
        services.reconcile(self.series)

    # steps

    def book(self) -> None:
        if row := self.one(State.SCHEDULED):
            Occurrence.objects.filter(pk=row.pk).update(people=row.people + 1)

    def move(self) -> None:
        if row := self.one(State.SCHEDULED, State.CANCELLED, State.UNDECIDED):
            days, hour = self.random.choice([0, 1, 2]), self.random.choice([9, 14, 16])
            date = row.local_date + dt.timedelta(days=days)
            services.change(row, start=dt.datetime.combine(date, dt.time(hour), SHANGHAI))

    def give_room(self) -> None:
        if row := self.one(State.SCHEDULED, State.CANCELLED, State.UNDECIDED):
            services.change(row, space=self.random.choice("BCD"))

    def cancel(self) -> None:
        if row := self.one(State.SCHEDULED, State.UNDECIDED):
            services.cancel(row, note="老师生病")

    def reinstate(self) -> None:
        if row := self.one(State.CANCELLED):
            if self.series.live:
                services.reinstate(row)
            else:
                with pytest.raises(EventError):
                    services.reinstate(row)

    def keep(self) -> None:
        if row := self.one(State.UNDECIDED):
            services.keep(row)

    def touch_withdrawn(self) -> None:
        if row := self.one(State.WITHDRAWN):
            with pytest.raises(EventError):
                services.change(row, space="Z")

    def change_time(self) -> None:
        hour, minute = self.random.choice([9, 10, 11, 15]), self.random.choice([0, 30])
        self.edit(start_time=dt.time(hour, minute))

    def change_rule(self) -> None:
        self.edit(rule=self.random.choice(RULES))

    def change_policy(self) -> None:
        self.edit(holiday_policy=self.random.choice(HolidayPolicy.values))

    def change_room(self) -> None:
        self.edit(space=self.random.choice("XYZ"))

    def skip(self) -> None:
        if row := self.one():
            SeriesSkip.objects.get_or_create(series=self.series, date=rid_date(row.rid))
            services.reconcile(self.series)

    def unskip(self) -> None:
        self.series.skips.all()[:1] and self.series.skips.first().delete()
        services.reconcile(self.series)

    def add_extra(self) -> None:
        date = dt.date(2026, self.random.randint(3, 6), self.random.randint(1, 28))
        SeriesExtra.objects.get_or_create(
            series=self.series, date=date, start_time=self.random.choice([None, dt.time(18)])
        )
        services.reconcile(self.series)

    def close_day(self) -> None:
        date = dt.date(2026, self.random.randint(3, 6), self.random.randint(1, 28))
        kind = self.random.choice(ClosureDay.Kind.values)
        ClosureDay.objects.get_or_create(date=date, defaults={"kind": kind, "name": "放假"})
        services.reconcile(self.series)

    def unpublish(self) -> None:
        self.edit(live=False)

    def republish(self) -> None:
        self.edit(live=True)

    def let_time_pass(self) -> None:
        self.traveller.shift(dt.timedelta(days=self.random.randint(1, 9)))
        services.reconcile(self.series)

    def plan_again(self) -> None:
        services.reconcile(self.series)
        before = list(self.series.occurrences.order_by("pk").values())
        services.reconcile(self.series)
        assert list(self.series.occurrences.order_by("pk").values()) == before, "I9"


STEPS = [
    name
    for name, member in vars(History).items()
    if callable(member) and not name.startswith("_") and name not in ("coming", "one", "edit")
]


def snapshot() -> dict[int, Occurrence]:
    return {row.pk: row for row in Occurrence.objects.all()}


def visible(row: Occurrence) -> tuple:
    return tuple(getattr(row, name) for name in VISIBLE)


def check(before: dict[int, Occurrence], series: EventSeries, step: str) -> None:
    after = snapshot()
    now = dt.datetime.now(dt.UTC)
    today = now.astimezone(SHANGHAI).date()
    for pk, old in before.items():
        assert pk in after, "I2: a row never goes away"
        assert after[pk].uid == old.uid, "I2: nor does its identity change"
        new = after[pk]
        assert new.people >= old.people, "I1: people keep their places"
        assert new.sequence >= old.sequence, "I4: a sequence never falls"
        if visible(new) != visible(old):
            assert new.sequence > old.sequence, "I4: a visible change raises the sequence"
        if old.start <= now or rid_date(old.rid) < today:
            assert visible(new) == visible(old), "I5: the past is frozen"
        if step not in ("move", "give_room"):
            for name in {"start", "space"} & set(old.pinned):
                assert getattr(new, name) == getattr(old, name), "I7: hand-made changes survive"
        if new.start != old.start and new.people:
            assert new.notice_due, "I8: whoever has a place is told of a move"
    withdrawn = [row for row in after.values() if row.state == State.WITHDRAWN]
    assert not any(row.people for row in withdrawn), "I3: nobody is left on a withdrawn date"
    check_rule(after, series, now)


def check_rule(after: dict[int, Occurrence], series: EventSeries, now: dt.datetime) -> None:
    """I6: what is coming is what the schedule gives, besides what people decided by hand."""
    today = now.astimezone(SHANGHAI).date()
    past = {r.rid for r in after.values() if r.start <= now or rid_date(r.rid) < today}
    held = [
        row
        for row in after.values()
        if row.rid in past
        and row.origin == Origin.RULE
        and row.state in (State.SCHEDULED, State.CANCELLED)
    ]
    until = today + dt.timedelta(days=120)
    wanted = {
        slot.rid
        for slot in series.timetable(series.skips.all(), series.extras.all()).sessions(
            after=now.astimezone(SHANGHAI).replace(tzinfo=None),
            until=until,
            closed=closed_days(series.holiday_policy, library_id=None, since=today, until=until),
            taken=past,
            held=len(held),
        )
    }
    coming = [row for row in after.values() if row.rid not in past]
    shown = {row.rid for row in coming if row.state in (State.SCHEDULED, State.CANCELLED)}
    by_hand = {row.rid for row in coming if row.state == State.CANCELLED or "date" in row.pinned}
    if not series.live:
        assert shown <= by_hand, "I6: nothing is on while the page is off line"
        return
    assert wanted <= shown, "I6: every date of the schedule is there"
    assert shown - wanted <= by_hand, "I6: no date too many"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(60))
def test_no_edit_loses_people_or_hand_made_changes(seed, settings):
    settings.PORTAL_HORIZON_DAYS = 120
    for date, kind in [
        (dt.date(2026, 4, 4), "holiday"),
        (dt.date(2026, 4, 5), "holiday"),
        (dt.date(2026, 5, 2), "holiday"),
        (dt.date(2026, 5, 9), "makeup"),
    ]:
        ClosureDay.objects.create(date=date, kind=kind, name="放假")
    with time_machine.travel(BEGINNING, tick=False) as traveller:
        history = History(seed, traveller)
        for _n in range(history.random.randint(6, 16)):
            step = history.random.choice(STEPS)
            before = snapshot()
            getattr(history, step)()
            history.series.refresh_from_db()
            check(before, history.series, step)
