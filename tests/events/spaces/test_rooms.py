"""The catalogue, a room with its week, the sheet for its door."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.spaces import selectors
from events.spaces.enums import BookableBy, SpaceKind, TimeMode
from events.spaces.models import Space, SpaceHours, SpacePhoto
from tests.factories.core import FacilityFactory
from tests.factories.home import site_tree
from tests.factories.images import ImageFactory
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
def _site():
    site_tree()


def found(client, **query) -> list[str]:
    rooms = client.get(reverse("spaces:catalogue"), query).context["rooms"]
    return [room.space.name for room in rooms]


def furnished(library, **fields) -> Space:
    """A room with one of everything."""
    space = SpaceFactory(library=library, **fields)
    space.equipment.set([EquipmentFactory()])
    space.accessibility.set([FacilityFactory(is_accessibility=True)])
    space.save()
    SpacePhoto.objects.create(space=space, image=ImageFactory())
    SpaceHours.objects.create(space=space, weekday=1, opens=dt.time(9), closes=dt.time(12))
    return space


def test_rooms_are_found_by_what_is_needed(client):
    library, other = open_library(slug="first"), open_library(slug="second")
    small = SpaceFactory(library=library, name="小间", capacity=4)
    hall = SpaceFactory(library=other, name="大厅", capacity=100, kind=SpaceKind.HALL)
    SpaceFactory(library=other, name="关着的", is_active=False)
    loop = FacilityFactory(slug="hearing-loop", is_accessibility=True)
    screen, piano = EquipmentFactory(slug="screen"), EquipmentFactory(slug="piano")
    hall.accessibility.set([loop])
    hall.equipment.set([screen, piano])
    hall.save()
    small.equipment.set([screen])
    small.save()
    assert found(client) == ["小间", "大厅"]
    assert found(client, branch="second") == ["大厅"]
    assert found(client, people="5") == ["大厅"]
    assert found(client, kind="hall") == ["大厅"]
    assert found(client, access="hearing-loop") == ["大厅"]
    assert found(client, equipment="screen") == ["小间", "大厅"]
    assert found(client, equipment=["screen", "piano"]) == ["大厅"]
    assert found(client, people="500") == []


def test_with_a_day_only_rooms_that_are_free_on_it_are_found(client, space):
    BookingFactory(space=space, start=local(DAY, 9), end=local(DAY, 17))
    assert found(client, date="2026-03-03") == []
    assert found(client, date="2026-03-04") == [space.name]
    assert found(client, date="2026-02-01") == [space.name]  # a day that is over is no wish


@pytest.mark.parametrize(
    "query",
    [
        "people=x",
        "people=0",
        "people=²",
        "date=x",
        "kind=x&kind=%00",
        "equipment='",
        "page=x",
        "branch=" + "x" * 99,
    ],
)
def test_odd_wishes_are_left_out(client, space, query):
    answer = client.get(f"{reverse('spaces:catalogue')}?{query}")
    assert answer.status_code == 200
    assert [room.space for room in answer.context["rooms"]] == [space]


def test_each_wish_can_be_taken_back(client, space):
    query = {"people": "4", "date": "2026-03-04", "branch": space.library.slug}
    chips = client.get("/en/spaces/", query).context["filters"].chips
    assert [chip.label for chip in chips] == [space.library.name_en, "for 4 people", "4 March"]
    assert chips[0].url == "?people=4&date=2026-03-04"


def test_the_catalogue_says_what_is_free(client, space):
    study = SpaceFactory(library=space.library, kind=SpaceKind.STUDY)
    SeatFactory(space=study)
    SpaceFactory(library=space.library, bookable_by=BookableBy.STAFF)
    SpaceFactory(library=space.library, rules=SpaceRulesFactory(lead_hours=48))
    SpaceFactory(library=open_library(9, 10), rules=SpaceRulesFactory(slot_minutes=120))
    page = client.get("/en/spaces/").content.decode()
    for text in (
        "free from 09:00",
        "from 09:00: 1 seat free",
        "staff only",
        "too late for this day",
        "closed on this day",
    ):
        assert text in page
    BookingFactory(
        space=space, start=local(dt.date(2026, 3, 1), 9), end=local(dt.date(2026, 3, 1), 17)
    )
    assert "nothing free on this day" in client.get("/en/spaces/").content.decode()


def _queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_catalogue_takes_the_same_queries_for_any_number_of_rooms(client):
    library = open_library()
    counts = []
    for _ in range(3):
        furnished(library)
        counts.append(_queries(client, reverse("spaces:catalogue")))
    assert counts == [15, 15, 15]


def test_a_room_takes_the_same_queries_for_any_number_of_bookings(client):
    space = furnished(open_library())
    counts = []
    for hour in (9, 10, 11):
        BookingFactory(space=space, start=local(DAY, hour))
        counts.append(_queries(client, space.get_absolute_url()))
    assert counts == [12, 12, 12]


def test_a_room_shows_its_week_and_nobody_s_name(client, space):
    BookingFactory(space=space, start=local(DAY, 10), holder="王老师", purpose="秘密会议")
    answer = client.get("/en" + space.get_absolute_url())
    week = answer.context["week"]
    assert (week.first, week.last) == (dt.date(2026, 3, 1), dt.date(2026, 3, 7))
    assert [clock for clock, _cells in week.rows] == [f"{hour:02}:00" for hour in range(9, 17)]
    ten = next(cells for clock, cells in week.rows if clock == "10:00")
    assert [slot.state for slot in ten[2]] == ["busy"]
    page = answer.content.decode()
    assert "王老师" not in page
    assert "秘密会议" not in page
    assert page.count('class="wk__busy"') == 2  # one in the table, one in the legend
    assert answer["Cache-Control"] == "public, max-age=60"


def test_weeks_follow_each_other_as_far_as_can_be_booked(client, space):
    weeks = []
    url = space.get_absolute_url()
    for query in (
        {},
        {"from": "2026-03-08"},
        {"from": "2026-03-29"},
        {"from": "2030-01-01"},
        {"from": "x"},
    ):
        week = client.get(url, query).context["week"]
        weeks.append((week.first.isoformat(), bool(week.previous), bool(week.next)))
    assert weeks == [
        ("2026-03-01", False, True),
        ("2026-03-08", True, True),
        ("2026-03-29", True, False),
        ("2026-03-29", True, False),
        ("2026-03-01", False, True),
    ]


def test_free_lengths_share_the_row_of_their_hour():
    space = SpaceFactory(
        library=open_library(9, 11),
        rules=SpaceRulesFactory(mode=TimeMode.FREE, slot_minutes=30, lead_hours=0),
    )
    week = selectors.week_of(space, None)
    assert week.shows_minutes
    assert [(clock, len(cells[0])) for clock, cells in week.rows] == [("09:00", 2), ("10:00", 2)]


def test_a_closed_week_says_so(client):
    space = SpaceFactory()
    assert client.get(space.get_absolute_url()).context["week"].is_empty


def test_rooms_that_are_hidden_or_of_another_library_are_not_found(client, space):
    other = open_library(slug="other")
    assert client.get(reverse("spaces:space", args=[other.slug, space.slug])).status_code == 404
    Space.objects.update(is_active=False)
    for name in ("space", "door"):
        url = reverse(f"spaces:{name}", args=[space.library.slug, space.slug])
        assert client.get(url).status_code == 404


def test_a_room_readers_cannot_book_has_no_week_and_no_button(client, space):
    Space.objects.update(bookable_by=BookableBy.NOBODY)
    page = client.get("/en" + space.get_absolute_url()).content.decode()
    assert "It cannot be booked; just come." in page
    assert reverse("spaces:book", args=[space.library.slug, space.slug]) not in page


def test_the_sheet_for_the_door_tells_times_only(client, space, staff):
    BookingFactory(space=space, start=local(DAY, 10), holder="王老师")
    url = "/en" + reverse("spaces:door", args=[space.library.slug, space.slug])
    page = client.get(url, {"date": "2026-03-03"}).content.decode()
    assert "10:00–11:00" in page
    assert "王老师" not in page
    assert "Free all day." in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        (
            {"lead_hours": 0},
            [
                "Any reader can book it; an account is enough.",
                "A booking lasts one hour.",
                "You can book 30 days ahead.",
                "You can give it back until it begins.",
            ],
        ),
        (
            {
                "mode": "free",
                "min_minutes": 45,
                "max_minutes": 90,
                "per_day": 1,
                "per_month": 4,
                "lead_hours": 2,
                "needs_approval": True,
                "cancel_hours": 24,
                "min_people": 2,
            },
            [
                "Any reader can book it; an account is enough.",
                "A booking lasts between 45 minutes and 1.5 hours.",
                "At most 1 a day for each reader.",
                "At most 4 a month for each reader.",
                "You can book up to 30 days ahead, at the latest 2 hours before.",
                "A librarian decides about each request.",
                "You can give it back until 24 hours before it begins.",
                "It is for 2 to 8 people.",
            ],
        ),
    ],
)
def test_rules_are_told_in_words(client, fields, sentences):
    space = SpaceFactory(rules=SpaceRulesFactory(**fields))
    assert client.get("/en" + space.get_absolute_url()).context["rules"] == sentences
