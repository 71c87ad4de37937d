"""What readers can do about it: withdraw, report, appeal; bans, and going for good."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.moderation import services
from community.moderation.enums import Act, Lane, State
from community.moderation.errors import (
    BannedError,
    LimitError,
    ModerationError,
)
from community.moderation.models import Ban, Contribution, Decision, ModerationSettings, Voice
from portal.accounts import services as accounts
from tests.community.moderation.looks import fresh, stands
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory

pytestmark = pytest.mark.django_db


def ban(reader, **given):
    given.setdefault("until", timezone.now() + dt.timedelta(days=3))
    return Ban.objects.create(reader=reader, reason="多次广告", reason_en="Adverts", **given)


def test_withdrawing_takes_down_at_once_and_one_can_write_anew(send, accept, wall):
    note = send(text="旧")
    accept(note)
    services.withdraw(note)
    services.withdraw(note)
    assert stands(note) == (State.WITHDRAWN, "")
    assert wall.texts == {}
    with pytest.raises(ModerationError):
        services.edit(note, {"text": "改"})
    again = send(note.author, text="新")
    assert (again.pk, stands(again)) == (note.pk, (State.WAITING, Lane.NEW))


def test_reports_count_once_for_each_reader(send, accept):
    note = send()
    accept(note)
    reporter = ReaderFactory()
    services.report(note, reporter, reason="insult")
    services.report(note, reporter, reason="advert")
    assert fresh(note).reports_count == 1
    assert stands(note) == (State.PUBLISHED, Lane.REPORTED)


def test_enough_reports_hide_until_a_moderator_has_looked(send, accept, wall):
    note = send()
    accept(note)
    for _number in range(3):
        services.report(note, ReaderFactory(), reason="private")
    assert stands(note) == (State.HIDDEN, Lane.REPORTED)
    assert wall.texts == {}
    with pytest.raises(ModerationError):
        services.report(note, ReaderFactory(), reason="private")
    accept(note)
    assert stands(note) == (State.PUBLISHED, "")
    assert fresh(note).reports_count == 0


def test_one_does_not_report_oneself_or_what_nobody_sees(send):
    note = send()
    with pytest.raises(ModerationError):
        services.report(note, note.author, reason="other")
    with pytest.raises(ModerationError):
        services.report(note, ReaderFactory(), reason="other")


def test_a_reader_reports_so_much_in_a_day(send, accept):
    settings = ModerationSettings.load()
    settings.reports_per_day = 1
    settings.save()
    first, second = send(target=1), send(target=2)
    accept(first)
    accept(second)
    reporter = ReaderFactory()
    services.report(first, reporter, reason="other")
    with pytest.raises(LimitError):
        services.report(second, reporter, reason="other")


def test_an_appeal_goes_to_another_moderator_once(send, refuse, accept, wall, letters):
    note = send(text="好书")
    refuse(note)
    services.appeal(note, "请再读一遍。")
    services.appeal(note, "还有")
    assert stands(note) == (State.REFUSED, Lane.APPEAL)
    with pytest.raises(ModerationError):
        accept(note)
    accept(note, by=UserFactory())
    assert stands(note) == (State.PUBLISHED, "")
    assert wall.texts[note.pk] == "好书"
    assert len(letters()) == 1  # the refusal is overtaken
    with pytest.raises(ModerationError):
        services.appeal(note, "再来")


def test_an_appeal_against_hiding_shows_it_again(send, accept, refuse, wall):
    note = send()
    accept(note)
    refuse(note, act=Act.HIDDEN)
    services.appeal(note, "没有不妥。")
    refuse(note, by=UserFactory())
    assert stands(note) == (State.HIDDEN, "")
    assert not fresh(note).can_be_appealed


def test_a_ban_has_a_reason_and_ends(send, accept):
    other, author = send(), ReaderFactory()
    accept(other)
    row = ban(author)
    with pytest.raises(BannedError, match="多次广告"):
        send(author)
    with pytest.raises(BannedError):
        services.report(other, author, reason="other")
    row.until = timezone.now() - dt.timedelta(minutes=1)
    row.since = row.until - dt.timedelta(days=1)
    row.save()
    send(author)


def test_a_ban_without_a_term_is_none():
    with pytest.raises(IntegrityError), transaction.atomic():
        ban(ReaderFactory(), until=timezone.now() - dt.timedelta(days=1))


def test_what_a_child_wrote_goes_with_the_child(send, child, accept):
    accept(send(child.guardian, member=child, is_read_by_guardian=True))
    own = send(child.guardian)
    accounts.remove_family_member(child)
    assert list(Contribution.objects.all()) == [own]


def test_what_a_reader_wrote_goes_with_the_account(send, accept):
    note = send()
    accept(note)
    services.report(note, ReaderFactory(), reason="other")
    accounts.erase_account(note.author.user)
    assert Contribution.objects.count() == Voice.objects.count() == Decision.objects.count() == 0


def test_the_export_holds_all_words_and_no_internal_note(send, refuse):
    author = FamilyMemberFactory().guardian
    refuse(send(author, text="我的话"), internal_note="只给同事")
    text = str(accounts.export_my_data(author.user))
    assert "我的话" in text
    assert "只给同事" not in text
