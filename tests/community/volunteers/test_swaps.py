"""Handing a shift over."""

import pytest

from community.volunteers import selectors, services
from community.volunteers.enums import EndReason, SwapState
from community.volunteers.errors import NotYetError, OverlapError, VolunteerError
from community.volunteers.models import SignUp
from events.places.enums import Status
from portal.notify.models import Message
from tests.factories.volunteers import ShiftFactory, VolunteerFactory, child, sign_up


@pytest.fixture
def swap(shift):
    return services.offer(sign_up(shift), note="家里有事")


def status(signup):
    return SignUp.objects.get(pk=signup.pk).status


def test_another_takes_it(shift, swap, person):
    taken = services.take_over(swap, person)
    assert (status(swap.signup), status(taken)) == (Status.CANCELLED, Status.CONFIRMED)
    swap.refresh_from_db()
    shift.refresh_from_db()
    assert (swap.state, swap.taken_by, shift.taken) == (SwapState.TAKEN, taken, 1)
    told = set(Message.objects.values_list("template", flat=True))
    assert {"volunteers/handed_over", "volunteers/staff_swap"} <= told
    with pytest.raises(VolunteerError):
        services.take_over(swap, VolunteerFactory())


def test_the_same_rules_hold_for_who_takes_it(shift, swap):
    busy = VolunteerFactory()
    sign_up(ShiftFactory(starts_at=shift.starts_at), busy)
    with pytest.raises(OverlapError):
        services.take_over(swap, busy)
    with pytest.raises(NotYetError):
        services.take_over(swap, child(15))
    with pytest.raises(VolunteerError):
        services.take_over(swap, swap.signup.volunteer)
    assert status(swap.signup) == Status.CONFIRMED


def test_nobody_who_waits_is_overtaken(shift):
    rows = [sign_up(shift) for _ in range(3)]
    swap = services.offer(rows[0])
    waits = sign_up(shift)
    with pytest.raises(VolunteerError):
        services.take_over(swap, VolunteerFactory())
    with pytest.raises(VolunteerError):
        services.offer(rows[1])
    with pytest.raises(VolunteerError):
        services.offer(waits)


def test_an_offer_ends_with_the_place(swap, person):
    services.release(swap.signup)
    with pytest.raises(VolunteerError):
        services.take_over(swap, person)
    swap.refresh_from_db()
    assert swap.state == SwapState.WITHDRAWN


def test_withdrawing(swap, person):
    with pytest.raises(VolunteerError):
        services.offer(swap.signup)
    services.withdraw(swap)
    with pytest.raises(VolunteerError):
        services.withdraw(swap)
    with pytest.raises(VolunteerError):
        services.take_over(swap, person)
    assert services.offer(swap.signup).state == SwapState.OPEN


def test_the_library_undoes_it(shift, swap, person):
    taken = services.take_over(swap, person)
    services.veto(swap, note="需要有经验的人")
    taken.refresh_from_db()
    assert (taken.status, taken.end_reason) == (Status.CANCELLED, EndReason.STAFF)
    again = SignUp.objects.get(pool=shift, volunteer=swap.signup.volunteer, status="confirmed")
    assert again.pk != swap.signup.pk
    shift.refresh_from_db()
    assert shift.taken == 1
    assert Message.objects.filter(template="volunteers/swap_undone").count() == 2
    with pytest.raises(VolunteerError):
        services.veto(swap)


def test_it_cannot_be_undone_once_the_shift_has_begun(clock, shift, swap, person):
    services.take_over(swap, person)
    clock.move_to(shift.starts_at)
    with pytest.raises(VolunteerError):
        services.veto(swap)


def test_it_cannot_be_undone_when_the_first_has_something_else(shift, swap, person):
    services.take_over(swap, person)
    sign_up(ShiftFactory(starts_at=shift.starts_at), swap.signup.volunteer)
    with pytest.raises(OverlapError):
        services.veto(swap)
    swap.refresh_from_db()
    assert swap.state == SwapState.TAKEN


def test_who_sees_offers(swap, person):
    local = VolunteerFactory(is_network_wide=False)
    own = VolunteerFactory(library=swap.signup.pool.opportunity.library, is_network_wide=False)
    seen = [
        list(selectors.open_swaps_for(each.reader))
        for each in (person, local, own, swap.signup.volunteer)
    ]
    assert seen == [[swap], [], [swap], []]
