"""A reader registers a family: what is given, what is refused and with which words."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Occurrence
from events.places.enums import Status
from events.registration import selectors, services
from events.registration.enums import Category
from events.registration.errors import (
    AlreadyRegisteredError,
    ConsentError,
    FullError,
    NotOpenError,
    PausedError,
    RegistrationError,
)
from events.registration.models import Pool, Registration
from portal.accounts.models import ConsentKind
from portal.accounts.services.consents import give_consent
from portal.notify.models import Message
from tests.factories.accounts import ConsentTextFactory, ReaderFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.registration import PriorityGroupFactory, course, enter, event, family

pytestmark = pytest.mark.django_db


def counters(pool: Pool) -> tuple[int, int]:
    pool.refresh_from_db()
    return pool.taken, pool.waiting


def test_family_registers_in_one_go():
    pool = event(capacity=5)
    reader = family((2020, 5), (2022, 8))
    registration = enter(pool, reader, members=reader.family.all(), adults=1)
    assert (registration.status, registration.people) == (Status.CONFIRMED, 3)
    assert [head.category for head in registration.attendees.all()] == [
        Category.ADULT,
        Category.CHILD,
        Category.CHILD,
    ]
    assert counters(pool) == (3, 0)
    assert Occurrence.objects.get().people == 3
    letter = Message.objects.get()
    assert letter.key == f"registration:{registration.uid}:received"
    assert letter.user == reader.user


def test_registering_is_one_statement_after_one_that_reads():
    """On SQLite those five that it is made of: places, party, heads, letter, people of the date."""
    pool = event()
    reader = family()
    members = list(reader.family.all())
    with CaptureQueriesContext(connection) as reading:
        booking = selectors.booking(reader, pool.occurrence.uid)
    with CaptureQueriesContext(connection) as writing:
        services.register(booking, members=members, adults=1)
    statements = [q["sql"] for q in writing if "SAVEPOINT" not in q["sql"]]
    assert len(reading) == 1
    expected = 1 if connection.vendor == "postgresql" else 5
    assert len(statements) == expected, "\n".join(statements)


def test_party_that_does_not_fit_waits_whole_and_is_not_overtaken():
    pool = event(capacity=5)
    enter(pool, adults=2)
    four = enter(pool, adults=4)
    one = enter(pool)
    assert (four.status, one.status) == (Status.WAITING, Status.WAITING)
    assert [selectors.position(four), selectors.position(one)] == [1, 2]
    assert counters(pool) == (2, 2)
    assert Occurrence.objects.get().people == 2


def test_two_registrations_of_one_reader_are_refused():
    pool = event()
    reader = ReaderFactory()
    first = enter(pool, reader)
    with pytest.raises(AlreadyRegisteredError) as refusal:
        enter(pool, reader)
    assert refusal.value.uid == first.uid
    assert counters(pool) == (1, 0)


def test_two_windows_open_at_once_give_one_registration():
    """Both read before either wrote: the database refuses the second."""
    pool = event()
    reader = ReaderFactory()
    first, second = (selectors.booking(reader, pool.occurrence.uid) for _window in range(2))
    services.register(first, adults=1)
    with pytest.raises(AlreadyRegisteredError):
        services.register(second, adults=1)
    assert counters(pool) == (1, 0)


def test_form_sent_twice_gives_the_same_registration():
    pool = event()
    reader = ReaderFactory()
    again = [selectors.booking(reader, pool.occurrence.uid) for _ in range(2)]
    uids = {services.register(booking, adults=1, key="form-1").uid for booking in again}
    uids.add(enter(pool, reader, adults=1, key="form-1").uid)
    assert len(uids) == 1
    assert counters(pool) == (1, 0)


def test_waiting_list_may_be_full_or_missing():
    pool = event(capacity=1, waiting_limit=1)
    enter(pool)
    waiting = enter(pool)
    assert waiting.status == Status.WAITING
    with pytest.raises(FullError):
        enter(pool)
    stale = selectors.booking(ReaderFactory(), pool.occurrence.uid)
    stale.pool.taken = stale.pool.waiting = 0
    with pytest.raises(FullError):
        services.register(stale, adults=1)
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("born", "is_welcome"),
    [((2023, 3), True), ((2023, 4), False), ((2019, 4), True), ((2019, 3), False)],
)
def test_age_counts_on_the_date_to_the_month(born, is_welcome):
    """From 3 to 6, in March 2026; who turns 3 in April is one month too young."""
    pool = event(min_age=3, max_age=6)
    reader = family(born)
    if is_welcome:
        assert enter(pool, reader, members=reader.family.all()).status == Status.CONFIRMED
    else:
        with pytest.raises(RegistrationError) as refusal:
            enter(pool, reader, members=reader.family.all())
        assert refusal.value.field == "members"
        assert reader.family.get().nickname in str(refusal.value)


def test_age_of_a_companion_does_not_matter():
    pool = event(max_age=6)
    reader = family((2021, 1), (1955, 1))
    registration = enter(pool, reader, members=reader.family.all())
    assert registration.people == 2


def test_age_matters_for_adults_where_the_event_is_for_them():
    pool = event(min_age=60)
    reader = family((1970, 1))
    with pytest.raises(RegistrationError):
        enter(pool, reader, members=reader.family.all())


@pytest.mark.parametrize(
    ("terms", "party", "field"),
    [
        ({"party_max": 2}, {"adults": 3}, "party"),
        ({"party_min": 2}, {"adults": 1}, "party"),
        ({}, {"adults": 0}, "party"),
        ({"children_min": 1}, {"adults": 1}, "members"),
        ({"adults_max": 1}, {"adults": 2}, "adults"),
        ({"adults_min": 3}, {"adults": 2}, "adults"),
    ],
)
def test_party_must_be_as_the_terms_say(terms, party, field):
    with pytest.raises(RegistrationError) as refusal:
        enter(event(**terms), **party)
    assert refusal.value.field == field
    assert not Registration.objects.exists()


def test_children_have_a_limit_of_their_own():
    reader = family()
    with pytest.raises(RegistrationError) as refusal:
        enter(event(children_max=1), reader, members=reader.family.all(), adults=1)
    assert refusal.value.field == "members"


def test_other_peoples_children_cannot_be_registered():
    with pytest.raises(RegistrationError) as refusal:
        enter(event(), ReaderFactory(), members=family().family.all())
    assert refusal.value.field == "members"


def test_registration_opens_at_its_hour_and_closes():
    start = dt.datetime(2026, 3, 21, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    pool = event(start=start, opens_days_before=7, opens_time=dt.time(19), closes_hours_before=24)
    with pytest.raises(NotOpenError) as refusal:
        enter(pool)
    assert refusal.value.opens_at == start.replace(day=14, hour=19)
    assert "19:00" in str(refusal.value)
    Pool.objects.update(opens_at=None, closes_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    with pytest.raises(NotOpenError):
        enter(pool)


def test_priority_group_registers_earlier(clock):
    group = PriorityGroupFactory()
    pool = event(opens_days_before=2, priority_hours=48, opens_time=dt.time(9), days=5)
    pool.terms.priority_groups.add(group)
    clock.move_to(pool.opens_at - dt.timedelta(hours=47))
    with pytest.raises(NotOpenError):
        enter(pool)
    assert enter(pool, adults=1, priority_group=group).is_priority


def test_group_without_priority_here_is_refused():
    with pytest.raises(RegistrationError) as refusal:
        enter(event(), adults=1, priority_group=PriorityGroupFactory())
    assert refusal.value.field == "priority_group"


def test_reserved_places_are_for_priority_groups_only():
    pool = event(capacity=4, reserved_places=2)
    group = PriorityGroupFactory()
    pool.terms.priority_groups.add(group)
    enter(pool, adults=2)
    assert enter(pool).status == Status.WAITING
    first = enter(pool, adults=2, priority_group=group)
    assert (first.status, first.reserved) == (Status.CONFIRMED, 2)
    assert enter(pool, adults=1, priority_group=group).status == Status.WAITING


@pytest.mark.parametrize("mode", ["none", "staff_only", "external"])
def test_other_ways_to_take_part_take_no_registration_here(mode):
    pool = event()
    series = pool.terms
    series.registration = mode
    series.save()
    with pytest.raises(NotOpenError):
        enter(pool)


def test_open_event_takes_everybody():
    pool = event(registration="open", capacity=None)
    assert {enter(pool, adults=6).status for _ in range(3)} == {Status.CONFIRMED}
    assert counters(pool) == (18, 0)


def test_dates_of_a_series_are_limited_for_a_family():
    pool = event(series_limit=1)
    reader = ReaderFactory()
    enter(pool, reader)
    other = _another_date(pool, days=14)
    with pytest.raises(RegistrationError, match="1"):
        enter(other, reader)


def test_dates_in_one_month_are_limited():
    """10 and 14 days from 1 March lie in March, 40 days in April."""
    pool = event(month_limit=1)
    reader = ReaderFactory()
    enter(pool, reader)
    with pytest.raises(RegistrationError):
        enter(_another_date(pool, days=14), reader)
    assert enter(_another_date(pool, days=40), reader).status == Status.CONFIRMED


def _another_date(pool: Pool, *, days: int) -> Pool:
    start = timezone.now() + dt.timedelta(days=days)
    occurrence = OccurrenceFactory(series=pool.terms, start=start)
    services.sync(pool.terms.translation_key)
    return Pool.objects.with_event().get(occurrence=occurrence)


def test_missing_consent_is_asked_for():
    text = ConsentTextFactory(kind=ConsentKind.PHOTO)
    pool = event(needs_photo_consent=True)
    reader = ReaderFactory()
    with pytest.raises(ConsentError) as refusal:
        enter(pool, reader)
    assert refusal.value.kinds == ["photo"]
    give_consent(reader, text=text)
    assert enter(pool, reader).status == Status.CONFIRMED
    ConsentTextFactory(kind=ConsentKind.PHOTO)
    with pytest.raises(ConsentError):
        enter(event(needs_photo_consent=True), reader)


def test_childrens_consent_is_needed_only_with_children():
    pool = event(needs_children_consent=True)
    reader = family()
    ConsentTextFactory(kind=ConsentKind.CHILDREN)
    with pytest.raises(ConsentError):
        enter(pool, reader, members=reader.family.all())
    assert enter(pool, reader).status == Status.CONFIRMED


def test_pause_holds_for_first_come_only():
    reader = ReaderFactory()
    until = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
    pause = reader.pauses.create(until=until)
    with pytest.raises(PausedError) as refusal:
        enter(event(), reader)
    assert refusal.value.until == until
    assert enter(event(registration="draw"), reader).status == Status.ENTERED
    services.lift_pause(pause, by=None)
    assert enter(event(), reader).status == Status.CONFIRMED


QUESTIONS = [
    {"key": "diet", "text": "忌口？", "kind": "text", "choices": [], "is_required": False},
    {
        "key": "size",
        "text": "尺码",
        "kind": "choice",
        "choices": [["大", "L"]],
        "is_required": True,
    },
]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "answer_size"),
        ({"size": "小"}, "answer_size"),
        ({"size": "大", "diet": "x" * 301}, "answer_diet"),
    ],
)
def test_bad_answers_are_told_at_their_question(answers, field):
    with pytest.raises(RegistrationError) as refusal:
        enter(event(questions=QUESTIONS), adults=1, answers=answers)
    assert refusal.value.field == field


def test_only_answers_to_questions_are_kept():
    registration = enter(
        event(questions=QUESTIONS), adults=1, answers={"size": "大", "diet": " 花生 ", "evil": "x"}
    )
    assert registration.answers == {"size": "大", "diet": "花生"}


def test_place_in_a_course_is_one_for_all_dates():
    pool = course(capacity=10)
    enter(pool, adults=2)
    assert set(Occurrence.objects.values_list("people", flat=True)) == {2}
    assert counters(pool) == (2, 0)


def test_cancelled_or_past_dates_take_nobody(clock):
    pool = event()
    Occurrence.objects.update(state="cancelled")
    with pytest.raises(NotOpenError):
        enter(pool)
    Occurrence.objects.update(state="scheduled")
    clock.shift(dt.timedelta(days=11))
    with pytest.raises(NotOpenError):
        enter(pool)


def test_date_withdrawn_meanwhile_takes_nobody():
    pool = event()
    booking = selectors.booking(ReaderFactory(), pool.occurrence.uid)
    Occurrence.objects.update(state="withdrawn")
    with pytest.raises(NotOpenError):
        services.register(booking, adults=1)
    assert counters(pool) == (0, 0)


def test_date_without_places_gives_no_booking():
    pool = event()
    uid = pool.occurrence.uid
    pool.delete()
    assert selectors.booking(ReaderFactory(), uid) is None
