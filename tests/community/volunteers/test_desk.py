"""The planner of staff: what is at risk, the list of the day, people, and whose it is."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.users.models import UserProfile

from community.volunteers import services
from community.volunteers.enums import Mark, ShiftState, Stage
from community.volunteers.models import Certificate, HoursEntry, Shift, SignUp
from portal.notify.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryStaffFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, VolunteerFactory, sign_up


@pytest.fixture
def staff(shift):
    """Somebody of the library the shift is in."""
    user = UserFactory()
    names = ["access_admin", "change_volunteer"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    LibraryStaffFactory(user=user, library=shift.opportunity.library)
    return user


@pytest.fixture
def desk(client, staff):
    UserProfile.objects.create(user=staff, preferred_language="en")
    client.force_login(staff)
    return client


def of(shift, name="shift") -> str:
    return reverse(f"volunteer_desk:{name}", args=[shift.uid])


def act(desk, signup, name, **more):
    return desk.post(of(signup.pool), {"act": name, "signup": signup.pk, **more})


NAMES = ["shift", "move", "cancel", "repeat", "message", "poster"]


@pytest.mark.parametrize("name", NAMES)
def test_shifts_of_other_libraries_are_not_found(desk, shift, name):
    assert desk.get(of(shift, name)).status_code == 200
    assert desk.get(of(ShiftFactory(), name)).status_code == 404


@pytest.mark.parametrize("name", ["planner", "new", "people", "hours"])
def test_who_has_no_right_sees_nothing(client, name, staff):
    address = reverse(f"volunteer_desk:{name}")
    client.force_login(staff)
    assert client.get(address).status_code == 200
    staff.user_permissions.remove(Permission.objects.get(codename="change_volunteer"))
    client.force_login(type(staff).objects.get(pk=staff.pk))
    assert client.get(address).status_code == 302


def test_volunteers_of_other_libraries_are_not_found(desk, shift):
    own = VolunteerFactory(library=shift.opportunity.library, is_network_wide=False)
    other = VolunteerFactory(is_network_wide=False)
    for person, code in ((own, 200), (other, 404)):
        address = reverse("volunteer_desk:person", args=[person.uid])
        assert desk.get(address).status_code == code
    people = desk.get(reverse("volunteer_desk:people"), {"stage": "approved"})
    assert [row for row, _total in people.context["rows"]] == [own]


def test_the_week_with_what_is_at_risk_in_front(desk, clock, shift):
    ShiftFactory(starts_at=shift.starts_at)
    clock.move_to(shift.starts_at - dt.timedelta(days=2))
    page = desk.get(reverse("volunteer_desk:planner"), {"week": shift.local_date.isoformat()})
    assert page.context["at_risk"] == [shift]
    (row,) = page.context["week"].rows
    assert row.library == shift.opportunity.library
    assert [each for day in row.days for each in day] == [shift]
    assert desk.get(reverse("volunteer_desk:planner"), {"week": "x"}).status_code == 200
    assert "lacks people" in desk.get("/admin/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_planner(desk, shift, number, django_assert_num_queries):
    for _ in range(number - 1):
        ShiftFactory(opportunity=shift.opportunity, starts_at=shift.starts_at)
    address = reverse("volunteer_desk:planner")
    query = {"week": shift.local_date.isoformat()}
    desk.get(address, query)
    with django_assert_num_queries(PLANNER):
        desk.get(address, query)


PLANNER = 11


def test_ticking(desk, clock, shift):
    row = sign_up(shift)
    clock.move_to(shift.starts_at)
    act(desk, row, "in")
    clock.shift(dt.timedelta(minutes=90))
    act(desk, row, "out")
    row.refresh_from_db()
    assert (row.mark, row.minutes) == (Mark.CAME, 90)
    act(desk, row, "correct", hours="1.25", reason="提前走")
    act(desk, row, "correct", hours="x", reason="提前走")
    act(desk, row, "correct", hours="9", reason="")
    assert HoursEntry.objects.total() == 75
    assert set(HoursEntry.objects.values_list("by__username", flat=True)) != {None}
    act(desk, row, "undo")
    act(desk, row, "no_show")
    row.refresh_from_db()
    assert (row.mark, HoursEntry.objects.total()) == (Mark.NO_SHOW, 0)
    assert act(desk, row, "fly").status_code == 404
    assert desk.post(of(shift), {"act": "in", "signup": "x"}).status_code == 404
    assert act(desk, sign_up(ShiftFactory()), "in").status_code == 404


def test_closing(desk, clock, shift):
    rows = [sign_up(shift), sign_up(shift)]
    clock.move_to(shift.starts_at)
    act(desk, rows[0], "in")
    desk.post(of(shift), {"close": "1"})
    assert [SignUp.objects.get(pk=row.pk).minutes for row in rows] == [120, 0]
    assert desk.get(of(shift)).status_code == 200


def test_entering_and_taking_off(desk, shift):
    person, busy = VolunteerFactory(), VolunteerFactory()
    sign_up(ShiftFactory(starts_at=shift.starts_at), busy)
    desk.post(of(shift), {"assign": "1", "volunteer": busy.pk})
    desk.post(of(shift), {"assign": "1", "volunteer": person.pk})
    row = SignUp.objects.get(pool=shift)
    assert (row.volunteer, row.by_staff) == (person, True)
    act(desk, row, "off", note="改期")
    row.refresh_from_db()
    assert not row.is_active


def test_undoing_a_swap(desk, shift):
    swap = services.offer(sign_up(shift))
    services.take_over(swap, VolunteerFactory())
    assert desk.get(of(shift)).status_code == 200
    desk.post(of(shift), {"veto": swap.pk, "note": ""})
    swap.refresh_from_db()
    assert swap.state == "vetoed"


def test_a_new_shift(desk, shift):
    data = {"opportunity": shift.opportunity.pk, "capacity": 4, "date": "2026-03-20"}
    desk.post(reverse("volunteer_desk:new"), {**data, "starts": "09:00", "ends": "11:00"})
    made = Shift.objects.get(capacity=4)
    assert (made.local_start.hour, made.minutes) == (9, 120)
    wrong = desk.post(reverse("volunteer_desk:new"), {**data, "starts": "09:00", "ends": "08:00"})
    assert wrong.context["form"].errors
    assert desk.post(reverse("volunteer_desk:new"), data | {"date": ""}).status_code == 200
    other = {**data, "opportunity": OpportunityFactory().pk, "starts": "09:00", "ends": "11:00"}
    assert "opportunity" in desk.post(reverse("volunteer_desk:new"), other).context["form"].errors
    assert Shift.objects.count() == 2


def test_a_shift_for_an_event(desk, shift):
    date = OccurrenceFactory(library=shift.opportunity.library)
    data = {"opportunity": shift.opportunity.pk, "capacity": 4, "occurrence": date.pk}
    desk.post(reverse("volunteer_desk:new"), {**data, "minutes_before": 20})
    assert Shift.objects.get(occurrence=date).starts_at == date.start - dt.timedelta(minutes=20)


def test_moving_and_calling_off(desk, shift):
    row = sign_up(shift)
    data = {"date": "2026-03-12", "starts": "10:00", "ends": "12:00", "capacity": 5}
    desk.post(of(shift, "move"), data)
    shift.refresh_from_db()
    assert (shift.local_date.isoformat(), shift.capacity) == ("2026-03-12", 5)
    assert desk.post(of(shift, "move"), {**data, "ends": "09:00"}).context["form"].errors
    desk.post(of(shift, "cancel"), {"reason": "停电"})
    shift.refresh_from_db()
    row.refresh_from_db()
    assert (shift.state, row.is_active) == (ShiftState.CANCELLED, False)


def test_repeating_is_looked_at_first(desk, shift):
    page = desk.post(of(shift, "repeat"), {"weeks": 3})
    assert len(page.context["drafts"]) == 3
    assert Shift.objects.count() == 1
    desk.post(of(shift, "repeat"), {"weeks": 3, "plan": "1"})
    desk.post(of(shift, "repeat"), {"weeks": 3, "plan": "1"})
    assert Shift.objects.count() == 4
    assert desk.post(of(shift, "repeat"), {"weeks": 99}).context["form"].errors


def test_writing_to_all_once(desk, shift):
    for _ in range(4):
        sign_up(shift)
    data = {"subject": "请带雨具", "text": "可能下雨。", "key": "k1"}
    assert desk.post(of(shift, "message"), data).context["letters"] == 3
    assert not Message.objects.filter(template="volunteers/message").exists()
    for _ in range(2):
        desk.post(of(shift, "message"), {**data, "send": "1"})
    assert Message.objects.filter(template="volunteers/message").count() == 3


def test_spreadsheets_run_no_formulas(desk, clock, shift):
    person = VolunteerFactory(name="=1+1", library=shift.opportunity.library)
    row = sign_up(shift, person)
    assert desk.get(of(shift, "export")).status_code == 405
    assert "'=1+1" in desk.post(of(shift, "export")).content.decode()
    clock.move_to(shift.starts_at)
    services.check_in(row)
    services.close(shift)
    day = shift.local_date.isoformat()
    text = desk.post(reverse("volunteer_desk:hours"), {"since": day, "until": day}).content.decode()
    assert "'=1+1" in text
    assert ",120," in text


def test_deciding_about_an_application(desk, shift):
    row = VolunteerFactory(
        library=shift.opportunity.library, stage=Stage.APPLIED, is_network_wide=False
    )
    address = reverse("volunteer_desk:person", args=[row.uid])
    for name in ("invite", "talked", "approve", "pause", "resume"):
        desk.post(address, {"act": name, "note": "", "network": "1"})
    row.refresh_from_db()
    assert (row.stage, row.is_network_wide) == (Stage.APPROVED, False)
    assert row.interviewed_at is not None
    assert [step.stage for step in row.steps.order_by("pk")] == [
        *("interview", "approved", "paused", "approved")
    ]
    desk.post(address, {"act": "refuse", "note": "太晚"})
    assert desk.post(address, {"act": "fly"}).status_code == 404
    desk.post(address, {"act": "end"})
    row.refresh_from_db()
    assert row.stage == Stage.ENDED


def test_issuing_and_taking_back_a_certificate(desk, clock, shift):
    person = VolunteerFactory(library=shift.opportunity.library)
    row = sign_up(shift, person)
    clock.move_to(shift.starts_at)
    services.check_in(row)
    services.close(shift)
    address = reverse("volunteer_desk:person", args=[person.uid])
    day = shift.local_date.isoformat()
    desk.post(address, {"act": "issue", "since": day, "until": day})
    certificate = Certificate.objects.get()
    desk.post(address, {"act": "revoke", "code": certificate.code, "note": "记录有误"})
    certificate.refresh_from_db()
    assert not certificate.is_valid
    early = desk.post(address, {"act": "issue", "since": "2020-01-01", "until": "2020-01-02"})
    assert early.context["form"].errors
