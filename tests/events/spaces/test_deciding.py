"""What staff decide, what readers are written, what is kept of it all."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils.translation import override

from events.spaces import services
from events.spaces.enums import Status
from events.spaces.errors import BookingError
from events.spaces.models import CopySet
from portal.accounts.services import erase_account, export_my_data
from portal.notify import letters
from tests.factories.accounts import ReaderFactory
from tests.factories.spaces import BookingFactory, local

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def asked(space, reader):
    return BookingFactory(
        space=space,
        reader=reader,
        status=Status.REQUESTED,
        start=local(DAY, 10),
        purpose="讨论毕业设计",
        group="四人组",
    )


def letter(name: str, booking):
    with override("en"):
        return letters.kind(f"spaces/{name}").write({"booking": booking.pk})


def test_a_request_is_approved_and_the_decision_kept(asked, staff):
    row = services.approve(asked, staff=staff)
    assert (row.status, row.decided_by) == (Status.APPROVED, staff)
    assert row.decided_at
    assert letter("approved", row).subject == f"{row.space.name_en} is booked for you"


def test_a_request_is_decided_once(asked, staff):
    services.approve(asked, staff=staff)
    for again in (services.approve, services.decline):
        with pytest.raises(BookingError):
            again(asked, staff=staff, **({"reason": "x"} if again is services.decline else {}))


def test_declining_wants_a_reason_and_frees_the_time(asked, staff, space, reader):
    with pytest.raises(BookingError) as error:
        services.decline(asked, staff=staff, reason=" ")
    assert set(error.value.problems) == {"reason"}
    row = services.decline(asked, staff=staff, reason="当天有活动", reason_en="An event is on.")
    assert row.status == Status.DECLINED
    assert ("Reason", "An event is on.") in letter("declined", row).facts
    BookingFactory(space=space, start=local(DAY, 10))


def test_a_booking_is_called_off_with_a_reason(asked, staff):
    with pytest.raises(BookingError):
        services.call_off(asked, staff=staff, reason="")
    row = services.call_off(asked, staff=staff, reason="停电")
    assert row.status == Status.CANCELLED
    assert letter("called_off", row).paragraphs


def test_a_closed_room_is_opened_without_a_word(space, staff):
    block = services.block(space, staff=staff, start=local(DAY, 9), end=local(DAY, 12))
    assert services.call_off(block, staff=staff, reason="").status == Status.CANCELLED


def test_nobody_came_is_noted_only_after_the_start(asked, staff):
    services.approve(asked, staff=staff)
    with pytest.raises(BookingError):
        services.note_no_show(asked, staff=staff)
    with time_machine.travel(local(DAY, 10, 20), tick=False):
        assert services.note_no_show(asked, staff=staff).status == Status.NO_SHOW


def test_a_letter_that_is_no_longer_true_is_not_written(asked, staff):
    services.approve(asked, staff=staff)
    assert letter("requested", asked) is None
    services.call_off(asked, staff=staff, reason="停电")
    assert letter("approved", asked) is None
    assert letter("moved", asked) is None


def test_letters_say_all_that_is_needed(asked):
    CopySet.objects.create(booking=asked, title="城南旧事", copies=12)
    written = letter("requested", asked)
    facts = dict(written.facts)
    assert facts["When"] == "3 March 2026 Tuesday"
    assert facts["Time"] == "10:00–11:00"
    assert facts["Books"] == "城南旧事 × 12"
    assert str(asked.uid) in written.button[1]


@pytest.mark.parametrize(
    "name", ["requested", "approved", "declined", "moved", "called_off", "given_back"]
)
def test_letters_about_a_booking_that_is_gone_are_not_written(name):
    assert letters.kind(f"spaces/{name}").write({"booking": 0}) is None


def test_a_reader_takes_the_bookings_along(asked, reader):
    BookingFactory(reader=ReaderFactory(), start=local(DAY, 12), space=asked.space)
    exported = {entry["model"]: entry["rows"] for entry in export_my_data(reader.user)["data"]}
    (row,) = exported["spaces.booking"]
    assert (row["purpose"], row["group"]) == ("讨论毕业设计", "四人组")


def test_a_deleted_account_gives_back_what_is_to_come_and_leaves_no_trace(asked, reader):
    past = BookingFactory(
        space=asked.space, reader=reader, start=local(dt.date(2026, 2, 3), 10), purpose="自习"
    )
    erase_account(reader.user)
    for row, status in ((asked, Status.CANCELLED), (past, Status.APPROVED)):
        row.refresh_from_db()
        assert (row.status, row.reader, row.purpose, row.group) == (status, None, "", "")


def test_names_are_wiped_after_three_months(space, capsys):
    old = BookingFactory(
        space=space, start=local(dt.date(2025, 11, 1), 10), holder="王老师", phone="1"
    )
    new = BookingFactory(space=space, start=local(dt.date(2026, 2, 1), 10), holder="李老师")
    call_command("prune_bookings", "--dry-run")
    old.refresh_from_db()
    assert old.holder == "王老师"
    call_command("prune_bookings")
    assert capsys.readouterr().out == "1 bookings\n1 bookings\n"
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.holder, old.phone, new.holder) == ("", "", "李老师")
