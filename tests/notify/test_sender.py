import logging
import socket
import threading
import time
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from portal.notify import sender, services
from portal.notify.channels.email import message_id
from portal.notify.enums import Category, State
from portal.notify.models import Message
from portal.notify.models.message import BACK_OFF, LEASE
from tests.factories.accounts import ReaderFactory
from tests.factories.notify import MessageFactory
from tests.notify.conftest import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letter_kinds")]


def _parts(content):
    mail = message_from_bytes(content, policy=policy.default)
    return mail, mail.get_body(["plain"]).get_content(), mail.get_body(["html"]).get_content()


def test_letter_arrives_with_both_forms_and_headers(smtp):
    reader = ReaderFactory(nickname="豆豆妈妈")
    message = MessageFactory(user=reader.user, template="test/reminder")
    assert sender.send(message.pk) == State.SENT
    ((recipients, content),) = smtp.mails
    mail, text, html = _parts(content)
    assert recipients == [reader.user.email]
    assert mail["Subject"] == "故事会明天开始"
    assert mail["Message-ID"] == message_id(message)
    assert mail["Content-Language"] == "zh-hans"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip("<> ") in text
    assert reader.user.email not in mail["List-Unsubscribe"]
    assert "<b>请提前十分钟</b>" in text
    assert "&lt;b&gt;请提前十分钟" in html
    assert "豆豆妈妈" in html
    assert "<img" not in html
    assert "/events/?a=1&b=2" in text


def test_essential_letter_cannot_be_unsubscribed(smtp):
    sender.send(MessageFactory(template="test/plain").pk)
    mail, _text, _html = _parts(smtp.mails[0][1])
    assert mail["List-Unsubscribe"] is None


def test_sent_letter_is_kept_but_a_secret_is_wiped(smtp):
    plain = MessageFactory(template="test/plain")
    secret = MessageFactory(template="test/secret", context={"code": "K7Q2"})
    sender.send_due()
    plain.refresh_from_db()
    secret.refresh_from_db()
    assert "今天有故事会" in plain.text
    assert b"K7Q2" in smtp.mails[1][1]
    assert (secret.context, secret.subject, secret.text, secret.html) == ({}, "", "", "")


def test_letter_that_was_sent_is_not_sent_again(smtp):
    message = MessageFactory()
    assert sender.send(message.pk) == State.SENT
    assert sender.send(message.pk) is None
    assert len(smtp.mails) == 1


def test_letter_of_a_category_switched_off_is_suppressed(smtp):
    message = MessageFactory(template="test/reminder")
    services.unsubscribe(message.user_id, Category.EVENTS)
    assert sender.send(message.pk) == State.SUPPRESSED
    assert smtp.mails == []


def test_letter_to_a_disabled_account_is_suppressed(smtp):
    message = MessageFactory()
    message.user.is_active = False
    message.user.save()
    assert sender.send(message.pk) == State.SUPPRESSED


def test_letter_to_a_user_without_address_is_suppressed(smtp):
    message = MessageFactory()
    message.user.email = ""
    message.user.save()
    assert sender.send(message.pk) == State.SUPPRESSED


def test_letter_with_nothing_to_say_is_suppressed(smtp):
    assert sender.send(MessageFactory(template="test/obsolete").pk) == State.SUPPRESSED


def test_refused_recipient_fails_for_good(smtp):
    message = MessageFactory()
    smtp.refusals[message.user.email] = "550 no such mailbox"
    assert sender.send(message.pk) == State.FAILED
    message.refresh_from_db()
    assert message.last_error == "recipient refused 550"


def test_recipient_refused_for_now_is_tried_again(smtp):
    message = MessageFactory()
    smtp.refusals[message.user.email] = "451 come back later"
    assert sender.send(message.pk) == State.QUEUED
    smtp.refusals.clear()
    with time_machine.travel(timezone.now() + BACK_OFF[0] + timedelta(seconds=1)):
        assert sender.send_due() == {State.SENT: 1}


