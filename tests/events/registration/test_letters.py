"""What people who registered are told: once, in time, in their language."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone, translation

from events import services as planning
from events.models import Occurrence
from events.places.enums import Status
from events.registration import selectors, services
from events.registration.enums import EndReason, Presence
from events.registration.wording import end_in_words
from portal.notify import rendering, sender
from portal.notify.enums import State
from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory
from tests.factories.registration import course, enter, event, family, uid_of

pytestmark = pytest.mark.django_db
LANGUAGES = ["zh-hans", "en"]
TITLES = {
    "zh-hans": {"title": "故事会", "summary": ""},
    "en": {"title": "Story time", "summary": ""},
}


def lesson(**terms):
    return event(texts=TITLES, **terms)


def letters(name: str) -> list[Message]:
    return list(Message.objects.filter(template=f"registration/{name}").order_by("pk"))


def text_of(message: Message) -> str:
    found = rendering.render(message)
    assert found is not None
    return f"{found.subject}\n{found.text}"


def nothing(message: Message) -> bool:
    return rendering.render(message) is None


def registered(pool, language="en", **party):
    with translation.override(language):
        booking = selectors.booking(ReaderFactory(), uid_of(pool))
        registration = services.register(booking, **(party or {"adults": 1}))
    registration.refresh_from_db()
    return registration


def offered(language="en"):
    pool = lesson(capacity=1, offer_hours=24)
    first = registered(pool)
    waiting = registered(pool, language)
    services.cancel(first)
    waiting.refresh_from_db()
    assert waiting.status == Status.OFFERED
    return waiting


@pytest.mark.parametrize("language", LANGUAGES)
def test_confirmation_has_ticket_and_calendar(language):
    registration = registered(lesson(), language, adults=2)
    (message,) = letters("received")
    found = rendering.render(message)
    assert TITLES[language]["title"] in found.subject
    assert registration.short_code in found.text
    assert f"/me/registrations/{registration.uid}/" in found.text
    assert ("/en/me/" in found.text) is (language == "en")
    (file,) = found.attachments
    assert (file.name, file.kind) == ("event.ics", "text/calendar")
    assert "BEGIN:VEVENT" in file.content


def test_confirmation_arrives_with_its_file():
    registered(lesson())
    sender.send(letters("received")[0].pk)
    ((name, content, kind),) = mail.outbox[0].attachments
    assert (name, kind) == ("event.ics", "text/calendar")
    assert "BEGIN:VCALENDAR" in content


def test_confirmation_in_english_reads_well():
    registered(lesson(), adults=2)
    text = text_of(letters("received")[0])
    assert text.startswith("Registered: Story time, 11 March\n")
    assert "You have 2 places." in text
    assert "When: 11 March Wednesday 08:00" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_waiting_tells_the_number(language):
    pool = lesson(capacity=1)
    registered(pool)
    registered(pool)
    registered(pool, language)
    text = text_of(letters("received")[-1])
    if language == "en":
        assert "You are number 2 on the waiting list." in text
    assert TITLES[language]["title"] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_offer_has_its_end_and_two_buttons(language):
    registration = offered(language)
    text = text_of(letters("moved_up")[0])
    for page in ("accept", "decline"):
        assert f"/me/registrations/{registration.uid}/{page}/" in text
    assert "08:00" in text


def test_offer_that_was_answered_or_ran_out_is_not_sent(clock):
    registration = offered()
    (message,) = letters("moved_up")
    clock.shift(dt.timedelta(hours=25))
    assert nothing(message)
    clock.shift(dt.timedelta(hours=-25))
    services.decline(registration)
    assert nothing(message)


def test_who_moves_up_at_once_is_confirmed():
    pool = lesson(capacity=1, offer_hours=0)
    first = registered(pool)
    registered(pool)
    services.cancel(first)
    assert "A place has become free: you have it now." in text_of(letters("moved_up")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_draw_tells_everybody_its_result(language, clock):
    pool = lesson(registration="draw", capacity=1, waiting_limit=1)
    entries = [registered(pool, language) for _number in range(3)]
    entered = text_of(letters("received")[0])
    assert TITLES[language]["title"] in entered
    clock.move_to(pool.draw_at)
    services.run_draw(pool)
    told = {message.context["uid"]: text_of(message) for message in letters("drawn")}
    assert len(told) == 3
    subjects = set()
    for entry in entries:
        entry.refresh_from_db()
        subjects.add((entry.status, told[str(entry.uid)].splitlines()[0]))
    assert {status for status, _subject in subjects} == {"confirmed", "waiting", "lost"}
    assert len({subject for _status, subject in subjects}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_moved_date_tells_old_and_new(language):
    pool = lesson()
    registered(pool, language)
    row = pool.occurrence
    planning.change(row, start=row.start + dt.timedelta(days=1, hours=2))
    Occurrence.objects.update(notice_due=True)
    services.run_due()
    text = text_of(letters("date_changed")[0])
    assert "08:00" in text
    assert "10:00" in text
    if language == "en":
        assert "12 March Thursday 10:00 (until now 11 March Wednesday 08:00)" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_cancelled_date_tells_why_and_only_once(language):
    pool = lesson()
    registered(pool, language)
    planning.cancel(pool.occurrence, note="老师病了", note_en="The teacher is ill")
    for _run in range(2):
        Occurrence.objects.update(notice_due=True)
        services.run_due()
    (message,) = letters("date_changed")
    text = text_of(message)
    assert ("The teacher is ill" if language == "en" else "老师病了") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_reminder_comes_a_day_before(language, clock):
    pool = lesson()
    registration = registered(pool, language)
    services.run_due()
    assert letters("reminder") == []
    clock.move_to(pool.starts_at - dt.timedelta(hours=24))
    for _run in range(2):
        services.run_due()
    (message,) = letters("reminder")
    text = text_of(message)
    assert registration.short_code in text
    assert TITLES[language]["title"] in text.splitlines()[0]
    if language == "en":
        assert text.startswith("Tomorrow at 08:00: Story time\n")
    clock.move_to(pool.starts_at)
    assert nothing(message)


def test_reminder_of_a_cancelled_registration_is_not_sent(clock):
    pool = lesson()
    registration = registered(pool)
    clock.move_to(pool.starts_at - dt.timedelta(hours=24))
    services.run_due()
    services.cancel(registration)
    (message,) = letters("reminder")
    assert sender.send(message.pk) == State.SUPPRESSED


@pytest.mark.parametrize("language", LANGUAGES)
def test_ended_registration_is_confirmed(language):
    services.cancel(registered(lesson(), language))
    assert TITLES[language]["title"] in text_of(letters("ended")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_registration_ended_by_the_library_says_who_and_why(language):
    registration = registered(lesson(), language)
    services.cancel_by_staff(registration, reason=EndReason.PLACES, note="Come on Sunday instead.")
    (letter,) = letters("ended")
    text = text_of(letter)
    assert "Come on Sunday instead." in text
    with translation.override(language):
        assert all(part in text for part in registration.end_words)
        assert len(registration.end_words) == 3
    assert "Come on Sunday" not in str(letter.context)


@pytest.mark.parametrize("reason", EndReason.values)
def test_every_reason_says_first_that_it_was_the_library(reason):
    with translation.override("en"):
        first, *others = end_in_words(reason, "")
    assert first == "The library has cancelled your registration."
    assert bool(others) is (reason not in (EndReason.UNSAID, EndReason.OTHER))


def test_expired_offer_says_so(clock):
    offered()
    clock.shift(dt.timedelta(hours=25))
    services.run_due()
    assert "was not accepted in time" in text_of(letters("ended")[-1])


def test_changed_party_names_who_comes():
    reader = family((2020, 5))
    registration = enter(lesson(), reader)
    services.change_party(registration, members=reader.family.all(), adults=1)
    assert reader.family.get().nickname in text_of(letters("party")[0])


def test_nothing_is_said_of_what_is_over(clock):
    pool = lesson()
    registered(pool)
    clock.move_to(pool.ends_at)
    assert nothing(letters("received")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_is_asked_once_after_the_end(client, language, clock):
    pool = lesson()
    registered(pool, language)
    clock.move_to(pool.ends_at + dt.timedelta(minutes=1))
    for _run in range(2):
        services.run_due()
    (message,) = letters("feedback")
    text = text_of(message)
    link = next(line for line in text.splitlines() if "/me/feedback/" in line)
    path = link[link.index("/me/feedback/") :]
    assert client.get(path).status_code == 200
    assert client.post(path, {"score": "9"}).status_code == 200
    assert selectors.opinion_of(pool.occurrence).count == 0
    client.post(path, {"score": "4", "comment": "老师很好"})
    client.post(path, {"score": "1"})
    opinion = selectors.opinion_of(pool.occurrence)
    assert (opinion.count, opinion.average, opinion.comments) == (1, 4, ["老师很好"])
    assert nothing(message)


def test_feedback_link_cannot_be_made_up(client):
    assert client.get("/en/me/feedback/abc:def:ghi/").status_code == 404


def test_who_stayed_away_is_not_asked(clock):
    pool = lesson()
    registration = registered(pool)
    clock.move_to(pool.ends_at + dt.timedelta(minutes=1))
    services.mark(registration.attendees.get(), pool.occurrence, Presence.NO_SHOW)
    services.run_due()
    assert nothing(letters("feedback")[0])


def test_course_asks_after_its_last_date(clock):
    pool = course(dates=2)
    registered(pool)
    first, last = pool.series.occurrences.order_by("start")
    clock.move_to(first.end + dt.timedelta(minutes=1))
    services.run_due()
    assert letters("feedback") == []
    clock.move_to(last.end + dt.timedelta(minutes=1))
    services.run_due()
    (message,) = letters("feedback")
    assert message.context["occurrence"] == last.pk


def test_events_of_long_ago_are_not_asked_about(clock):
    pool = lesson()
    registered(pool)
    clock.move_to(timezone.now() + dt.timedelta(days=30))
    services.run_due()
    assert letters("feedback") == []
