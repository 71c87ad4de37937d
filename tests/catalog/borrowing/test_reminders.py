"""Reminders: each thing once, only to those who want them."""

import datetime as dt

import pytest
from django.core.management import call_command

from catalog.borrowing import services
from catalog.borrowing.models import Reminder
from catalog.circulation import services as circulation
from catalog.circulation.enums import HoldState
from catalog.ils.capabilities import Capability
from portal.notify.enums import Category
from portal.notify.models import Message
from portal.notify.services import set_preferences
from tests.factories.catalog import HoldingFactory
from tests.factories.circulation import PIN, HoldFactory, PatronFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lend(patron, main):
    def lend(days_ago: int, title: str):
        copy = HoldingFactory(library=main, record__title=title)
        day = dt.date(2026, 3, 2) - dt.timedelta(days=days_ago)
        return circulation.check_out(patron, copy.barcode, at=main, on=day)

    return lend


@pytest.fixture
def ready(patron, branch):
    return HoldFactory(
        patron=patron, pickup=branch, record__title="围城", barcode="K1",
        state=HoldState.READY, pickup_until=dt.date(2026, 3, 7),
    )  # fmt: skip


def test_what_is_due_late_and_ready_is_told_once(
    linked, lend, ready, clock, django_capture_on_commit_callbacks, mailoutbox
):
    lend(27, "背影")  # in three days
    lend(28, "边城")
    lend(26, "呐喊")  # in four
    lend(31, "彷徨")
    with django_capture_on_commit_callbacks(execute=True):
        assert services.remind() == 3
        assert services.remind() == 0
    texts = {mail.subject: mail.body for mail in mailoutbox}
    assert len(texts) == 3
    soon = next(body for body in texts.values() if "背影" in body)
    assert "边城" in soon
    assert "呐喊" not in soon
    assert any("彷徨" in body for body in texts.values())
    assert any("围城" in body for body in texts.values())
    clock.shift(dt.timedelta(days=1))
    assert services.remind() == 1  # what was four days ahead


def test_a_renewed_book_is_told_of_again(linked, lend, clock):
    loan = lend(28, "背影")
    assert services.remind() == 1
    circulation.renew(loan)
    assert services.remind() == 0
    clock.shift(dt.timedelta(days=29))
    assert services.remind() == 1


def test_who_does_not_want_them_gets_none(
    linked, lend, reader, django_capture_on_commit_callbacks, mailoutbox
):
    set_preferences(reader.user, {Category.EVENTS})
    lend(28, "背影")
    with django_capture_on_commit_callbacks(execute=True):
        services.remind()
    assert mailoutbox == []


def test_a_system_that_is_away_is_asked_once_and_nothing_is_lost(linked, reader, lend, system):
    lend(28, "背影")
    PatronFactory(number="11010200007777")
    services.link_card(reader, "11010200007777", PIN)
    system.fault = "away"
    system.calls.clear()
    assert services.remind() == 0
    assert system.calls == ["loans"]
    system.fault = ""
    assert services.remind() == 1


def test_a_card_that_is_gone_stops_no_other(linked, reader, patron, main):
    other = PatronFactory(number="11010200007777", home=main)
    services.link_card(reader, "11010200007777", PIN)
    copy = HoldingFactory(library=main)
    circulation.check_out(other, copy.barcode, at=main, on=dt.date(2026, 2, 2))
    patron.delete()
    assert services.remind() == 1


def test_a_card_unlinked_meanwhile_has_no_letter(
    linked, lend, django_capture_on_commit_callbacks, mailoutbox
):
    lend(28, "背影")
    with django_capture_on_commit_callbacks(execute=True):
        services.remind()
        services.unlink_card(linked)
    assert mailoutbox == []


def test_nothing_is_asked_where_the_system_tells_nothing(linked, lend, system, monkeypatch):
    lend(28, "背影")
    monkeypatch.setattr(system, "capabilities", frozenset({Capability.PATRON_AUTH}))
    from catalog.systems import forget  # noqa: PLC0415

    forget()
    assert services.remind() == 0


def test_the_command_counts_and_prunes(linked, lend, capsys, clock):
    lend(28, "背影")
    call_command("remind_borrowers")
    assert capsys.readouterr().out == "1 letters about loans and holds\n"
    assert Message.objects.count() == Reminder.objects.count() == 1
    clock.shift(dt.timedelta(days=200))
    services.prune_reminders()
    assert not Reminder.objects.exists()
