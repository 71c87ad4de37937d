"""Random edit histories of a series: after each step the planner's nine promises hold."""

import datetime as dt
import os
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
BY_HAND = {"move", "give_room", "cancel", "reinstate", "keep"}
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
        rows = Occurrence.objects.filter(start__gt=dt.datetime.now(dt.UTC))
        return list(rows.filter(state__in=states) if states else rows)

    def one(self, *states: str) -> Occurrence | None:
        rows = self.coming(*states)
        return self.random.choice(rows) if rows else None

    def parts(self) -> list[EventSeries]:
        return list(EventSeries.objects.parts(self.series.translation_key))

    def plan(self) -> None:
        for part in self.parts():
            services.reconcile(part)

    def edit(self, **values) -> None:
        for name, value in values.items():
            setattr(self.series, name, value)
        self.series.save(update_fields=list(values))
        self.plan()

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
            SeriesSkip.objects.get_or_create(series=row.series, date=rid_date(row.rid))
            self.plan()

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
        EventSeries.objects.update(live=False)
        self.edit(live=False)

    def republish(self) -> None:
        EventSeries.objects.update(live=True)
        self.edit(live=True)

    def let_time_pass(self) -> None:
        self.traveller.shift(dt.timedelta(days=self.random.randint(1, 9)))
        services.reconcile(self.series)

    def split(self) -> None:
        """This and following, now and then of a part that was split before."""
        series = self.random.choice([self.series, *self.parts()])
        if not (row := self.one(State.SCHEDULED, State.CANCELLED)):
            return
        changes = self.random.choice(
            [
                {"start_time": dt.time(self.random.choice([8, 13, 17]))},
                {"rule": self.random.choice(RULES)},
                {"space": "S", "duration": dt.timedelta(hours=2)},
                {},
            ]
        )
        note = self.random.choice(["", "换时间"])
        try:
            services.split(series, rid_date(row.rid), note=note, **changes)
        except EventError:
            return
        self.series = EventSeries.objects.get(is_current=True)

    def plan_again(self) -> None:
        self.plan()
        before = list(Occurrence.objects.order_by("pk").values())
        self.plan()
        assert list(Occurrence.objects.order_by("pk").values()) == before, "I9"


STEPS = [
    name
    for name, member in vars(History).items()
    if callable(member)
    and not name.startswith("_")
    and name not in ("coming", "one", "edit", "parts", "plan")
]


def snapshot() -> dict[int, Occurrence]:
    return {row.pk: row for row in Occurrence.objects.all()}


def visible(row: Occurrence) -> tuple:
    return tuple(getattr(row, name) for name in VISIBLE)


def check(before: dict[int, Occurrence], after: dict[int, Occurrence], step: str) -> None:
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
        # A date that was moved into the future by hand may still be changed by hand.
        if old.start <= now or (rid_date(old.rid) < today and step not in BY_HAND):
            assert visible(new) == visible(old), "I5: the past is frozen"
        if step not in ("move", "give_room"):
            for name in {"start", "space"} & set(old.pinned):
                assert getattr(new, name) == getattr(old, name), "I7: hand-made changes survive"
        if new.start != old.start and new.people:
            assert new.notice_due, "I8: whoever has a place is told of a move"
    withdrawn = [row for row in after.values() if row.state == State.WITHDRAWN]
    assert not any(row.people for row in withdrawn), "I3: nobody is left on a withdrawn date"
    for series in EventSeries.objects.all():
        rows = {pk: row for pk, row in after.items() if row.series_id == series.pk}
        check_rule(rows, series, now)


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
    closed = closed_days(series.holiday_policy, library_id=None, since=today, until=until)
    done = {
        rid_date(row.rid)
        for row in after.values()
        if row.rid in past and row.origin == Origin.RULE and row.state != State.WITHDRAWN
    }
    wanted = {
        slot.rid
        for slot in series.timetable(series.skips.all(), series.extras.all()).sessions(
            after=now.astimezone(SHANGHAI).replace(tzinfo=None),
            until=until,
            closed=closed.keys() | done,
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


@pytest.fixture
def _holidays(settings, db):
    settings.PORTAL_HORIZON_DAYS = 120
    for date, kind in [
        (dt.date(2026, 4, 4), "holiday"),
        (dt.date(2026, 4, 5), "holiday"),
        (dt.date(2026, 5, 2), "holiday"),
        (dt.date(2026, 5, 9), "makeup"),
    ]:
        ClosureDay.objects.create(date=date, kind=kind, name="放假")


def live_through(history: History, steps: int) -> None:
    """Edit at random and look at the promises after each step; no UID is ever given twice."""
    owners: dict[object, int] = {}
    after = snapshot()
    for _n in range(steps):
        step = history.random.choice(STEPS)
        before = after
        getattr(history, step)()
        history.series.refresh_from_db()
        after = snapshot()
        check(before, after, step)
        for row in after.values():
            assert owners.setdefault(row.uid, row.pk) == row.pk, "a UID is never used again"


@pytest.mark.usefixtures("_holidays", "heard")
@pytest.mark.parametrize("seed", range(60))
def test_no_edit_loses_people_or_hand_made_changes(seed):
    with time_machine.travel(BEGINNING, tick=False) as traveller:
        history = History(seed, traveller)
        live_through(history, history.random.randint(6, 16))


@pytest.mark.usefixtures("_holidays", "heard")
def test_many_edits_of_one_series_lose_nothing():
    """PORTAL_TEST_EDITS=1000 takes some minutes."""
    with time_machine.travel(BEGINNING, tick=False) as traveller:
        live_through(History(2026, traveller), int(os.environ.get("PORTAL_TEST_EDITS", "40")))
