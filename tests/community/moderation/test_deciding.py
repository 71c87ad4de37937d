"""Decisions: said why, made once, taken back."""

import datetime as dt

import pytest
from django.utils import timezone

from community.moderation import services
from community.moderation.enums import Act, Lane, State
from community.moderation.errors import (
    ModerationError,
    StaleError,
)
from community.moderation.models import Decision
from tests.community.moderation.looks import fresh, history, stands
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory

pytestmark = pytest.mark.django_db


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
