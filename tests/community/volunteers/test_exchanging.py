"""Two volunteers exchange their shifts."""

import datetime as dt

import pytest

from community.volunteers import selectors, services
from community.volunteers.enums import SwapState
from community.volunteers.errors import NotYetError, VolunteerError
from community.volunteers.models import Shift, SignUp, Swap
from events.places.enums import Status
from portal.notify.models import Message
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, VolunteerFactory, sign_up

ME = "/en/me/volunteering/"


@pytest.fixture
def offered(shift):
    return services.offer(sign_up(shift))


@pytest.fixture
def mine(shift, person):
    """Of another volunteer, at the very same time: only an exchange makes it possible."""
    return sign_up(ShiftFactory(starts_at=shift.starts_at, capacity=1), person)


def holder(shift: Shift) -> list[int]:
    rows = SignUp.objects.filter(pool=shift, status=Status.CONFIRMED)
    return list(rows.values_list("volunteer", flat=True))


def test_both_have_the_place_of_the_other(offered, mine):
    first, second = offered.signup.volunteer_id, mine.volunteer_id
    proposal = services.propose(offered, mine, note="我周六也行")
    assert holder(mine.pool) == [second]
    new, other = services.exchange(proposal)
    assert (holder(offered.signup.pool), holder(mine.pool)) == ([second], [first])
    assert (new.pool, other.pool) == (mine.pool, offered.signup.pool)
    assert set(Swap.objects.values_list("state", flat=True)) == {SwapState.TAKEN}
    assert [row.taken for row in Shift.objects.order_by("pk")] == [1, 1]
    told = list(Message.objects.values_list("template", flat=True))
    assert told.count("volunteers/proposed") == 1
    assert told.count("volunteers/handed_over") == 2
    with pytest.raises(VolunteerError):
        services.exchange(proposal)


def test_the_library_undoes_both(offered, mine):
    first, second = offered.signup.volunteer_id, mine.volunteer_id
    proposal = services.propose(offered, mine)
    services.exchange(proposal)
    services.veto(Swap.objects.get(pk=proposal.pk), note="需要手语")
    assert (holder(offered.signup.pool), holder(mine.pool)) == ([first], [second])
    assert set(Swap.objects.values_list("state", flat=True)) == {SwapState.VETOED}


def test_no_is_told_and_changes_nothing(offered, mine):
    proposal = services.propose(offered, mine)
    services.refuse_exchange(proposal)
    proposal.refresh_from_db()
    offered.refresh_from_db()
    assert (proposal.state, offered.state) == (SwapState.DECLINED, SwapState.OPEN)
    assert Message.objects.filter(template="volunteers/proposal_declined").exists()
    assert holder(mine.pool) == [mine.volunteer_id]


@pytest.mark.parametrize("end", ["taken over", "withdrawn", "given back"])
def test_a_proposal_ends_with_the_offer(offered, mine, end):
    proposal = services.propose(offered, mine)
    if end == "taken over":
        services.take_over(offered, VolunteerFactory())
    elif end == "withdrawn":
        services.withdraw(offered)
    else:
        services.release(offered.signup)
    proposal.refresh_from_db()
    assert proposal.state == SwapState.WITHDRAWN
    with pytest.raises(VolunteerError):
        services.exchange(proposal)


def test_the_rules_hold_for_both(offered, shift, person):
    elsewhere = sign_up(
        ShiftFactory(
            opportunity=OpportunityFactory(needs_interview=True),
            starts_at=shift.starts_at + dt.timedelta(days=2),
        ),
        VolunteerFactory(interviewed_at=shift.starts_at),
    )
    proposal = services.propose(offered, elsewhere)
    with pytest.raises(NotYetError):  # who offered has had no talk with the library
        services.exchange(proposal)
    assert holder(elsewhere.pool) == [elsewhere.volunteer_id]
    assert Swap.objects.filter(state=SwapState.OPEN).count() == 2
    with pytest.raises(VolunteerError):
        services.propose(offered, offered.signup)


def test_nobody_who_waits_is_overtaken(offered, mine):
    proposal = services.propose(offered, mine)
    sign_up(mine.pool)
    with pytest.raises(VolunteerError):
        services.exchange(proposal)


def test_proposing_and_agreeing_over_the_web(client, offered, mine):
    client.force_login(mine.volunteer.reader.user)
    address = f"{ME}swaps/{offered.uid}/"
    assert list(client.get(address).context["exchange"].fields["signup"].queryset) == [mine]
    strange = client.post(address, {"exchange": "1", "signup": offered.signup.pk})
    assert strange.status_code == 200
    client.post(address, {"exchange": "1", "signup": mine.pk})
    asked_for = offered.signup.pool.opportunity.title_en
    assert asked_for in client.get(f"{ME}shifts/{mine.uid}/").content.decode()
    proposal = Swap.objects.get(answers=offered)
    assert list(selectors.open_swaps_for(offered.signup.volunteer.reader)) == []
    answer = f"{ME}swaps/{proposal.uid}/answer/"
    assert client.post(answer, {"answer": "yes"}).status_code == 404
    client.force_login(offered.signup.volunteer.reader.user)
    page = client.get(f"{ME}shifts/{offered.signup.uid}/").content.decode()
    assert answer in page
    assert client.post(answer, {"answer": "maybe"}).status_code == 404
    assert client.post(answer, {"answer": "yes"}).status_code == 302
    assert holder(mine.pool) == [offered.signup.volunteer_id]
