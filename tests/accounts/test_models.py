from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.accounts.errors import AccountsError
from portal.accounts.models import Consent, ConsentKind, ConsentText, FamilyMember, mask_number
from portal.accounts.names import tidy_nickname, validate_nickname
from tests.factories.accounts import (
    CardLinkFactory,
    ConsentFactory,
    ConsentTextFactory,
    FamilyMemberFactory,
    ReaderFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        ((2020, 5), date(2020, 5, 1), 0),
        ((2020, 5), date(2020, 5, 31), 0),
        ((2020, 5), date(2020, 6, 1), 1),
        ((2020, 12), date(2021, 1, 1), 1),
        ((2020, 5), date(2023, 5, 1), 36),
        ((2020, 5), date(2023, 4, 30), 35),
        ((2024, 2), date(2024, 2, 29), 0),
        ((2020, 5), date(2019, 1, 1), 0),
    ],
)
def test_age_counts_whole_months(born, day, months):
    member = FamilyMember(birth_year=born[0], birth_month=born[1])
    assert member.age_on(day) == months


@pytest.mark.parametrize(
    "values",
    [{"birth_month": 0}, {"birth_month": 13}, {"birth_year": 1899}, {"birth_year": 2101}],
)
def test_birth_out_of_range_is_refused_by_the_database(values):
    member = FamilyMemberFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FamilyMember.objects.filter(pk=member.pk).update(**values)


def test_nickname_stands_once_in_a_family():
    member = FamilyMemberFactory(nickname="豆豆")
    with pytest.raises(IntegrityError), transaction.atomic():
        FamilyMemberFactory(guardian=member.guardian, nickname="豆豆")


def test_member_without_consent_is_refused_by_the_model():
    ConsentTextFactory(kind=ConsentKind.CHILDREN)
    with pytest.raises(AccountsError):
        FamilyMember.objects.create(
            guardian=ReaderFactory(), nickname="豆豆", birth_year=2020, birth_month=5
        )


def test_consent_to_an_older_text_does_not_carry_a_new_member():
    reader = FamilyMemberFactory().guardian
    ConsentTextFactory(kind=ConsentKind.CHILDREN)
    with pytest.raises(AccountsError):
        FamilyMember.objects.create(
            guardian=reader, nickname="豆豆", birth_year=2020, birth_month=5
        )


def test_versions_count_up_within_a_kind():
    assert ConsentTextFactory().version == 1
    assert ConsentTextFactory().version == 2
    assert ConsentTextFactory(kind=ConsentKind.CHILDREN).version == 1


def test_draft_is_not_in_force():
    current = ConsentTextFactory()
    ConsentTextFactory(published_at=None)
    assert ConsentText.objects.current(ConsentKind.PRIVACY) == current


def test_published_text_cannot_be_altered():
    text = ConsentTextFactory()
    text.body = "我们保存一切。"
    with pytest.raises(AccountsError):
        text.save()
    with pytest.raises(ValidationError):
        text.full_clean()


def test_draft_may_be_altered_and_its_hash_follows():
    text = ConsentTextFactory(published_at=None)
    before = text.hash
    text.body = "我们只保存昵称。"
    text.save()
    assert text.hash != before


def test_consent_stands_once():
    consent = ConsentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(reader=consent.reader, text=consent.text)


def test_consent_to_an_outdated_text_is_refused():
    old = ConsentTextFactory()
    ConsentTextFactory()
    with pytest.raises(AccountsError):
        ConsentFactory(text=old)


def test_consent_for_a_stranger_is_refused():
    member = FamilyMemberFactory()
    with pytest.raises(AccountsError):
        ConsentFactory(member=member)


def test_consent_cannot_end_before_it_began():
    consent = ConsentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at="2000-01-01T00:00+08:00")


def test_card_number_is_kept_masked_and_found_by_hash_only():
    card = CardLinkFactory(number="11010199887766")
    card.refresh_from_db()
    assert card.masked_number == "****7766"
    stored = [str(value) for value in card.__dict__.values()]
    assert not any("11010199887766" in value for value in stored)
    with pytest.raises(IntegrityError), transaction.atomic():
        CardLinkFactory(number=" 11010199887766 ")


def test_short_card_number_shows_nothing():
    assert mask_number("1234567") == "****"


def test_tidy_nickname_drops_what_is_not_seen():
    assert tidy_nickname(" 小\u202e豆\u200b  豆\x00\n") == "小豆 豆"
    assert tidy_nickname("ＡＢＣ") == "ABC"


@pytest.mark.parametrize("name", ["…", "  ", "a\u200bb", "\x00"])
def test_nickname_of_signs_only_is_refused(name):
    with pytest.raises(ValidationError):
        validate_nickname(name)
