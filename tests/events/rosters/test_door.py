"""At the door: marks that come once, twice, late or for somebody else; and readers' own ticks."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from events.models import Occurrence
from events.registration import services
from events.registration.enums import Presence
from events.registration.models import Attendance, Registration
from events.rosters.tokens import self_check_in_path, token_of
from tests.factories.accounts import ReaderFactory
from tests.factories.registration import enter, event, family

from .conftest import address, at, signed_in

pytestmark = pytest.mark.django_db


def send(client, pool, *marks, **more):
    body = {"marks": [{"head": pk, "state": state, "age": age} for pk, state, age in marks]}
    return client.post(address("marks", pool), body, content_type="application/json", **more)


def states(pool) -> dict[int, str]:
    return dict(
        Attendance.objects.filter(occurrence=pool.occurrence).values_list("attendee", "state")
    )


@pytest.fixture
def pool(library):
    return event(library=library, days=1)


@pytest.fixture
def head(pool):
    return enter(pool).attendees.get()


@pytest.mark.parametrize("name", ["door", "marks", "poster", "sheet"])
def test_door_is_for_staff_of_the_library(people, pool, head, name):
    url = address(name, pool)
    assert people["branch"].get(url).status_code == 200
    for outsider, code in {"anonymous": 302, "reader": 302, "other": 404, "editor": 404}.items():
        assert people[outsider].get(url).status_code == code


def test_nobody_else_marks_or_takes_out_the_list(people, pool, head):
    for outsider, code in {"anonymous": 302, "reader": 302, "other": 404, "editor": 404}.items():
        assert send(people[outsider], pool, (head.pk, "came", 0)).status_code == code
        assert people[outsider].post(address("export", pool)).status_code == code
    assert states(pool) == {}


def test_marks_are_answered_with_what_stands(desk, pool, head):
    answer = send(desk, pool, (head.pk, "came", 2)).json()
    assert answer["marks"] == {str(head.pk): "came"}
    assert answer["refused"] == []
    mark = Attendance.objects.get()
    assert mark.at == timezone.now() - dt.timedelta(seconds=2)
    assert mark.told_at == timezone.now()
    assert desk.get(address("marks", pool)).json()["marks"] == {str(head.pk): "came"}


def test_marks_sent_twice_change_nothing(desk, pool, head):
    for _twice in range(2):
        send(desk, pool, (head.pk, "came", 60))
    assert states(pool) == {head.pk: "came"}
    assert Attendance.objects.count() == 1


def test_last_mark_holds_whichever_comes_first(desk, pool, head):
    send(desk, pool, (head.pk, "came", 60))
    send(desk, pool, (head.pk, "", 30))  # taken back by a second telephone
    send(desk, pool, (head.pk, "came", 45))  # told late by a third, made before that
    assert states(pool) == {head.pk: ""}
    send(desk, pool, (head.pk, "came", 10))
    assert states(pool) == {head.pk: "came"}


def test_clock_that_goes_ahead_does_not_win_for_ever(desk, pool, head):
    send(desk, pool, (head.pk, "came", -3600))
    assert Attendance.objects.get().at == timezone.now()


def test_who_is_not_registered_is_refused_and_the_others_are_marked(desk, pool, head, library):
    stranger = enter(event(library=library)).attendees.get()
    answer = send(desk, pool, (stranger.pk, "came", 0), (head.pk, "came", 0), (0, "came", 0)).json()
    assert answer["refused"] == [stranger.pk, 0]
    assert states(pool) == {head.pk: "came"}


@pytest.mark.parametrize(
    "body",
    ["nonsense", "[]", "{}", '{"marks": [{"head": "x", "state": "came"}]}',
     '{"marks": [{"head": 1, "state": "odd"}]}', '{"marks": 7}', '{"marks": [1]}',
     '{"marks": [{"head": 1, "state": "came", "age": "NaN"}]}'],
)  # fmt: skip
def test_odd_marks_are_refused(desk, pool, head, body):
    url = address("marks", pool)
    response = desk.post(url, body, content_type="application/json")
    assert response.status_code == 400
    assert states(pool) == {}


def test_names_are_buttons_without_script_too(desk, pool, head):
    page = BeautifulSoup(desk.get(address("door", pool)).content, "html.parser")
    button = page.select_one(".checkin__name")
    url = page.select_one("#door-list")["action"]
    assert desk.post(url, {"mark": button["value"]}).status_code == 302
    assert states(pool) == {head.pk: "came"}
    page = BeautifulSoup(desk.get(address("door", pool)).content, "html.parser")
    assert page.select_one("#door-came").get_text() == "1"
    button = page.select_one(".checkin__name")
    assert button["aria-pressed"] == "true"
    desk.post(url, {"mark": button["value"]})
    assert states(pool) == {head.pk: ""}
    desk.post(url, {"mark": "odd:odd"})
    assert states(pool) == {head.pk: ""}


def test_mark_taken_back_counts_as_absent_when_it_is_closed(desk, pool, head):
    services.mark(head, pool.occurrence, Presence.CAME)
    services.mark(head, pool.occurrence, None)
    assert services.close(pool.occurrence) == 1
    assert states(pool) == {head.pk: "no_show"}


def test_walk_in_at_the_door_leads_back_to_it(desk, pool):
    data = {"adults": "2", "children": "", "key": "k", "back": "door"}
    response = desk.post(address("walk_in", pool), data)
    assert response["Location"].startswith(address("door", pool))
    assert Registration.objects.get().people == 2


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("door", 12), ("sheet", 12)])
def test_pages_ask_the_same_number_of_questions(
    desk, pool, count, name, queries, django_assert_num_queries
):
    for _number in range(count):
        reader = family()
        enter(pool, reader, members=reader.family.all())
    desk.get(address(name, pool))
    with django_assert_num_queries(queries):
        desk.get(address(name, pool))


# --- the poster -----------------------------------------------------------------------------------


def test_readers_tick_themselves_from_the_poster(pool):
    reader = family((2020, 5), (2022, 8))
    registration = enter(pool, reader, members=reader.family.all(), adults=1)
    client, url = signed_in(reader.user), self_check_in_path(pool.occurrence)
    first, second, _adult = registration.attendees.order_by("-category", "pk")
    assert client.post(url, {"head": [first.pk]}).status_code == 200
    assert states(pool) == {}  # a day too early
    with at(hours=23, minutes=31):
        page = BeautifulSoup(client.get(url).content, "html.parser")
        assert len(page.select("input[name=head]")) == 3
        client.post(url, {"head": [first.pk, second.pk, "x", "999999"]})
        assert states(pool) == {first.pk: "came", second.pk: "came"}
    with at(hours=26):
        client.post(url, {"head": [_adult.pk]})
        assert len(states(pool)) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_ticking_oneself_asks_the_same_number_of_questions(pool, count, django_assert_num_queries):
    reader = family(*[(2018 + number, 5) for number in range(count)])
    enter(pool, reader, members=reader.family.all())
    client, url = signed_in(reader.user), self_check_in_path(pool.occurrence)
    with at(hours=24):
        client.get(url)
        with django_assert_num_queries(5):
            page = BeautifulSoup(client.get(url).content, "html.parser")
    assert len(page.select("input[name=head]")) == count


def test_poster_ticks_nobody_else(pool, head):
    stranger = signed_in(ReaderFactory().user)
    url = self_check_in_path(pool.occurrence)
    with at(hours=24):
        assert stranger.get(url).status_code == 200
        stranger.post(url, {"head": [head.pk]})
    assert states(pool) == {}


def test_who_has_not_seen_the_poster_finds_nothing(pool, head, client):
    reader = signed_in(head.registration.reader.user)
    wrong = reverse("rosters_public:here", args=[pool.occurrence.uid, "0" * 16])
    assert reader.get(wrong).status_code == 404
    other = Occurrence(uid="00000000-0000-0000-0000-000000000001")
    assert token_of(other) != token_of(pool.occurrence)
    response = client.get(self_check_in_path(pool.occurrence))
    assert response.status_code == 302
    assert "login" in response["Location"]


# --- on paper -------------------------------------------------------------------------------------


def test_sheet_has_names_and_blanks_and_nothing_about_birth(desk, pool):
    reader = family((2020, 5))
    enter(pool, reader, members=reader.family.all(), adults=1)
    page = BeautifulSoup(desk.get(address("sheet", pool)).content, "html.parser")
    rows = page.select("tbody tr")
    assert len(rows) == 2 + 8
    text = page.get_text()
    assert reader.family.get().nickname in text
    assert "2020" not in text
    assert "岁" not in text


def test_spreadsheet_runs_no_formulas_and_is_noted(desk, pool):
    services.register_by_staff(pool, channel="phone", name="=1+1", phone="+86 138", adults=1)
    response = desk.post(address("export", pool))
    assert "no-store" in response["Cache-Control"]
    [_head, row] = response.content.decode("utf-8-sig").splitlines()
    assert "'=1+1" in row
    assert "'+86 138" in row
    assert desk.get(address("export", pool)).status_code == 405
