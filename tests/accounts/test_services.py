import json

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.management import call_command

from portal.accounts import services
from portal.accounts.errors import AccountsError
from portal.accounts.models import (
    Consent,
    ConsentKind,
    ConsentText,
    FamilyMember,
    Reader,
    User,
)
from tests.factories.accounts import (
    CardLinkFactory,
    ConsentFactory,
    ConsentTextFactory,
    FamilyMemberFactory,
    ReaderFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
CHILD = {"nickname": "豆豆", "birth_year": 2021, "birth_month": 3}


def test_register_reader_records_consent():
    user, text = UserFactory(), ConsentTextFactory()
    reader = services.register_reader(user, nickname=" 书虫 ", language="en", privacy_text=text)
    assert (reader.nickname, reader.language) == ("书虫", "en")
    assert reader.consents.get().text == text


def test_ensure_reader_makes_one_and_only_one():
    user = UserFactory()
    assert services.ensure_reader(user) == services.ensure_reader(user)
    assert Reader.objects.count() == 1


def test_update_reader_tidies_the_nickname():
    reader = services.update_reader(ReaderFactory(), nickname="ＡＢ ", language="en")
    assert reader.nickname == "AB"


def test_give_consent_twice_keeps_one_row():
    reader, text = ReaderFactory(), ConsentTextFactory()
    assert services.give_consent(reader, text=text) == services.give_consent(reader, text=text)


def test_publish_text_keeps_the_first_date():
    text = services.publish_text(ConsentTextFactory(published_at=None))
    first = text.published_at
    assert services.publish_text(text).published_at == first


def test_add_family_member_records_consent():
    reader, text = ReaderFactory(), ConsentTextFactory(kind=ConsentKind.CHILDREN)
    member = services.add_family_member(reader, **CHILD, consent=text)
    assert (member.guardian, member.nickname) == (reader, "豆豆")
    assert reader.consents.get().text == text


@pytest.mark.parametrize("kind", [None, ConsentKind.PRIVACY])
def test_add_family_member_without_the_right_consent_is_refused(kind):
    text = ConsentTextFactory(kind=kind) if kind else None
    with pytest.raises(AccountsError):
        services.add_family_member(ReaderFactory(), **CHILD, consent=text)
    assert not FamilyMember.objects.exists()
    assert not Consent.objects.exists()


@time_machine.travel("2026-11-30 23:59:59+08:00")
def test_add_family_member_from_the_future_is_refused():
    reader, text = ReaderFactory(), ConsentTextFactory(kind=ConsentKind.CHILDREN)
    with pytest.raises(AccountsError):
        services.add_family_member(
            reader, nickname="豆豆", birth_year=2026, birth_month=12, consent=text
        )
    assert services.add_family_member(
        reader, nickname="豆豆", birth_year=2026, birth_month=11, consent=text
    )


def test_add_family_member_by_a_used_name_is_refused():
    member = FamilyMemberFactory(nickname="豆豆")
    with pytest.raises(AccountsError):
        services.add_family_member(
            member.guardian, **CHILD, consent=ConsentText.objects.current(ConsentKind.CHILDREN)
        )


def test_family_has_a_limit():
    reader = ReaderFactory()
    FamilyMemberFactory.create_batch(12, guardian=reader)
    with pytest.raises(AccountsError):
        services.add_family_member(
            reader, **CHILD, consent=ConsentText.objects.current(ConsentKind.CHILDREN)
        )


def test_edit_family_member_checks_again():
    member = services.edit_family_member(FamilyMemberFactory(), **CHILD)
    assert member.nickname == "豆豆"
    with pytest.raises(AccountsError):
        services.edit_family_member(member, nickname="豆豆", birth_year=2020, birth_month=13)


def test_remove_family_member_ends_consents_about_them():
    member = FamilyMemberFactory()
    photo = ConsentFactory(
        reader=member.guardian,
        text=ConsentTextFactory(kind=ConsentKind.PHOTO),
        member=member,
    )
    services.remove_family_member(member)
    photo.refresh_from_db()
    assert photo.member is None
    assert photo.withdrawn_at is not None
    assert not FamilyMember.objects.exists()


def test_withdrawing_childrens_consent_removes_the_family():
    member = FamilyMemberFactory()
    consent = member.guardian.consents.get()
    services.withdraw_consent(consent)
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert not FamilyMember.objects.exists()


def test_privacy_consent_ends_with_the_account_only():
    with pytest.raises(AccountsError):
        services.withdraw_consent(ConsentFactory())


def test_export_holds_everything_and_is_json():
    member = FamilyMemberFactory(nickname="豆豆")
    reader = member.guardian
    CardLinkFactory(reader=reader, number="11010199887766")
    text = json.dumps(services.export_my_data(reader.user), ensure_ascii=False)
    for word in (reader.nickname, "豆豆", "****7766", reader.user.email, "children 1"):
        assert word in text
    assert "11010199887766" not in text
    assert reader.user.password not in text


def test_export_of_a_user_who_is_no_reader():
    rows = {
        entry["model"]: entry["rows"] for entry in services.export_my_data(UserFactory())["data"]
    }
    assert rows["accounts.reader"] == rows["accounts.consent"] == []


def test_erase_account_leaves_nothing():
    member = FamilyMemberFactory()
    user = member.guardian.user
    CardLinkFactory(reader=member.guardian)
    AccessAttempt.objects.create(
        username=user.email, ip_address="192.0.2.1", failures_since_start=1
    )
    other = FamilyMemberFactory()
    services.erase_account(user)
    assert list(User.objects.all()) == [other.guardian.user]
    assert list(FamilyMember.objects.all()) == [other]
    assert Consent.objects.count() == 1
    assert not AccessAttempt.objects.exists()


def test_sample_texts_fill_gaps_only(capsys):
    own = ConsentTextFactory(kind=ConsentKind.PRIVACY)
    call_command("publish_sample_texts")
    assert {text.kind for text in ConsentText.objects.published()} == set(ConsentKind.values)
    assert ConsentText.objects.current(ConsentKind.PRIVACY) == own
    call_command("publish_sample_texts")
    assert capsys.readouterr().out.endswith("nothing to do\n")
