"""A reader's own pages: applying, signing up, one's shifts."""

import datetime as dt

import pytest

from community.volunteers import services
from community.volunteers.enums import Stage
from community.volunteers.models import SignUp, Volunteer
from community.volunteers.tokens import self_check_in_path
from events.places.enums import Status
from events.registration.services import renew_calendar
from portal.accounts.models import ConsentKind
from tests.factories.accounts import FamilyMemberFactory, current_text
from tests.factories.core import LibraryFactory
from tests.factories.volunteers import ShiftFactory, VolunteerFactory, child, sign_up

ME = "/en/me/volunteering/"


@pytest.fixture
def own(client, person):
    client.force_login(person.reader.user)
    return person


def form(**values):
    return {
        "name": "李雷",
        "phone": "010-0000 1111",
        "emergency_name": "李爸爸",
        "emergency_phone": "010-0000 2222",
        "library": LibraryFactory().pk,
        **values,
    }


def test_visitors_sign_in_first(client, shift):
    for address in (ME, "/en/volunteer/join/", f"/en/volunteer/shifts/{shift.uid}/"):
        assert "/accounts/login/" in client.get(address)["Location"]


def test_applying(client, django_user_model):
    user = django_user_model.objects.create_user("li")
    client.force_login(user)
    assert client.get("/en/volunteer/join/").status_code == 200
    wrong = client.post("/en/volunteer/join/", form(birth_year=2012, birth_month=3))
    assert "parent" in wrong.content.decode()
    client.post("/en/volunteer/join/", form(birth_year=1990, birth_month=3, languages=["en"]))
    row = Volunteer.objects.get(reader__user=user)
    assert (row.stage, row.languages) == (Stage.APPLIED, ["en"])
    assert "applied already" in client.get("/en/volunteer/join/").content.decode()


def test_applying_for_a_child(client, own):
    current_text(ConsentKind.VOLUNTEER)
    member = FamilyMemberFactory(guardian=own.reader, birth_year=2010)
    address = f"/en/volunteer/join/?for={member.pk}"
    page = client.get(address)
    without = client.post(address, form())
    assert "consent" in without.content.decode()
    version = page.context["form"]["agreed_version"].initial
    client.post(address, form(agree="on", agreed_version=version))
    assert Volunteer.objects.get(member=member).stage == Stage.APPLIED


@pytest.mark.parametrize("wanted", ["x", "0", "999999"])
def test_applying_for_somebody_elses_child(client, own, wanted):
    assert client.get(f"/en/volunteer/join/?for={wanted}").status_code == 404


def test_signing_up(client, own, shift):
    address = f"/en/volunteer/shifts/{shift.uid}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"volunteer": own.pk})
    signup = SignUp.objects.get()
    assert (answer["Location"], signup.status) == (f"{ME}shifts/{signup.uid}/", Status.CONFIRMED)
    assert "You have this shift" in client.get(answer["Location"]).content.decode()


def test_only_ones_own_people_can_be_entered(client, own, shift):
    client.post(f"/en/volunteer/shifts/{shift.uid}/", {"volunteer": VolunteerFactory().pk})
    assert not SignUp.objects.exists()


def test_a_child_below_the_age_is_told_why(client, own):
    shift = ShiftFactory(opportunity__min_age=16)
    young = child(15, guardian=own.reader, name="小石榴")
    text = client.get(f"/en/volunteer/shifts/{shift.uid}/").content.decode()
    assert "people of 16 and older; 小石榴 is 15" in text
    client.post(f"/en/volunteer/shifts/{shift.uid}/", {"volunteer": young.pk})
    assert not SignUp.objects.exists()


def test_the_youngest_tick_that_a_parent_comes(client, own):
    shift = ShiftFactory(opportunity__min_age=10)
    young = child(12, guardian=own.reader)
    address = f"/en/volunteer/shifts/{shift.uid}/"
    wrong = client.post(address, {"volunteer": young.pk})
    assert "with_parent" in wrong.context["form"].errors
    client.post(address, {"volunteer": young.pk, "with_parent": "on"})
    assert SignUp.objects.get().with_parent


def test_what_belongs_to_others_is_not_found(client, own, shift):
    other = sign_up(shift)
    for end in ("", "release/", "accept/", "decline/", "offer/"):
        assert client.get(f"{ME}shifts/{other.uid}/{end}").status_code == 404
    for end in ("", "consent/", "pause/"):
        assert client.get(f"{ME}{other.volunteer.uid}/{end}").status_code == 404
    swap = services.offer(other)
    assert client.post(f"{ME}swaps/{swap.uid}/withdraw/").status_code == 404


