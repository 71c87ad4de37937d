"""People whom staff enter: on the telephone, at the door."""

import pytest
from django.urls import reverse

from events.registration.enums import Channel, Presence
from events.registration.models import Attendance, Registration
from portal.notify.models import Message
from tests.events.rosters.reading import logged, soup
from tests.factories.registration import PriorityGroupFactory, course, event, family

from .conftest import address

pytestmark = pytest.mark.django_db


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