def test_server_away_is_tried_with_growing_patience_and_then_given_up(smtp, settings):
    settings.EMAIL_PORT = free_port()
    message = MessageFactory()
    moment = timezone.now()
    for wait in BACK_OFF:
        with time_machine.travel(moment, tick=False):
            assert sender.send(message.pk) == State.QUEUED
            message.refresh_from_db()
            assert message.next_attempt_at == timezone.now() + wait
        moment += wait
    with time_machine.travel(moment, tick=False):
        assert sender.send(message.pk) == State.FAILED
    message.refresh_from_db()
    assert message.last_error == "ConnectionRefusedError"


def test_silent_server_costs_no_more_than_the_time_out(settings, smtp):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_PORT = silent.getsockname()[1]
        settings.EMAIL_TIMEOUT = 0.3
        started = time.monotonic()
        assert sender.send(MessageFactory().pk) == State.QUEUED
        assert time.monotonic() - started < 3


def test_letter_of_a_sender_that_died_is_taken_over_after_the_lease(smtp):
    message = MessageFactory()
    assert Message.objects.claim(message.pk)
    assert sender.send(message.pk) is None
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        assert sender.send(message.pk) == State.SENT


def test_letter_whose_senders_always_die_is_given_up(smtp):
    message = MessageFactory(attempts=len(BACK_OFF) + 1)
    assert sender.send(message.pk) == State.FAILED
    assert smtp.mails == []


def test_letter_that_cannot_be_written_does_not_hold_up_the_others(smtp, caplog):
    MessageFactory(template="test/broken")
    MessageFactory(template="test/plain")
    with caplog.at_level(logging.ERROR):
        assert sender.send_due() == {State.SENT: 1}
    assert "cannot be written" in caplog.text


def test_subject_cannot_carry_another_header(smtp):
    message = MessageFactory(template="test/plain", context={"title": "国学\r\nBcc: x@example.org"})
    assert sender.send(message.pk) == State.SENT
    assert smtp.mails[0][0] == [message.user.email]


def test_send_queued_counts(smtp, capsys):
    MessageFactory(template="test/plain")
    call_command("send_queued")
    call_command("send_queued")
    assert capsys.readouterr().out == "sent: 1\nnone due\n"


def test_prune_messages_deletes_what_is_old_and_done(capsys):
    with time_machine.travel(timezone.now() - timedelta(days=91)):
        MessageFactory(state=State.SENT)
        MessageFactory(state=State.QUEUED)
    MessageFactory(state=State.SENT)
    call_command("prune_messages", "--dry-run")
    assert Message.objects.count() == 3
    call_command("prune_messages")
    assert Message.objects.count() == 2
    assert capsys.readouterr().out == "1 letters would be deleted\n1 letters deleted\n"


@pytest.mark.django_db(transaction=True)
def test_request_does_not_wait_for_a_silent_server(settings, smtp):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_PORT = silent.getsockname()[1]
        settings.EMAIL_TIMEOUT = 1
        settings.PORTAL_MAIL_INLINE = False
        user = ReaderFactory().user
        started = time.monotonic()
        message = services.enqueue(user, "test/plain", key="event:1")
        assert time.monotonic() - started < 0.5
        for thread in threading.enumerate():
            if thread.name == f"letter-{message.pk}":
                thread.join()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.QUEUED, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_letter_once(smtp):
    MessageFactory.create_batch(40, template="test/plain")
    start = threading.Barrier(2)
    counts = []

    def work():
        start.wait()
        counts.append(sender.send_due())
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(count.get(State.SENT, 0) for count in counts) == 40
    assert len(smtp.mails) == 40
    ids = {message_from_bytes(content)["Message-ID"] for _to, content in smtp.mails}
    assert len(ids) == 40


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_claim_two_senders_would_send_twice(smtp, monkeypatch):
    """The race is real: without the conditional update letters go out more than once."""
    monkeypatch.setattr(
        type(Message.objects.all()),
        "claim",
        lambda self, pk: self.select_related("user__reader").get(pk=pk),
    )
    MessageFactory.create_batch(20, template="test/plain")
    start = threading.Barrier(2)

    def work():
        start.wait()
        sender.send_due()
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(smtp.mails) > 20