def test_giving_back(client, own, shift):
    row = sign_up(shift, own)
    address = f"{ME}shifts/{row.uid}/release/"
    assert client.get(address).status_code == 200
    client.post(address)
    row.refresh_from_db()
    assert row.status == Status.CANCELLED
    assert client.get(address).status_code == 302


def test_answering_an_offer(client, own):
    shift = ShiftFactory(capacity=1, opportunity__offer_hours=24)
    first = sign_up(shift)
    row = sign_up(shift, own)
    services.release(first)
    assert client.get(f"{ME}shifts/{row.uid}/accept/").status_code == 200
    client.post(f"{ME}shifts/{row.uid}/accept/")
    row.refresh_from_db()
    assert row.status == Status.CONFIRMED


def test_a_swap_from_one_reader_to_another(client, own, shift):
    given = sign_up(shift)
    swap = services.offer(given, note="换一班")
    assert "换一班" in client.get(ME).content.decode()
    assert client.get(swap.get_absolute_url()).status_code == 200
    client.post(swap.get_absolute_url(), {"volunteer": own.pk})
    assert SignUp.objects.get(volunteer=own).status == Status.CONFIRMED
    assert client.get(swap.get_absolute_url()).status_code == 404


def test_offering_and_keeping(client, own, shift):
    row = sign_up(shift, own)
    client.post(f"{ME}shifts/{row.uid}/offer/", {"note": ""})
    text = client.get(f"{ME}shifts/{row.uid}/").content.decode()
    assert "Keep it after all" in text
    client.post(f"{ME}swaps/{row.swaps.get().uid}/withdraw/")
    assert "Keep it after all" not in client.get(f"{ME}shifts/{row.uid}/").content.decode()


def test_pausing_going_on_and_stopping(client, own):
    for act, stage in (("pause", "paused"), ("resume", "approved"), ("end", "ended")):
        assert client.get(f"{ME}{own.uid}/{act}/").status_code == 200
        client.post(f"{ME}{own.uid}/{act}/")
        own.refresh_from_db()
        assert own.stage == stage
    assert client.get(f"{ME}{own.uid}/pause/").status_code == 302
    assert client.get(f"{ME}{own.uid}/fly/").status_code == 404


def test_changing_what_the_library_knows(client, own):
    assert client.get(f"{ME}{own.uid}/").status_code == 200
    client.post(f"{ME}{own.uid}/", form(name="李明"))
    own.refresh_from_db()
    assert own.name == "李明"


def test_giving_consent_anew(client, own):
    young = child(15, guardian=own.reader)
    own.reader.consents.filter(member=young.member).update(withdrawn_at="2026-03-01T00:00Z")
    assert "consent is missing" in client.get(ME).content.decode()
    page = client.get(f"{ME}{young.uid}/consent/")
    version = page.context["form"]["agreed_version"].initial
    client.post(f"{ME}{young.uid}/consent/", {"agree": "on", "agreed_version": version})
    assert "consent is missing" not in client.get(ME).content.decode()


def test_my_library_shows_shifts_to_come(client, own, shift):
    sign_up(shift, own)
    text = client.get("/en/me/").content.decode()
    assert shift.opportunity.title_en in text


def test_my_library_of_others_says_nothing_of_it(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("li"))
    assert "volunteering" not in client.get("/en/me/").content.decode().lower()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_my_shifts(client, own, number, django_assert_num_queries):
    for days in range(number):
        shift = ShiftFactory(starts_at=own.changed_at + dt.timedelta(days=5 + days))
        sign_up(shift, own)
        services.offer(sign_up(ShiftFactory()))
    client.get(ME)
    with django_assert_num_queries(MINE):
        client.get(ME)


MINE = 10


def test_ticking_oneself(client, clock, own, shift):
    row = sign_up(shift, own)
    address = self_check_in_path(shift)
    assert client.post(address, {"who": row.uid}).status_code == 200
    row.refresh_from_db()
    assert row.mark == ""
    clock.move_to(shift.starts_at)
    client.get(address)
    client.post(address, {"who": row.uid})
    clock.shift(dt.timedelta(minutes=100))
    client.post(address, {"who": row.uid})
    row.refresh_from_db()
    assert (row.mark, row.minutes) == ("came", 100)
    client.post(address, {"who": "x"})
    assert client.get(address[:-4] + "0000/").status_code == 404


def test_shifts_in_ones_own_calendar(client, own, shift):
    row = sign_up(shift, own)
    token = renew_calendar(own.reader)
    text = client.get(f"/en/me/calendar/{token}.ics").content.decode().replace("\r\n ", "")
    assert f"UID:{row.uid}@" in text
    assert f"SUMMARY:Volunteering: {shift.opportunity.title_en}" in text
    services.release(row)
    assert str(row.uid) not in client.get(f"/en/me/calendar/{token}.ics").content.decode()
