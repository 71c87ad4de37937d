"""What time brings, and nothing twice."""

import datetime as dt

import pytest

from community.volunteers import services
from community.volunteers.models import SignUp
from portal.notify import rendering
from portal.notify.models import Message
from tests.factories.volunteers import ShiftFactory, VolunteerFactory, sign_up

HOUR = dt.timedelta(hours=1)


def sent(template: str) -> int:
    return Message.objects.filter(template=f"volunteers/{template}").count()


def test_a_reminder_the_day_before(clock, shift):
    for _ in range(4):
        sign_up(shift)
    clock.move_to(shift.starts_at - 25 * HOUR)
    assert services.run_due().reminded == 0
    clock.shift(2 * HOUR)
    assert (services.run_due().reminded, services.run_due().reminded) == (1, 0)
    assert sent("reminder") == 3


def test_a_shift_at_risk_is_told_once(clock, shift):
    clock.move_to(shift.starts_at - dt.timedelta(days=4))
    assert services.run_due().at_risk == 0
    clock.shift(dt.timedelta(days=2))
    assert (services.run_due().at_risk, services.run_due().at_risk) == (1, 0)
    assert sent("staff_risk") == 1


def test_a_full_shift_is_not_at_risk(clock, shift):
    for _ in range(3):
        sign_up(shift)
    clock.move_to(shift.starts_at - dt.timedelta(days=2))
    assert services.run_due().at_risk == 0


def test_thanks_to_those_who_came_and_hours_for_who_was_not_checked_out(clock, shift):
    rows = [sign_up(shift) for _ in range(2)]
    clock.move_to(shift.starts_at)
    services.check_in(rows[0])
    clock.move_to(shift.ends_at + 21 * HOUR)
    assert (services.run_due().thanked, services.run_due().thanked) == (1, 0)
    assert sent("thanks") == 1
    assert SignUp.objects.get(pk=rows[0].pk).minutes == 120


def test_moved_to_another_day_it_is_reminded_again(clock, shift):
    sign_up(shift)
    clock.move_to(shift.starts_at - 20 * HOUR)
    services.run_due()
    services.move(shift, starts_at=shift.starts_at + 48 * HOUR, ends_at=shift.ends_at + 48 * HOUR)
    clock.shift(48 * HOUR)
    services.run_due()
    assert sent("reminder") == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_letter_can_be_written(clock, language):
    """Each is drawn in both languages at the moment it is queued."""
    shift = ShiftFactory(capacity=1, opportunity__offer_hours=24)
    people = [VolunteerFactory(reader__language=language) for _ in range(4)]
    texts = {"subject": "请带雨具", "subject_en": "Rain", "text": "下雨。", "text_en": "It rains."}
    rows = [sign_up(shift, person) for person in people[:2]]
    written = draw(language)
    services.write_to_shift(shift, texts, with_waiting=True, key="k")
    services.release(rows[0])
    written |= draw(language)
    services.accept(SignUp.objects.get(pk=rows[1].pk))
    swap = services.offer(SignUp.objects.detailed().get(pk=rows[1].pk))
    services.take_over(swap, people[2])
    written |= draw(language)
    services.veto(swap)
    written |= draw(language)
    services.move(shift, starts_at=shift.starts_at + HOUR, ends_at=shift.ends_at + HOUR)
    written |= draw(language)
    shift.refresh_from_db()
    clock.move_to(shift.starts_at - 3 * HOUR)
    services.set_capacity(shift, 2)
    services.run_due()
    written |= draw(language)
    again = SignUp.objects.detailed().get(status="confirmed")
    services.release(again)
    written |= draw(language)
    last = services.assign(shift, people[3])
    clock.move_to(shift.starts_at)
    services.check_in(last)
    clock.move_to(shift.ends_at + 21 * HOUR)
    services.run_due()
    written |= draw(language)
    services.pause(people[0], by=None)
    written |= draw(language)
    services.end(people[0], by=None)
    coming = ShiftFactory()
    sign_up(coming, people[1])
    services.cancel(coming, reason="停电")
    written |= draw(language)
    assert written == {
        *("received", "message", "moved_up", "handed_over", "staff_swap", "swap_undone"),
        *("moved", "reminder", "staff_risk", "staff_release", "thanks", "decided", "ended"),
    }


def draw(language: str) -> set[str]:
    """The letters that are due, drawn; those overtaken by events are left out."""
    found = set()
    for message in Message.objects.select_related("user__reader"):
        message.language = language
        if drawn := rendering.render(message):
            assert drawn.subject
            assert "%(" not in drawn.text
            found.add(message.template.removeprefix("volunteers/"))
    return found
