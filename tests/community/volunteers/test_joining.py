"""Becoming a volunteer, and leaving."""

import datetime as dt

import pytest
from django.utils import timezone

from community.volunteers import services
from community.volunteers.enums import EndReason, Stage
from community.volunteers.errors import NotYetError, VolunteerError
from community.volunteers.models import HoursEntry, SignUp, Step, Volunteer
from community.volunteers.services.joining import Profile
from portal.accounts.models import ConsentKind
from portal.accounts.services import erase_account
from portal.accounts.services.family import remove_family_member
from portal.notify.models import Message
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory, current_text
from tests.factories.core import LibraryFactory
from tests.factories.volunteers import ShiftFactory, SkillFactory, VolunteerFactory, child, sign_up

PROFILE = Profile(
    name="王小明",
    phone="010-0000 1234",
    emergency_name="王大明",
    emergency_phone="010-0000 5678",
)


@pytest.fixture
def reader(db):
    return ReaderFactory()


@pytest.fixture
def staff(db):
    return UserFactory()


def apply(reader, **options) -> Volunteer:
    options.setdefault("library", LibraryFactory())
    return services.apply(reader, PROFILE, **options)


def test_applying_for_oneself(reader):
    skill = SkillFactory()
    row = services.apply(
        reader,
        Profile("李雷", "1", "a", "2", skills=[skill]),
        library=LibraryFactory(),
        birth=(1980, 1),
    )
    assert (row.stage, list(row.skills.all())) == (Stage.APPLIED, [skill])
    assert Message.objects.filter(template="volunteers/applied", user=reader.user).count() == 1
    with pytest.raises(VolunteerError):
        apply(reader, birth=(1980, 1))


def test_who_is_under_age_comes_through_a_parent(reader):
    with pytest.raises(NotYetError) as refused:
        apply(reader, birth=(2010, 5))
    assert refused.value.field == "birth_year"
    with pytest.raises(VolunteerError):
        apply(reader)


def test_a_child_with_consent(reader):
    member = FamilyMemberFactory(guardian=reader, birth_year=2011, birth_month=1)
    with pytest.raises(VolunteerError) as refused:
        apply(reader, member=member)
    assert refused.value.field == "agree"
    row = apply(reader, member=member, consent=current_text(ConsentKind.VOLUNTEER))
    assert row.age_on(timezone.localdate()) == 15
    assert reader.consents.active().filter(member=member, text__kind="volunteer").exists()


def test_a_child_of_others_or_too_young(reader):
    text = current_text(ConsentKind.VOLUNTEER)
    with pytest.raises(VolunteerError):
        apply(reader, member=FamilyMemberFactory(birth_year=2011), consent=text)
    with pytest.raises(NotYetError):
        apply(reader, member=FamilyMemberFactory(guardian=reader, birth_year=2020), consent=text)


def test_from_the_talk_to_the_approval(reader, staff):
    row = apply(reader, birth=(1980, 1))
    services.invite(row, by=staff, note="周三下午可以吗？")
    services.note_talk(row)
    services.approve(row, by=staff, network_wide=True)
    row.refresh_from_db()
    assert (row.stage, row.is_network_wide) == (Stage.APPROVED, True)
    assert list(Step.objects.order_by("pk").values_list("stage", "by")) == [
        ("applied", reader.user.pk),
        ("interview", staff.pk),
        ("approved", staff.pk),
    ]
    assert Message.objects.filter(template="volunteers/decided").count() == 2
    with pytest.raises(VolunteerError):
        services.refuse(row, by=staff, note="太晚")


def test_refusing_needs_words_and_is_not_for_ever(reader, staff):
    row = apply(reader, birth=(1980, 1))
    with pytest.raises(VolunteerError):
        services.refuse(row, by=staff, note=" ")
    services.refuse(row, by=staff, note="目前人手已满。")
    row.refresh_from_db()
    assert (row.stage, row.emergency_name, row.emergency_phone) == (Stage.REFUSED, "", "")
    again = apply(reader, birth=(1980, 1))
    assert (again.pk, again.stage) == (row.pk, Stage.APPLIED)


def test_a_pause(shift, staff):
    person = VolunteerFactory()
    row = sign_up(shift, person)
    services.pause(person, by=staff)
    row.refresh_from_db()
    assert row.has_place
    services.resume(person, by=staff)
    assert Volunteer.objects.get(pk=person.pk).is_approved


def test_the_end(shift, staff):
    person = VolunteerFactory()
    rows = [sign_up(shift, person), *(sign_up(shift) for _ in range(3))]
    services.end(person, by=staff)
    for row in rows:
        row.refresh_from_db()
    assert rows[0].end_reason == EndReason.LEFT
    assert [row.status for row in rows[1:]] == ["confirmed"] * 3
    person.refresh_from_db()
    assert (person.stage, person.emergency_phone) == (Stage.ENDED, "")


def test_the_clock_forgets_emergency_contacts(db):
    VolunteerFactory(stage=Stage.ENDED)
    VolunteerFactory()
    assert services.run_due().forgotten == 1
    assert Volunteer.objects.exclude(emergency_phone="").count() == 1


def test_of_an_erased_account_only_sums_stay(clock, shift):
    person = VolunteerFactory()
    row = sign_up(shift, person)
    coming = sign_up(ShiftFactory(starts_at=shift.starts_at + dt.timedelta(days=9)), person)
    clock.move_to(shift.starts_at)
    services.check_in(row)
    services.close(shift)
    certificate = services.issue(person, since=shift.local_date, until=shift.local_date)
    erase_account(person.reader.user)
    row.refresh_from_db()
    coming.refresh_from_db()
    certificate.refresh_from_db()
    assert (row.volunteer, row.minutes, coming.is_active) == (None, 120, False)
    assert HoursEntry.objects.filter(volunteer=None).total() == 120
    assert (certificate.name, certificate.is_valid) == ("", False)
    assert not Volunteer.objects.exists()


def test_a_child_that_is_removed_gives_its_shifts_back():
    shift = ShiftFactory(opportunity__min_age=14)
    young = child(15)
    row = sign_up(shift, young)
    remove_family_member(young.member)
    row.refresh_from_db()
    shift.refresh_from_db()
    assert (row.volunteer, row.is_active, shift.taken) == (None, False, 0)
    assert SignUp.objects.count() == 1
