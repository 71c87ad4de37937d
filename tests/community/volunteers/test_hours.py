"""Coming, going and correcting at the door, and what the ledger says of it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from community.volunteers import services
from community.volunteers.enums import EntryKind, Mark
from community.volunteers.errors import VolunteerError
from community.volunteers.models import HoursEntry, SignUp
from tests.factories.volunteers import VolunteerFactory, sign_up


@pytest.fixture
def signup(clock, shift):
    """Signed up, and the shift has just begun."""
    row = sign_up(shift)
    clock.move_to(shift.starts_at)
    return row


def ledger(signup) -> list[tuple[str, int]]:
    return list(HoursEntry.objects.filter(signup=signup).values_list("kind", "minutes"))


def test_coming_and_going(clock, signup):
    services.check_in(signup)
    assert (signup.mark, ledger(signup)) == (Mark.CAME, [])
    clock.shift(dt.timedelta(minutes=95))
    services.check_out(signup)
    assert ledger(signup) == [("attended", 95)]
    services.check_out(signup)
    services.check_in(signup)
    assert ledger(signup) == [("attended", 95)]


def test_overtime_is_credited_for_an_hour_at_most(clock, signup):
    services.check_in(signup)
    clock.shift(dt.timedelta(hours=9))
    services.check_out(signup)
    assert signup.minutes == 180


def test_going_without_having_come(signup):
    with pytest.raises(VolunteerError):
        services.check_out(signup)


def test_a_correction_needs_a_reason_and_stays_beside_what_was(signup):
    services.check_in(signup)
    services.correct(signup, 120, reason="忘记签退", by=None)
    services.correct(signup, 90, reason="提前离开", by=None)
    assert ledger(signup) == [("correction", 120), ("correction", -30)]
    for minutes, reason in ((60, " "), (-1, "错"), (24 * 60 + 1, "错")):
        with pytest.raises(VolunteerError):
            services.correct(signup, minutes, reason=reason, by=None)


def test_taking_a_mark_back(clock, signup):
    services.check_in(signup)
    clock.shift(dt.timedelta(minutes=60))
    services.check_out(signup)
    services.undo(signup)
    assert ledger(signup) == [("attended", 60), ("correction", -60)]
    services.mark_no_show(signup)
    assert (signup.mark, len(ledger(signup))) == (Mark.NO_SHOW, 2)


def test_closing_the_list(signup):
    other, third = sign_up_again(signup), sign_up_again(signup)
    services.check_in(signup)
    services.check_in(other)
    assert services.close(signup.pool) == 1
    third.refresh_from_db()
    assert [ledger(row) for row in (signup, other, third)] == [
        [("attended", 120)],
        [("attended", 120)],
        [],
    ]
    assert third.mark == Mark.NO_SHOW
    assert services.close(signup.pool) == 0


def sign_up_again(signup) -> SignUp:
    row = services.assign(signup.pool, VolunteerFactory())
    return SignUp.objects.detailed().get(pk=row.pk)


def test_nothing_is_noted_before_it_begins(shift):
    row = sign_up(shift)
    for service in (services.check_in, services.mark_no_show, services.undo):
        with pytest.raises(VolunteerError):
            service(row)
    with pytest.raises(VolunteerError):
        services.close(shift)


def test_only_who_has_a_place(clock, shift):
    rows = [sign_up(shift) for _ in range(4)]
    clock.move_to(shift.starts_at)
    with pytest.raises(VolunteerError):
        services.check_in(rows[3])


def test_somebody_marked_is_not_given_back(signup):
    services.check_in(signup)
    with pytest.raises(VolunteerError):
        services.release(signup)


def test_entries_are_never_changed(signup):
    services.correct(signup, 60, reason="补录", by=None)
    entry = HoursEntry.objects.get()
    entry.minutes = 600
    for attempt in (
        entry.save,
        entry.delete,
        HoursEntry.objects.all().delete,
        lambda: HoursEntry.objects.update(minutes=600),
    ):
        with pytest.raises(VolunteerError):
            attempt()
    assert ledger(signup) == [("correction", 60)]


def test_the_database_keeps_the_rules_of_the_ledger(signup):
    for values in (
        {"minutes": 0, "kind": EntryKind.ATTENDED},
        {"minutes": 5, "kind": EntryKind.CORRECTION},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HoursEntry.objects.create(signup=signup, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.filter(pk=signup.pk).update(minutes=5)
