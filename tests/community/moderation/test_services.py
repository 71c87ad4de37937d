"""Every way a contribution can go, and that none can be gone twice or by the wrong person."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.moderation import services
from community.moderation.enums import Act, Lane, State
from community.moderation.errors import (
    AlreadyThereError,
    BannedError,
    DeniedError,
    LimitError,
    ModerationError,
    StaleError,
)
from community.moderation.models import Ban, Contribution, Decision, ModerationSettings, Voice
from portal.accounts import services as accounts
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory, WordFactory

pytestmark = pytest.mark.django_db


def fresh(contribution: Contribution) -> Contribution:
    return Contribution.objects.get(pk=contribution.pk)


def stands(contribution: Contribution) -> tuple[str, str]:
    row = fresh(contribution)
    return row.state, row.lane


def history(contribution: Contribution) -> list[str]:
    return list(contribution.decisions.order_by("pk").values_list("act", flat=True))


def test_what_an_adult_sends_waits_for_staff(send, wall):
    note = send(text="好书")
    assert stands(note) == (State.WAITING, Lane.NEW)
    assert note.pen_name == note.author.nickname
    assert history(note) == ["submitted"]
    assert wall.texts == {}


def test_the_same_words_twice_are_one_contribution(send):
    author = ReaderFactory()
    assert send(author).pk == send(author).pk
    assert Contribution.objects.count() == 1


def test_other_words_about_the_same_are_refused_with_the_way_to_the_first(send):
    first = send()
    with pytest.raises(AlreadyThereError) as refusal:
        send(first.author, text="别的话")
    assert refusal.value.uid == first.uid


def test_the_database_knows_one_of_a_voice_about_one_thing(send):
    first = send()
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(
            kind="note", voice=first.voice, target=1, is_once=True, state=State.WAITING
        )


def test_a_parent_and_each_child_are_voices_of_their_own(send, child):
    send(child.guardian)
    send(child.guardian, member=child)
    assert Voice.objects.filter(reader=child.guardian).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.create(reader=child.guardian, pen_name="another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.create(reader=child.guardian, member=child, pen_name="another")


def test_nobody_writes_for_the_child_of_others(send, child):
    with pytest.raises(ModerationError):
        send(ReaderFactory(), member=child)


def test_nothing_is_taken_for_a_child_without_the_consent(send, child):
    child.guardian.consents.update(withdrawn_at=timezone.now())
    with pytest.raises(ModerationError):
        send(child.guardian, member=child)


def test_denied_words_are_refused_at_their_field(send):
    WordFactory(text="赌博", action="deny")
    with pytest.raises(DeniedError) as refusal:
        send(text="去赌博")
    assert refusal.value.field == "text"
    with pytest.raises(DeniedError) as refusal:
        send(pen_name="赌博王")
    assert refusal.value.field == "pen_name"
    assert Contribution.objects.count() == 0


def test_held_words_and_numbers_of_others_go_to_the_queue_with_the_reason(send):
    note = send(text="请打王老师电话13812345678")
    assert stands(note) == (State.WAITING, Lane.FLAGGED)
    assert note.waiting_version.findings == [{"sign": "phone", "excerpt": "13812345678"}]


def test_a_pen_name_without_letters_is_refused(send):
    with pytest.raises(DeniedError) as refusal:
        send(pen_name="★★★")
    assert refusal.value.field == "pen_name"


def test_a_reader_sends_so_much_in_a_day(send):
    settings = ModerationSettings.load()
    settings.per_day = 2
    settings.save()
    author = ReaderFactory()
    send(author, target=1)
    send(author, target=2)
    with pytest.raises(LimitError):
        send(author, target=3)
    send(target=3)


def trust(after=2):
    settings = ModerationSettings.load()
    settings.trusts_adults, settings.trusted_after = True, after
    settings.save()


def test_trusted_adults_are_published_at_once_and_looked_at_afterwards(send, accept, wall):
    trust()
    author = ReaderFactory()
    accept(send(author, target=1))
    assert stands(send(author, target=2)) == (State.WAITING, Lane.NEW)
    accept(Contribution.objects.get(target=2))
    note = send(author, target=3, text="第三本")
    assert stands(note) == (State.PUBLISHED, Lane.AFTER)
    assert wall.texts[note.pk] == "第三本"
    assert history(note) == ["submitted", "trusted"]


def test_a_refusal_ends_the_trust(send, accept, refuse):
    trust(after=1)
    author = ReaderFactory()
    accept(send(author, target=1))
    refuse(send(author, target=2))  # published at once, hidden afterwards
    assert stands(send(author, target=3)) == (State.WAITING, Lane.NEW)


def test_a_trusted_author_is_held_by_rules_like_everybody(send, accept):
    trust(after=1)
    author = ReaderFactory()
    accept(send(author, target=1))
    assert stands(send(author, target=2, text="看 evil.com"))[1] == Lane.FLAGGED


def test_the_children_of_trusted_adults_are_looked_at_beforehand(send, accept, child):
    trust(after=1)
    accept(send(child.guardian, target=1))
    note = send(child.guardian, member=child, target=2, is_read_by_guardian=True)
    assert stands(note) == (State.WAITING, Lane.NEW)


def test_a_childs_text_waits_for_the_guardian_and_staff_do_not_see_it(send, child, letters):
    note = send(child.guardian, member=child, pen_name="小豆")
    assert stands(note) == (State.GUARDIAN, "")
    assert not Contribution.objects.queued().exists()
    (letter,) = letters()
    assert "豆豆" in letter.subject
    services.approve_as_guardian(note)
    assert stands(note) == (State.WAITING, Lane.NEW)
    assert letters() == []  # the question is answered
    assert history(note) == ["submitted", "approved"]


def test_the_database_keeps_staff_from_seeing_it_first(send, child):
    note = send(child.guardian, member=child)
    note.lane, note.waiting_since = Lane.NEW, timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        note.save()


def test_a_guardian_who_has_read_it_need_not_be_asked(send, child):
    note = send(child.guardian, member=child, is_read_by_guardian=True)
    assert stands(note) == (State.WAITING, Lane.NEW)
    assert history(note) == ["submitted", "approved"]


def test_a_guardian_keeps_it_in_the_family(send, child):
    note = send(child.guardian, member=child)
    services.decline_as_guardian(note)
    services.decline_as_guardian(note)
    assert stands(note) == (State.WITHDRAWN, "")
    assert history(note) == ["submitted", "declined"]
    services.approve_as_guardian(note)
    assert stands(note) == (State.WITHDRAWN, "")


def test_a_childs_edit_waits_for_the_guardian_while_the_published_text_stays(
    send, child, accept, wall
):
    note = send(child.guardian, member=child, text="旧", is_read_by_guardian=True)
    accept(note)
    services.edit(fresh(note), {"text": "新"})
    assert stands(note) == (State.PUBLISHED, "")
    assert wall.texts[note.pk] == "旧"
    services.approve_as_guardian(note)
    assert stands(note) == (State.PUBLISHED, Lane.EDIT)
    accept(note)
    assert wall.texts[note.pk] == "新"


def test_a_report_does_not_bring_an_unapproved_edit_before_everybody(send, child, accept, wall):
    note = send(child.guardian, member=child, text="旧", is_read_by_guardian=True)
    accept(note)
    services.edit(fresh(note), {"text": "新"})
    services.report(note, ReaderFactory(), reason="other")
    accept(note)
    assert wall.texts[note.pk] == "旧"
    assert fresh(note).needs_guardian


def test_accepting_publishes(send, accept, wall, letters):
    note = send(text="好书")
    line = accept(note)
    assert stands(note) == (State.PUBLISHED, "")
    assert wall.texts == {note.pk: "好书"}
    assert (line.from_state, line.to_state) == (State.WAITING, State.PUBLISHED)
    (letter,) = letters()
    assert "/notes/" in letter.text


def test_refusing_says_why(send, refuse, wall, letters):
    note = send()
    refuse(note, note="第二句请改。")
    assert stands(note) == (State.REFUSED, "")
    assert wall.texts == {}
    (letter,) = letters()
    assert "请换一种说法。" in letter.text
    assert "第二句请改。" in letter.text


def test_nothing_is_refused_without_a_word_of_why(send, moderator):
    with pytest.raises(ModerationError):
        services.decide(send(), moderator, Act.REFUSED)


def test_a_colleague_is_told_that_somebody_was_quicker(send, accept, refuse):
    note = send()
    accept(note)
    with pytest.raises(StaleError, match="核员"):
        refuse(note, by=UserFactory())
    assert stands(note) == (State.PUBLISHED, "")


def test_a_double_click_is_one_decision(send, accept):
    note = send()
    assert accept(note) == accept(note)
    assert history(note) == ["submitted", "accepted"]


def test_a_text_that_was_changed_meanwhile_is_not_decided_unseen(send, accept):
    note = send()
    services.edit(note, {"text": "换了"})
    with pytest.raises(StaleError):
        accept(note, seen_version=1)
    accept(note, seen_version=2)


def test_nobody_decides_on_their_own(send):
    author = ReaderFactory()
    with pytest.raises(ModerationError):
        services.decide(send(author), author.user, Act.ACCEPTED)


def test_a_refused_edit_leaves_the_published_text(send, accept, refuse, wall, letters):
    note = send(text="旧")
    accept(note)
    services.edit(fresh(note), {"text": "新"})
    assert stands(note) == (State.PUBLISHED, Lane.EDIT)
    assert fresh(note).is_edit
    refuse(note)
    assert stands(note) == (State.PUBLISHED, "")
    assert wall.texts[note.pk] == "旧"
    assert fresh(note).waiting_version is None
    assert [letter.subject for letter in letters()][-1:] != []


def test_an_accepted_edit_replaces_the_published_text_and_the_pen_name(send, accept, wall):
    note = send(text="旧", pen_name="旧名")
    accept(note)
    services.edit(fresh(note), {"text": "新"}, pen_name="新名")
    assert fresh(note).pen_name == "旧名"
    accept(note)
    assert (wall.texts[note.pk], fresh(note).pen_name) == ("新", "新名")


def test_the_same_words_again_are_no_edit(send):
    note = send(text="一样")
    services.edit(note, {"text": "一样"})
    assert note.versions.count() == 1


def test_hiding_takes_down_and_showing_again_puts_back(send, accept, refuse, wall):
    note = send(text="好书")
    accept(note)
    refuse(note, act=Act.HIDDEN)
    assert stands(note) == (State.HIDDEN, "")
    assert wall.texts == {}
    with pytest.raises(StaleError):
        refuse(note, by=UserFactory(), act=Act.HIDDEN)
    accept(note)
    assert wall.texts == {note.pk: "好书"}


def test_putting_aside_and_handing_on_keep_the_place_in_the_queue(send, moderator, accept):
    note = send()
    since = fresh(note).waiting_since
    services.decide(note, moderator, Act.ASIDE)
    assert (stands(note), fresh(note).waiting_since) == ((State.WAITING, Lane.ASIDE), since)
    services.decide(note, moderator, Act.ESCALATED, internal_note="请看第三段")
    assert stands(note) == (State.WAITING, Lane.ESCALATED)
    with pytest.raises(ModerationError):
        accept(note)
    accept(note, by=UserFactory())
    assert stands(note) == (State.PUBLISHED, "")


@pytest.mark.parametrize("act", [Act.ACCEPTED, Act.REFUSED, Act.ASIDE, Act.ESCALATED])
def test_a_decision_is_taken_back_and_nobody_is_told(send, moderator, wall, letters, act):
    note = send()
    before = stands(note)
    line = services.decide(note, moderator, act, reason=ReasonFactory())
    services.undo(line, moderator)
    assert stands(note) == before
    assert wall.texts == {}
    assert letters() == []
    assert history(note)[-1] == "undone"


def test_taking_back_puts_up_again_what_was_published(send, accept, refuse, moderator, wall):
    note = send(text="旧")
    accept(note)
    services.edit(fresh(note), {"text": "新"})
    services.undo(accept(note), moderator)
    assert (stands(note), wall.texts[note.pk]) == ((State.PUBLISHED, Lane.EDIT), "旧")
    services.report(note, ReaderFactory(), reason="other")
    services.undo(refuse(note), moderator)
    row = fresh(note)
    assert (row.state, row.lane, row.reports_count) == (State.PUBLISHED, Lane.REPORTED, 1)
    assert row.reports.get().settled_at is None
    assert wall.texts[note.pk] == "旧"


def test_only_the_last_own_decision_can_be_taken_back(send, accept, moderator):
    note = send()
    line = accept(note)
    with pytest.raises(StaleError):
        services.undo(line, UserFactory())
    services.withdraw(note)
    with pytest.raises(StaleError):
        services.undo(line, moderator)


def test_what_the_author_has_been_told_stays(send, accept, moderator):
    line = accept(send())
    Decision.objects.filter(pk=line.pk).update(at=timezone.now() - dt.timedelta(minutes=6))
    line.refresh_from_db()
    with pytest.raises(StaleError):
        services.undo(line, moderator)


def test_a_line_of_the_history_is_not_changed(send, accept):
    line = accept(send())
    line.note = "x"
    with pytest.raises(ModerationError):
        line.save()


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


def ban(reader, **given):
    given.setdefault("until", timezone.now() + dt.timedelta(days=3))
    return Ban.objects.create(reader=reader, reason="多次广告", reason_en="Adverts", **given)


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
