"""What staff do: clubs of their own library, places, books, members, copies in the room."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from community.clubs import services
from community.clubs.models import Circle, Club, ClubBook, Membership
from events.spaces.models import Booking, CopySet
from events.spaces.services import book_for_occurrence
from portal.core.roles import BRANCH_STAFF, ensure_roles
from tests.factories.accounts import UserFactory
from tests.factories.catalog import BookFactory
from tests.factories.clubs import ClubBookFactory, ClubFactory, join
from tests.factories.core import LibraryStaffFactory
from tests.factories.events import EventSeriesFactory, EventSeriesPageFactory, OccurrenceFactory
from tests.factories.spaces import SpaceFactory


@pytest.fixture
def staff(client, club, root_page):
    """Somebody who works for the club's library and for no other."""
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=BRANCH_STAFF))
    LibraryStaffFactory(user=user, library=club.library)
    client.force_login(user)
    return user


def form(club, **values):
    return {
        "library": club.library_id,
        "name": club.name,
        "slug": club.slug,
        "state": club.state,
        "joining": "members",
        "books-TOTAL_FORMS": 0,
        "books-INITIAL_FORMS": 0,
        "books-MIN_NUM_FORMS": 0,
        "books-MAX_NUM_FORMS": 1000,
        **values,
    }


def test_a_club_is_made_with_its_places(client, club, staff):
    assert client.get("/admin/club/new/").status_code == 200
    answer = client.post("/admin/club/new/", form(club, slug="neu", capacity=12, waiting_limit=3))
    assert answer.status_code == 302
    circle = Circle.objects.get(club__slug="neu")
    assert (circle.capacity, circle.waiting_limit, circle.taken) == (12, 3, 0)
    reserved = client.post("/admin/club/new/", form(club, slug="leads"))
    assert reserved.status_code == 200
    assert not Club.objects.filter(slug="leads").exists()


@pytest.mark.parametrize(
    ("where", "is_refused"),
    [
        ({}, False),
        ({"space": "研讨室"}, False),
        ({"space": "礼堂"}, True),
        ({"library": True}, True),
    ],
)
def test_a_room_that_the_series_is_not_in_is_refused_at_the_field(
    client, club, staff, where, is_refused
):
    if "library" in where:
        where = {"library": ClubFactory().library}
    room = SpaceFactory(library=club.library, name="研讨室")
    series = EventSeriesPageFactory(**{"library": club.library, **where})
    sent = form(club, space=room.pk, series=series.pk)
    answer = client.post(f"/admin/club/edit/{club.pk}/", sent)
    assert answer.status_code == (200 if is_refused else 302)
    if is_refused:
        (said,) = answer.context["form"].errors["space"]
        assert (where.get("space") or where["library"].short_label) in said
    club.refresh_from_db()
    assert club.space == (None if is_refused else room)
    alone = form(club, series=series.pk)
    assert client.post(f"/admin/club/edit/{club.pk}/", alone).status_code == 302


def test_an_edit_does_not_touch_who_is_in(client, club, staff):
    join(club), join(club), join(club)
    address = f"/admin/club/edit/{club.pk}/"
    assert client.get(address).status_code == 200
    too_few = client.post(address, form(club, capacity=1))
    assert too_few.status_code == 200
    record = BookFactory()
    books = {
        "books-TOTAL_FORMS": 1,
        "books-0-record": record.pk,
        "books-0-month": "2026-03-17",
        "books-0-copies": 8,
    }
    assert client.post(address, form(club, capacity=3, **books)).status_code == 302
    circle = Circle.objects.get(club=club)
    assert (circle.capacity, circle.taken, circle.waiting) == (3, 3, 0)
    assert ClubBook.objects.get().month == dt.date(2026, 3, 1)


def test_clubs_of_other_libraries_are_not_found(client, club, staff):
    other = ClubFactory()
    row = join(other)
    assert client.get(f"/admin/club/edit/{other.pk}/").status_code == 404
    for page in ("", "message/"):
        assert client.get(f"/admin/club-members/{other.pk}/{page}").status_code == 404
        assert client.get(f"/admin/club-members/{club.pk}/{page}").status_code == 200
    elsewhere = client.post(f"/admin/club-members/{club.pk}/", {"remove": row.pk})
    assert elsewhere.status_code == 404
    assert client.post(f"/admin/club-members/{club.pk}/", {"remove": "x"}).status_code == 404
    client.force_login(UserFactory())
    assert client.get(f"/admin/club-members/{club.pk}/").status_code == 302


def test_taking_somebody_off(client, club, staff):
    row = join(club)
    address = f"/admin/club-members/{club.pk}/"
    assert row.name in client.get(address).content.decode()
    client.post(address, {"remove": row.pk, "note": "好久没来"})
    row = Membership.objects.get()
    assert (row.is_active, row.end_reason) == (False, "staff")


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list(client, club, staff, number, django_assert_num_queries):
    for _ in range(number - 1):
        ClubFactory(library=club.library)
    client.get("/admin/club/")
    with django_assert_num_queries(11):
        client.get("/admin/club/")


def test_copies_are_laid_out_in_the_room_of_the_meetings(root_page):
    page = EventSeriesPageFactory(parent=root_page)
    series = EventSeriesFactory(translation_key=page.translation_key)
    march, april = (
        book_for_occurrence(
            OccurrenceFactory(series=series, start=timezone.now() + dt.timedelta(days=days)),
            SpaceFactory(),
        )
        for days in (7, 40)
    )
    club = ClubFactory(series=page)
    first = ClubBookFactory(club=club, month=dt.date(2026, 3, 5), copies=12)
    ClubBookFactory(club=club, month=dt.date(2026, 4, 5), copies=0)
    assert services.lay_out_copies(club) == 1
    row = CopySet.objects.get()
    assert (row.booking, row.record, row.copies) == (march, first.record, 12)
    row.is_ready = True
    row.save()
    services.lay_out_copies(club)
    row.refresh_from_db()
    assert row.is_ready  # nothing has changed
    first.month = dt.date(2026, 4, 1)
    first.save()
    services.lay_out_copies(club)
    assert CopySet.objects.get().booking == april
    first.delete()
    services.lay_out_copies(club)
    assert not CopySet.objects.exists()
    assert Booking.objects.count() == 2
