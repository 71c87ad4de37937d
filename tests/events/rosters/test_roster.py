"""The roster of a date: who is on it, who may see it, and what staff do with it."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry as logs
from wagtail.models import ModelLogEntry

from events.models import Occurrence
from events.places.enums import Status
from events.registration import services
from events.registration.enums import Channel, Presence
from events.registration.models import Attendance, HeadCount, Pause, Registration
from events.rosters.forms import CapacityForm
from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.registration import PriorityGroupFactory, course, enter, event, family

from .conftest import address, at

pytestmark = pytest.mark.django_db

PAGES = ["roster", "register", "close"]
ACTIONS = ["walk_in", "capacity", "heads", "register", "close"]
OF_ONE = ["cancel", "promote", "lift_pause"]


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def names(response) -> list[str]:
    """The heads on the page, in order."""
    heads = soup(response).select(".roster-heads__one")
    return [" ".join(head.get_text(" ", strip=True).split()) for head in heads]


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def logged(pool) -> list[tuple[str, dict]]:
    entries = ModelLogEntry.objects.for_instance(pool.occurrence)
    return [(entry.action, entry.data) for entry in entries]


def test_branch_staff_see_the_people_of_their_library_only(people, library):
    pool = event(library=library)
    registration = enter(pool)
    urls = [address(name, pool) for name in PAGES]
    urls += [address(name, pool, registration) for name in ("cancel", "promote")]
    for url in urls:
        assert people["branch"].get(url).status_code == 200, url
        assert people["programmer"].get(url).status_code == 200, url
        assert people["other"].get(url).status_code == 404, url
        assert people["editor"].get(url).status_code == 404, url
        for outsider in ("anonymous", "reader"):
            response = people[outsider].get(url)
            assert response.status_code == 302, url
            assert "login" in response["Location"] or response["Location"] == reverse(
                "wagtailadmin_home"
            )


def test_nobody_else_can_do_anything(people, library):
    pool = event(library=library)
    registration = enter(pool)
    urls = [address(name, pool) for name in ACTIONS]
    urls += [address(name, pool, registration) for name in OF_ONE]
    for url in urls:
        for outsider, code in {
            "anonymous": 302,
            "reader": 302,
            "other": 404,
            "editor": 404,
        }.items():
            response = people[outsider].post(url, {"adults": 1, "capacity": 1, "reason": "x"})
            assert response.status_code == code, (outsider, url)
    registration.refresh_from_db()
    assert registration.status == Status.CONFIRMED
    assert Registration.objects.count() == 1
    assert not HeadCount.objects.exists()


def test_registration_of_another_date_is_not_found(desk, library):
    here, there = event(library=library), event(library=library)
    registration = enter(there)
    assert desk.get(address("cancel", here, registration)).status_code == 404


def test_lists_are_for_who_keeps_rosters(people):
    for name in ("index", "head_counts"):
        url = reverse(f"rosters:{name}")
        assert people["branch"].get(url).status_code == 200
        for outsider in ("anonymous", "reader", "editor"):
            assert people[outsider].get(url).status_code == 302


def test_roster_shows_children_with_their_age_at_the_date(desk, library):
    pool = event(library=library)  # 11 March 2026
    reader = family((2020, 3), (2024, 4))
    enter(pool, reader, members=reader.family.all(), adults=1)
    first, second = (child.nickname for child in reader.family.all())
    assert names(desk.get(address("roster", pool)))[1:] == [
        f"{first} 6 岁",
        f"{second} 1 岁 11 个月",
    ]


def test_roster_says_who_waits_in_order_and_until_when_places_are_offered(desk, library):
    pool = event(library=library, capacity=1)
    holder = enter(pool)
    for _number in range(3):
        enter(pool)
    services.cancel(holder)
    page = soup(desk.get(address("roster", pool)))
    groups = [group.h2.get_text(" ", strip=True) for group in page.select(".roster-group")]
    assert [group.split()[-1] for group in groups] == ["1", "2"]
    assert page.select_one(".roster-deadline") is not None
    numbers = [each.get_text(strip=True) for each in page.select(".roster-party__number")]
    assert numbers == ["1", "2"]


@pytest.mark.parametrize("count", [1, 3])
def test_roster_asks_the_same_number_of_questions(desk, library, count, django_assert_num_queries):
    pool = event(library=library)
    for _number in range(count):
        reader = family()
        enter(pool, reader, members=reader.family.all())
    url = address("roster", pool)
    desk.get(url)
    with django_assert_num_queries(17):
        desk.get(url)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_dates_asks_the_same_number_of_questions(
    desk, library, count, django_assert_num_queries
):
    for _number in range(count):
        event(library=library)
    desk.get(reverse("rosters:index"))
    with django_assert_num_queries(12):
        desk.get(reverse("rosters:index"))


def test_list_shows_own_dates_of_a_series(desk, library):
    pool, _other = event(library=library, capacity=24), event(library=library)
    event()  # of no library
    enter(pool)
    assert len(soup(desk.get(reverse("rosters:index"))).select("tbody tr")) == 2
    url = f"{reverse('rosters:index')}?series={pool.terms.translation_key}"
    [row] = soup(desk.get(url)).select("tbody tr")
    assert row.a["href"] == address("roster", pool)
    assert "24" in row.select_one(".roster-places").get_text()


@pytest.mark.parametrize("query", ["series=nonsense", "p=x", "past=1&p=999"])
def test_list_bears_odd_addresses(desk, library, query):
    event(library=library)
    assert desk.get(f"{reverse('rosters:index')}?{query}").status_code == 200


def test_search_finds_children_readers_and_telephones(desk, library):
    pool = event(library=library)
    reader = family((2020, 5))
    enter(pool, reader, members=reader.family.all())
    services.register_by_staff(
        pool, channel=Channel.PHONE, name="王女士", phone="13800001234", adults=1
    )
    child = reader.family.get().nickname
    for words, found in {
        child: [child],
        reader.nickname: [child],
        "王女士": ["王女士"],
        "1234": ["王女士"],
    }.items():
        shown = names(desk.post(address("roster", pool), {"q": words}))
        assert [name.split()[0] for name in shown] == found
    assert names(desk.post(address("roster", pool), {"q": "<script>"})) == []


def on_behalf(**fields) -> dict:
    return {"channel": "phone", "adults": "1", "children": "0", "key": "abc", **fields}


def test_somebody_without_an_account_is_entered(desk, library):
    pool = event(library=library)
    url = address("register", pool)
    data = on_behalf(name="王女士", phone="13800001234", children="2")
    response = desk.post(url, data)
    assert response.status_code == 302
    desk.post(url, data)  # the same form again
    registration = Registration.objects.get()
    assert (registration.people, registration.channel) == (3, Channel.PHONE)
    assert (registration.contact_name, registration.reader) == ("王女士", None)
    assert not Message.objects.exists()
    assert logged(pool)[0] == ("rosters.register", {"registration": str(registration.uid)})


def test_family_of_an_account_is_found_and_entered(desk, library):
    pool = event(library=library)
    reader = family((2020, 5), (2022, 8))
    found = desk.post(address("register", pool), on_behalf(account=reader.user.email, find="1"))
    boxes = soup(found).select("input[name=members]")
    assert [int(box["value"]) for box in boxes] == [child.pk for child in reader.family.all()]
    assert not Registration.objects.exists()
    data = on_behalf(account=reader.user.email, members=[boxes[0]["value"]])
    assert desk.post(address("register", pool), data).status_code == 302
    registration = Registration.objects.get()
    assert (registration.reader, registration.people) == (reader, 2)
    assert Message.objects.get().user == reader.user


def test_refusals_stand_at_their_field(desk, library):
    pool = event(library=library, min_age=6, max_age=9)
    url = address("register", pool)
    page = soup(desk.post(url, on_behalf(account="nobody@example.org")))
    assert page.select_one("#panel-account-errors, [id*=account][id*=error]") or page.select(
        ".error-message"
    )
    reader = family((2024, 5))
    data = on_behalf(account=reader.user.email, members=[reader.family.get().pk])
    assert "3 月 11 日" in desk.post(url, data).content.decode()
    assert "error" in desk.post(url, on_behalf()).content.decode()  # no name
    assert not Registration.objects.exists()


def test_people_of_others_cannot_be_entered(desk, library):
    pool = event(library=library)
    reader, stranger = family((2020, 5)), family((2020, 6))
    data = on_behalf(account=reader.user.email, members=[stranger.family.get().pk])
    assert desk.post(address("register", pool), data).status_code == 200
    assert not Registration.objects.exists()


def test_groups_and_questions_are_asked_on_the_telephone_too(desk, library):
    question = {
        "key": "k1",
        "text": "过敏吗？",
        "text_en": "",
        "kind": "yes_no",
        "choices": [],
        "is_required": True,
    }
    pool = event(library=library, reserved_places=5, questions=[question])
    group = PriorityGroupFactory()
    pool.terms.priority_groups.add(group)
    data = on_behalf(name="李", priority_group=group.pk, answer_k1="yes")
    desk.post(address("register", pool), data)
    registration = Registration.objects.get()
    assert (registration.is_priority, registration.answers) == (True, {"k1": "yes"})
    assert "过敏吗？" in desk.get(address("roster", pool)).content.decode()


def test_walk_in_takes_two_numbers(desk, library):
    pool = event(library=library, capacity=3)
    page = soup(desk.get(address("roster", pool)))
    form = page.select_one("#walk-in form")
    key = form.select_one("[name=key]")["value"]
    data = {"adults": "1", "children": "1", "key": key}
    for _twice in range(2):
        assert desk.post(form["action"], data).status_code == 302
    registration = Registration.objects.get()
    assert (registration.people, registration.channel) == (2, Channel.WALK_IN)
    assert Attendance.objects.filter(state=Presence.CAME).count() == 2
    full = desk.post(form["action"], {**data, "key": "another"})
    assert full.status_code == 200
    assert soup(full).select_one("#walk-in .roster-error") is not None
    nobody = desk.post(form["action"], {"adults": "", "children": "", "key": "third"})
    assert soup(nobody).select_one("#walk-in .roster-error") is not None


def test_walk_in_for_a_course_uses_the_same_form(desk, library):
    pool = course(library=library, capacity=2)
    date = pool.series.occurrences.order_by("start").first()
    date.library = library
    date.save()
    page = soup(desk.get(reverse("rosters:roster", args=[date.uid])))
    form = page.select_one("#walk-in form")
    key = form.select_one("[name=key]")["value"]
    data = {"adults": "2", "children": "", "key": key}
    assert desk.post(form["action"], data).status_code == 302
    registration = Registration.objects.get()
    assert (registration.pool, registration.people) == (pool, 2)
    assert Attendance.objects.filter(occurrence=date, state=Presence.CAME).count() == 2
    door = soup(desk.get(reverse("rosters:door", args=[date.uid])))
    assert door.select_one("#walk-in form") is not None
    full = desk.post(form["action"], {**data, "key": "another"})
    assert soup(full).select_one("#walk-in .roster-error") is not None


def test_cancelling_for_a_reader_moves_the_queue(desk, library):
    pool = event(library=library, capacity=1, offer_hours=0)
    first, second = enter(pool), enter(pool)
    url = address("cancel", pool, first)
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"reason": "unsaid"}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.CANCELLED, Status.CONFIRMED)
    assert logged(pool) == [("rosters.cancel", {"registration": str(first.uid)})]
    desk.post(url, {"reason": "unsaid"})
    assert len(logged(pool)) == 1


def test_cancelling_keeps_the_reason_at_the_registration_and_out_of_the_history(desk, library):
    pool = event(library=library)
    registration = enter(pool)
    url = address("cancel", pool, registration)
    for sent in ({}, {"reason": "nonsense"}, {"reason": "asked", "note": "x" * 201}):
        assert desk.post(url, sent).status_code == 200
    registration.refresh_from_db()
    assert registration.status == Status.CONFIRMED
    desk.post(url, {"reason": "places", "note": "改到大厅另办一场"})
    registration.refresh_from_db()
    assert registration.status == Status.CANCELLED
    assert (registration.end_reason, registration.end_note) == ("places", "改到大厅另办一场")
    assert logged(pool) == [("rosters.cancel", {"registration": str(registration.uid)})]


def test_place_out_of_order_needs_room_and_a_reason_that_is_kept(desk, library):
    pool = event(library=library, capacity=3)
    reader = family((2020, 5), (2022, 8))
    enter(pool, reader, members=reader.family.all())
    large = enter(pool, adults=2)
    small = enter(pool)
    url = address("promote", pool, small)
    assert desk.post(url, {"reason": ""}).status_code == 200
    small.refresh_from_db()
    assert small.status == Status.WAITING
    assert desk.post(url, {"reason": "坐轮椅来"}).status_code == 302
    small.refresh_from_db()
    large.refresh_from_db()
    pool.refresh_from_db()
    assert (small.status, large.status) == (Status.CONFIRMED, Status.WAITING)
    assert (pool.taken, pool.waiting) == (3, 1)
    assert Occurrence.objects.get().people == 3
    [(action, data)] = logged(pool)
    assert (action, data["reason"]) == ("rosters.promote", "坐轮椅来")
    entry = ModelLogEntry.objects.for_instance(pool.occurrence).get()
    assert "坐轮椅来" in logs.get_formatter(entry).format_message(entry)
    full = desk.post(address("promote", pool, large), {"reason": "还是让他们来"})
    assert full.status_code == 200
    assert soup(full).select_one(".roster-error") is not None


def test_more_places_let_who_waits_move_up(desk, library):
    pool = event(library=library, capacity=1, offer_hours=0)
    enter(pool)
    second = enter(pool)
    assert desk.post(address("capacity", pool), {"capacity": "2"}).status_code == 302
    second.refresh_from_db()
    assert second.status == Status.CONFIRMED
    too_few = desk.post(address("capacity", pool), {"capacity": "1"})
    assert soup(too_few).select_one("#capacity .roster-error") is not None
    pool.refresh_from_db()
    assert (pool.capacity, pool.own_capacity) == (2, 2)


def test_head_count_tells_nothing_from_nobody(desk, library):
    pool = event(library=library)
    desk.post(address("heads", pool), {"children": "", "adults": "0"})
    count = HeadCount.objects.get()
    assert (count.children, count.adults) == (None, 0)
    odd = desk.post(address("heads", pool), {"children": "-1", "adults": "99999"})
    assert odd.status_code == 200
    count.refresh_from_db()
    assert (count.children, count.adults) == (None, 0)


def test_close_counts_who_was_not_ticked_as_absent(desk, library):
    pool = event(library=library, days=1)
    came, absent = enter(pool), enter(pool)
    services.mark(came.attendees.get(), pool.occurrence, Presence.CAME)
    early = desk.post(address("close", pool))
    assert len(said(early)) == 1
    assert Attendance.objects.count() == 1
    with at(days=2):
        assert desk.get(address("close", pool)).status_code == 200
        assert desk.post(address("close", pool)).status_code == 302
    assert absent.attendees.get().attendances.get().state == Presence.NO_SHOW
    assert came.attendees.get().attendances.get().state == Presence.CAME
    assert logged(pool) == [("rosters.close", {"absent": 1})]


def test_pause_is_lifted_from_the_roster(desk, library):
    pool = event(library=library)
    registration = enter(pool)
    until = timezone.now() + dt.timedelta(days=30)
    pause = Pause.objects.create(reader=registration.reader, until=until)
    form = soup(desk.get(address("roster", pool))).select_one(".roster-pause")
    assert desk.post(form["action"]).status_code == 302
    pause.refresh_from_db()
    assert pause.lifted_at == timezone.now()
    assert desk.post(form["action"]).status_code == 404


def test_missing_head_counts_are_reminded_of_and_entered_together(desk, library):
    first, second = event(library=library, days=1), event(library=library, days=2)
    event(days=1)  # of no library
    with at(days=5):
        HeadCount.objects.create(occurrence=second.occurrence, adults=0)
        home = soup(desk.get(reverse("wagtailadmin_home")))
        assert (
            home.select_one(
                "#panel-missing-head-counts-section, #missing-head-counts, "
                "[id*=missing-head-counts]"
            )
            is not None
        )
        url = reverse("rosters:head_counts")
        [row] = soup(desk.get(url)).select("tbody tr")
        field = f"{first.occurrence.uid}-adults"
        assert row.select_one(f'[name="{field}"]') is not None
        assert desk.post(url, {field: "-3"}).status_code == 200
        desk.post(url, {})
        assert HeadCount.objects.count() == 1
        assert desk.post(url, {field: "12"}).status_code == 302
        assert first.occurrence.head_count.adults == 12
        assert soup(desk.get(url)).select("tbody tr") == []


@pytest.mark.parametrize("count", [1, 3])
def test_missing_head_counts_ask_the_same_number_of_questions(
    desk, library, count, django_assert_num_queries
):
    for _number in range(count):
        event(library=library, days=1)
    with at(days=5):
        desk.get(reverse("rosters:head_counts"))
        with django_assert_num_queries(9):
            desk.get(reverse("rosters:head_counts"))


def test_number_of_places_says_that_it_is_that_of_a_course():
    one, all_dates = CapacityForm(event()), CapacityForm(course())
    assert one.fields["capacity"].label != all_dates.fields["capacity"].label


def test_date_of_a_course_has_the_people_of_the_course(desk, library):
    pool = course()
    Occurrence.objects.update(library=library)
    reader = ReaderFactory()
    enter(pool, reader)
    occurrence = Occurrence.objects.first()
    url = reverse("rosters:roster", args=[occurrence.uid])
    page = soup(desk.get(url))
    assert len(page.select(".roster-party")) == 1


def test_date_without_registration_has_a_head_count(desk, library):
    occurrence = OccurrenceFactory(library=library)
    url = reverse("rosters:roster", args=[occurrence.uid])
    page = soup(desk.get(url))
    assert page.select_one("#heads form") is not None
    assert page.select_one("#walk-in, #capacity, .roster-tools") is None
    for name in ("register", "capacity"):
        address_of_it = reverse(f"rosters:{name}", args=[occurrence.uid])
        assert desk.post(address_of_it, {"capacity": 3}).status_code == 404


def test_nothing_about_people_stands_in_addresses_or_caches(desk, library):
    pool = event(library=library)
    reader = family((2020, 5))
    enter(pool, reader, members=reader.family.all())
    response = desk.get(address("roster", pool))
    assert "no-store" in response["Cache-Control"]
    links = [a["href"] for a in soup(response).select("a[href]")]
    assert not any(reader.family.get().nickname in link for link in links)
    assert not any(f"/{reader.pk}/" in link for link in links)


def test_event_dates_and_series_lead_to_the_roster(desk, library):
    pool = event(library=library)
    listing = soup(desk.get(reverse("occurrence:index")))
    assert listing.select_one(f'a[href="{address("roster", pool)}"]') is not None
    edit = soup(desk.get(reverse("occurrence:edit", args=[pool.occurrence.pk])))
    assert edit.select_one(f'a[href="{address("roster", pool)}"]') is not None
