"""The desk: requests, the board, bookings on behalf; each library sees only its own."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from events.spaces import selectors
from events.spaces.enums import BookingKind, SpaceKind, Status
from events.spaces.models import Booking, CopySet, Space, SpaceRules
from portal.core import roles
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.core import LibraryStaffFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.home import site_tree
from tests.factories.spaces import (
    BookingFactory,
    EquipmentFactory,
    SeatFactory,
    SpaceFactory,
    SpaceRulesFactory,
    local,
    open_library,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _roles(settings):
    site_tree()
    roles.ensure_roles()
    settings.LANGUAGE_CODE = "en"


def sign_in(client, role: str, *libraries):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    for library in libraries:
        LibraryStaffFactory(user=user, library=library)
    client.force_login(user)
    return client


@pytest.fixture
def own(space) -> Booking:
    return BookingFactory(
        space=space, reader=ReaderFactory(), status=Status.REQUESTED, start=local(DAY, 10)
    )


@pytest.fixture
def foreign() -> Booking:
    room = SpaceFactory(library=open_library())
    return BookingFactory(
        space=room, status=Status.REQUESTED, start=local(DAY, 10), holder="李老师"
    )


@pytest.fixture
def desk(client, space):
    """Somebody who works for the library of `space` only."""
    return sign_in(client, roles.BRANCH_STAFF, space.library)


REQUESTS, BOARD = "space_requests:index", "space_board:index"


def decide(client, booking, **fields):
    return client.post(reverse(REQUESTS), {"booking": booking.uid, **fields})


def test_requests_of_the_own_library_are_decided(desk, own, foreign):
    answer = desk.get(reverse(REQUESTS))
    assert answer.context["bookings"] == [own]
    assert decide(desk, own, approve="1").status_code == 302
    own.refresh_from_db()
    assert own.status == Status.APPROVED
    assert desk.get(reverse(REQUESTS)).context["bookings"] == []


def test_declining_wants_a_reason(desk, own):
    answer = decide(desk, own, decline="1")
    assert len(list(get_messages(answer.wsgi_request))) == 1
    own.refresh_from_db()
    assert own.status == Status.REQUESTED
    decide(desk, own, decline="1", reason="有活动")
    own.refresh_from_db()
    assert (own.status, own.reason) == (Status.DECLINED, "有活动")


@pytest.mark.parametrize(
    "uid", ["", "x", "0" * 36, "'; --", "00000000-0000-0000-0000-000000000000"]
)
def test_odd_requests_are_not_found(desk, uid):
    assert desk.post(reverse(REQUESTS), {"booking": uid, "approve": "1"}).status_code == 404


def test_bookings_of_other_libraries_are_not_found(desk, foreign):
    assert decide(desk, foreign, approve="1").status_code == 404
    foreign.refresh_from_db()
    assert foreign.status == Status.REQUESTED
    for url in (
        reverse("booking:edit", args=[foreign.pk]),
        reverse("space:edit", args=[foreign.space.pk]),
        reverse(BOARD) + f"?library={foreign.space.library.slug}",
    ):
        assert desk.get(url).status_code == 404
    assert "李老师" not in desk.get(reverse("booking:index")).content.decode()
    assert "李老师" not in desk.get(reverse(BOARD)).content.decode()


@pytest.mark.parametrize("role", [roles.MODERATORS, roles.PROGRAMMERS])
@pytest.mark.parametrize("name", [REQUESTS, BOARD, "booking:index", "booking:add"])
def test_the_desk_is_not_for_everybody(client, role, name):
    answer = sign_in(client, role).get(reverse(name))
    assert answer.status_code in (302, 403)
    assert answer.status_code == 403 or answer.url.startswith(("/admin/", "/accounts/"))


def test_readers_do_not_get_in(client, reader):
    client.force_login(reader.user)
    for name in (REQUESTS, BOARD, "booking:index"):
        assert client.get(reverse(name)).status_code in (302, 403)


def test_editors_of_the_network_see_all(client, own, foreign):
    client = sign_in(client, roles.EDITORS)
    assert client.get(reverse(REQUESTS)).context["bookings"] == [own, foreign]


def test_bookings_are_never_deleted(desk, own):
    assert desk.get(reverse("booking:delete", args=[own.pk])).status_code in (302, 403)
    desk.post(reverse("booking:delete", args=[own.pk]))
    assert Booking.objects.filter(pk=own.pk).exists()


def booking_form(space, **fields) -> dict:
    return {
        "space": space.pk,
        "kind": BookingKind.ROOM,
        "start": "2026-03-03 10:00",
        "end": "2026-03-03 12:00",
        "people": "4",
        "holder": "王老师",
        "phone": "010-0000",
        "email": "",
        "group": "",
        "purpose": "",
        "seat_label": "",
        "book": "",
        "copies": "",
        **fields,
    }


def add(client, space, **fields):
    return client.post(reverse("booking:add"), booking_form(space, **fields))


def test_staff_book_on_somebody_s_behalf(desk, space):
    assert add(desk, space).status_code == 302
    booking = Booking.objects.get()
    assert (booking.holder, booking.status, booking.start) == ("王老师", "approved", local(DAY, 10))
    assert booking.made_by.library_posts.get().library == space.library


def test_a_time_that_is_taken_is_told_at_its_field(desk, space):
    BookingFactory(space=space, start=local(DAY, 11))
    answer = add(desk, space)
    assert list(answer.context["form"].errors) == ["start"]
    assert Booking.objects.count() == 1


def test_staff_close_a_room(desk, space):
    add(desk, space, kind=BookingKind.BLOCK, purpose="换窗户", holder="", phone="")
    booking = Booking.objects.get()
    assert (booking.kind, booking.reason, booking.holder) == (BookingKind.BLOCK, "换窗户", "")


def test_staff_book_for_a_reader_with_an_account(desk, space, reader):
    assert list(add(desk, space, email="nobody@example.org").context["form"].errors) == ["email"]
    add(
        desk,
        space,
        email=reader.user.email.upper(),
        kind=BookingKind.BOOK_CLUB,
        book="边城",
        copies="8",
    )
    booking = Booking.objects.get()
    assert booking.reader == reader
    assert str(booking.copy_sets.get()) == "边城 × 8"


def test_staff_book_a_seat_by_its_label(desk, space):
    Space.objects.update(kind=SpaceKind.STUDY)
    seat = SeatFactory(space=space, label="A7")
    assert list(add(desk, space, seat_label="Z9").context["form"].errors) == ["seat_label"]
    add(desk, space, seat_label="A7")
    assert Booking.objects.get().seat == seat


@pytest.mark.parametrize(
    "fields", [{"end": "2026-03-03 09:00"}, {"end": ""}, {"start": "x"}, {"people": "0"}]
)
def test_impossible_bookings_are_refused_at_their_field(desk, space, fields):
    answer = add(desk, space, **fields)
    assert list(answer.context["form"].errors) == list(fields)


def test_a_room_of_another_library_cannot_be_booked(desk, foreign):
    assert list(add(desk, foreign.space).context["form"].errors) == ["space"]


def change(client, booking, **fields):
    data = {
        "decision": "",
        "reason": "",
        "reason_en": "",
        "start": booking.local_start.strftime("%Y-%m-%d %H:%M"),
        "end": booking.local_end.strftime("%Y-%m-%d %H:%M"),
        **fields,
    }
    return client.post(reverse("booking:edit", args=[booking.pk]), data)


@pytest.mark.parametrize(
    ("before", "decision", "after"),
    [
        (Status.REQUESTED, "approve", Status.APPROVED),
        (Status.REQUESTED, "decline", Status.DECLINED),
        (Status.APPROVED, "call_off", Status.CANCELLED),
    ],
)
def test_a_booking_is_decided_on_its_page(desk, own, before, decision, after):
    Booking.objects.update(status=before)
    assert change(desk, own, decision=decision, reason="有活动").status_code == 302
    own.refresh_from_db()
    assert own.status == after


def test_nobody_came_is_noted_when_it_has_begun(desk, own):
    Booking.objects.update(status=Status.APPROVED)
    assert change(desk, own, decision="no_show").status_code == 200
    Booking.objects.update(
        start=local(dt.date(2026, 2, 27), 10),
        end=local(dt.date(2026, 2, 27), 11),
        blocked_from=local(dt.date(2026, 2, 27), 10),
        blocked_until=local(dt.date(2026, 2, 27), 11),
    )
    own.refresh_from_db()
    change(desk, own, decision="no_show")
    own.refresh_from_db()
    assert own.status == Status.NO_SHOW


def test_a_booking_is_moved_on_its_page_unless_the_time_is_taken(desk, own):
    BookingFactory(space=own.space, start=local(DAY, 14))
    answer = change(desk, own, start="2026-03-03 14:00", end="2026-03-03 15:00")
    assert list(answer.context["form"].errors) == ["start"]
    change(desk, own, start="2026-03-03 15:00", end="2026-03-03 16:00")
    own.refresh_from_db()
    assert own.start == local(DAY, 15)


def test_copies_are_noted_as_ready(desk, own):
    CopySet.objects.create(booking=own, title="边城", copies=8)
    page = desk.get(reverse("booking:edit", args=[own.pk])).content.decode()
    assert "边城 × 8" in page
    change(desk, own, copies_ready="on")
    assert own.copy_sets.get().is_ready


def test_the_board_shows_rooms_by_hours(desk, space):
    BookingFactory(space=space, start=local(DAY, 10), end=local(DAY, 12), holder="王老师")
    BookingFactory(space=space, start=local(DAY, 12), end=local(DAY, 12, 30), holder="李老师")
    board = desk.get(reverse(BOARD), {"date": "2026-03-03"}).context["board"]
    ((_row, cells),) = board.lines
    taken = [(cell.hour, cell.span, len(cell.bookings)) for cell in cells if cell.bookings]
    assert taken == [(10, 2, 1), (12, 1, 1)]
    assert sum(cell.span for cell in cells) == len(board.hours) == 9
    page = BeautifulSoup(desk.get(reverse(BOARD), {"date": "2026-03-03"}).content, "html.parser")
    assert [cell.get("colspan") for cell in page.select("td.is-taken")] == ["2", "1"]


def test_a_booking_over_midnight_stands_on_both_days(space):
    BookingFactory(space=space, start=local(DAY, 22), end=local(DAY + dt.timedelta(days=1), 2))
    for date, hours in ((DAY, range(9, 24)), (DAY + dt.timedelta(days=1), range(18))):
        board = selectors.board(space.library, date)
        assert board.hours == hours
        assert len(board.rows[0].bookings) == 1


@pytest.mark.parametrize("query", ["date=x", "date=2026-13-01", "library="])
def test_odd_boards_fall_back(desk, space, query):
    answer = desk.get(f"{reverse(BOARD)}?{query}")
    assert (answer.context["library"], answer.context["date"]) == (
        space.library,
        dt.date(2026, 3, 1),
    )


def test_a_network_without_rooms_has_an_empty_board(client):
    assert sign_in(client, roles.EDITORS).get(reverse(BOARD)).context["board"] is None


@pytest.mark.parametrize(
    "name", [REQUESTS, BOARD, "booking:index", "space:index", "spacerules:index"]
)
def test_lists_take_the_same_queries_for_any_number_of_rows(client, space, name):
    client = sign_in(client, roles.EDITORS)
    counts = []
    for hour in (9, 10, 11):
        room = SpaceFactory(library=space.library)
        BookingFactory(
            space=room,
            start=local(dt.date(2026, 3, 1), hour),
            status=Status.REQUESTED,
            reader=ReaderFactory(),
        )
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_events_without_their_room_are_listed(desk, space, foreign):
    lost = OccurrenceFactory(library=space.library, space=space.name, start=local(DAY, 10))
    OccurrenceFactory(library=foreign.space.library, space=foreign.space.name)
    OccurrenceFactory(library=space.library, space="院子")
    housed = OccurrenceFactory(library=space.library, space=space.name, start=local(DAY, 14))
    BookingFactory(space=space, occurrence=housed, kind=BookingKind.EVENT, start=local(DAY, 14))
    assert desk.get(reverse(REQUESTS)).context["homeless"] == [lost]


def space_form(space, **fields) -> dict:
    empty = {name: inline_formset([]) for name in ("photos", "hours", "seats")}
    return {
        "library": space.library.pk,
        "kind": "meeting",
        "name": "新的研讨室",
        "name_en": "",
        "summary": "",
        "summary_en": "",
        "description": "",
        "description_en": "",
        "directions": "",
        "directions_en": "",
        "capacity": "8",
        "position": "0",
        "slug": "",
        "is_active": "on",
        "bookable_by": "readers",
        "rules": space.rules.pk,
        **nested_form_data({**empty, **fields.pop("formsets", {})}),
        **fields,
    }


def test_branch_staff_add_a_room_of_their_library(desk, space, foreign):
    assert desk.get(reverse("space:add")).status_code == 200
    answer = desk.post(reverse("space:add"), space_form(space))
    assert answer.status_code == 302
    assert Space.objects.get(name="新的研讨室").slug == "xin-de-yan-tao-shi"
    refused = desk.post(reverse("space:add"), space_form(foreign.space, name="别人的"))
    assert "library" in refused.context["form"].errors


def test_rules_of_other_libraries_are_not_offered(desk, space):
    own = SpaceRulesFactory(library=space.library)
    SpaceRulesFactory(library=open_library())
    offered = desk.get(reverse("space:add")).context["form"].fields["rules"].queryset
    assert set(offered) == {own, *SpaceRules.objects.filter(library=None)}


def test_seats_with_bookings_are_switched_off_and_not_deleted(desk, space):
    Space.objects.update(kind=SpaceKind.STUDY)
    seat, spare = SeatFactory(space=space, label="A1"), SeatFactory(space=space, label="A2")
    BookingFactory(space=space, seat=seat, start=local(DAY, 10))

    def delete(row):
        seats = inline_formset(
            [{"id": row.pk, "label": row.label, "is_active": "on", "DELETE": "on"}], initial=1
        )
        data = space_form(space, name=space.name, kind="study", formsets={"seats": seats})
        return desk.post(reverse("space:edit", args=[space.pk]), data)

    assert delete(seat).status_code == 200
    assert delete(spare).status_code == 302
    assert list(space.seats.get_queryset()) == [seat]


def test_editors_keep_the_vocabulary_of_equipment(client):
    client = sign_in(client, roles.EDITORS)
    row = EquipmentFactory()
    assert str(row) in client.get(reverse("equipment:index")).content.decode()
