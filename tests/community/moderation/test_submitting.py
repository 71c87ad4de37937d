"""What comes in: once, within bounds, and by the rules for children."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.moderation import services
from community.moderation.enums import Lane, State
from community.moderation.errors import (
    AlreadyThereError,
    DeniedError,
    LimitError,
    ModerationError,
)
from community.moderation.models import Contribution, ModerationSettings, Voice
from tests.community.moderation.looks import fresh, history, stands
from tests.factories.accounts import ReaderFactory
from tests.factories.moderation import WordFactory

pytestmark = pytest.mark.django_db


def trust(after=2):
    settings = ModerationSettings.load()
    settings.trusts_adults, settings.trusted_after = True, after
    settings.save()


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
