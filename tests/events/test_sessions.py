"""Single dates in the admin: changed by those whose library it is, through the services."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.permissions import policy_registry

from events import services
from events.enums import State
from events.models import EventSeries, EventSeriesPage, Occurrence
from portal.core import roles
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory, LibraryStaffFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def index():
    tree = site_tree()
    roles.ensure_roles()
    return tree.page("events")


@pytest.fixture
def library():
    return LibraryFactory(name="第一图书馆")


@pytest.fixture
def row(index, library):
    published_series(
        index, title="故事会", start_date=dt.date(2026, 3, 7), library=library,
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA", ends_on=dt.date(2026, 3, 21),
    )  # fmt: skip
    return Occurrence.objects.get(rid="20260314T100000")


def sign_in(client, role, *libraries):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    for library in libraries:
        LibraryStaffFactory(user=user, library=library)
    client.force_login(user)
    return client


def url(name, *args):
    return reverse(f"occurrence:{name}", args=args)


def filled(row, **fields):
    return {
        "start": f"{row.local_start:%Y-%m-%d %H:%M}",
        "end": f"{row.local_end:%Y-%m-%d %H:%M}",
        "library": row.library_id or "",
        "space": row.space,
        "space_en": "",
        "presenter": "",
        "presenter_en": "",
        "note": "",
        "note_en": "",
        "seen": row.sequence,
        **fields,
    }


def change(client, row, **fields):
    response = client.post(url("edit", row.pk), filled(row, **fields))
    row.refresh_from_db()
    return response


def bulk(client, action, *rows, **data):
    """Look at the question first, as staff do, and send what it holds."""
    address = reverse("wagtail_bulk_action", args=["events", "occurrence", action])
    address += "?" + "&".join(f"id={row.pk}" for row in rows)
    page = BeautifulSoup(client.get(address).content, "html.parser")
    hidden = {node["name"]: node["value"] for node in page.select("form [type=hidden]")}
    response = client.post(address, {**hidden, **data})
    for row in rows:
        row.refresh_from_db()
    return page, response


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_programmer_finds_and_cancels_dates_with_one_reason(client, index, row, heard):
    staff = sign_in(client, roles.PROGRAMMERS)
    listed = staff.get(url("index"), {"q": "故事会"}).content.decode()
    assert listed.count("故事会") >= 3
    Occurrence.objects.filter(pk=row.pk).update(people=12)
    other = Occurrence.objects.get(rid="20260321T100000")
    page, response = bulk(staff, "cancel", row, other, note="老师生病", note_en="Ill")
    assert "12" in page.select_one(".event-note--warn").get_text()
    assert len(page.select(".event-chosen li")) == 2
    assert response.status_code == 302
    for each in (row, other):
        assert (each.state, each.note, each.note_en) == (State.CANCELLED, "老师生病", "Ill")
    assert (row.notice_due, other.notice_due) == (True, False)
    bulk(staff, "reinstate", row)
    assert (row.state, row.note) == (State.SCHEDULED, "")


def test_reason_is_asked_for(client, index, row):
    _page, response = bulk(sign_in(client, roles.PROGRAMMERS), "cancel", row, note="")
    assert response.status_code == 200
    assert row.state == State.SCHEDULED


def test_date_changed_meanwhile_is_not_cancelled(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    other = Occurrence.objects.get(rid="20260321T100000")
    seen = f"{row.pk}:{row.sequence},{other.pk}:{other.sequence}"
    services.change(row, space="二层")
    _page, response = bulk(staff, "cancel", row, other, note="停电", seen=seen)
    assert (row.state, other.state) == (State.SCHEDULED, State.CANCELLED)
    assert any("3 月 14 日" in text for text in said(response))


def test_nothing_chosen_or_nonsense_is_no_error(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    address = reverse("wagtail_bulk_action", args=["events", "occurrence", "cancel"])
    for query in ("", "?id=x", "?id=all", "?id=999999"):
        assert staff.get(address + query).status_code == 200
    assert row.state == State.SCHEDULED


def test_form_from_before_another_change_is_refused(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    stale = filled(row, space="三层")
    services.change(row, start=row.start + dt.timedelta(hours=1))
    response = staff.post(url("edit", row.pk), stale)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    row.refresh_from_db()
    assert row.space == ""


def test_moved_date_is_pinned_and_raises_its_sequence(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    sequence = row.sequence
    change(staff, row, start="2026-03-15 14:00", end="2026-03-15 15:30", note="场地另有安排")
    assert f"{row.local_start:%m-%d %H:%M}" == "03-15 14:00"
    assert row.local_date == dt.date(2026, 3, 15)
    assert row.pinned == ["start"]
    assert row.note == "场地另有安排"
    assert row.sequence > sequence


def test_form_sent_as_it_was_changes_nothing(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    before = Occurrence.objects.values().get(pk=row.pk)
    assert change(staff, row).status_code == 302
    assert Occurrence.objects.values().get(pk=row.pk) == before


def test_date_that_ends_before_it_starts_is_refused(client, index, row):
    response = change(sign_in(client, roles.PROGRAMMERS), row, end="2026-03-14 09:00")
    assert "end" in response.context["form"].errors


def test_staff_decide_about_a_date_the_rule_lost(client, index, row):
    Occurrence.objects.filter(pk=row.pk).update(people=2)
    series = row.series
    series.ends_on = dt.date(2026, 3, 7)
    series.save()
    services.reconcile(series)
    row.refresh_from_db()
    assert row.state == State.UNDECIDED
    staff = sign_in(client, roles.PROGRAMMERS)
    page = BeautifulSoup(staff.get(url("index")).content, "html.parser")
    assert page.select_one(".event-note--warn a")["href"] == "?state=undecided"
    listed = BeautifulSoup(staff.get(url("index"), {"state": "undecided"}).content, "html.parser")
    assert len(listed.select("tbody tr")) == 1
    change(staff, row, start="2026-03-15 10:00", end="2026-03-15 11:00", note="换一天")
    assert (row.state, row.local_date) == (State.SCHEDULED, dt.date(2026, 3, 15))
    services.reconcile(series)
    row.refresh_from_db()
    assert row.state == State.SCHEDULED


def test_cancelled_date_of_an_unpublished_page_cannot_come_back(client, index, row):
    services.cancel(row)
    row.series.live = False
    row.series.save()
    _page, response = bulk(sign_in(client, roles.PROGRAMMERS), "reinstate", row)
    assert row.state == State.CANCELLED
    assert len(said(response)) == 1


def test_withdrawn_date_is_not_changed(client, index, row):
    Occurrence.objects.filter(pk=row.pk).update(state=State.WITHDRAWN)
    staff = sign_in(client, roles.PROGRAMMERS)
    assert change(staff, row, note="x").status_code == 200
    assert row.note == ""
    assert f"/{row.pk}/" not in staff.get(url("index")).content.decode()


def test_branch_staff_change_the_dates_of_their_library_only(client, index, row, library):
    other = LibraryFactory()
    staff = sign_in(client, roles.BRANCH_STAFF, other)
    assert staff.get(url("edit", row.pk)).status_code == 404
    assert "故事会" not in staff.get(url("index")).content.decode()
    bulk(staff, "cancel", row, note="x")
    assert row.state == State.SCHEDULED
    own = sign_in(client, roles.BRANCH_STAFF, library)
    bulk(own, "cancel", row, note="停电")
    assert row.state == State.CANCELLED


def test_nobody_adds_or_deletes_a_date(client, index, row):
    policy = policy_registry.get_by_type(Occurrence)
    user = UserFactory(is_superuser=True)
    assert policy.user_has_any_permission(user, {"change"})
    assert not policy.user_has_any_permission(user, {"add", "delete"})
    assert not sign_in(client, roles.MODERATORS).get(url("index")).content.count("故事会".encode())


def following(client, row, **fields):
    """The form for this and following, sent as it stands but for *fields*."""
    address = reverse("events_admin:following", args=[row.pk])
    page = BeautifulSoup(client.get(address).content, "html.parser")
    form = page.select_one(".event-fields").find_parent("form")
    data = {node["name"]: node.get("value", "") for node in form.select("input[name]")}
    data |= {
        node["name"]: (node.select_one("[selected]") or {"value": ""})["value"]
        for node in form.select("select[name]")
    }
    return page, client.post(address, {**data, **fields})


def test_this_and_following_from_the_screen_of_a_date(client, index, row, heard):
    staff = sign_in(client, roles.PROGRAMMERS)
    Occurrence.objects.filter(pk=row.pk).update(people=4)
    page, response = following(staff, row, start_time="15:00", note="换到下午", note_en="Later")
    assert "4" in page.select_one(".event-scope [aria-current]").get_text()
    assert response.status_code == 302
    starts = [f"{each.local_start:%m-%d %H:%M}" for each in Occurrence.objects.all()]
    assert starts == ["03-07 10:00", "03-14 15:00", "03-21 15:00"]
    row.refresh_from_db()
    assert (row.note, row.notice_due) == ("换到下午", True)
    assert heard[0].is_move
    assert len(said(response)) == 2


def test_this_and_following_says_what_is_wrong(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    for fields in ({}, {"ends_on": "2026-03-01"}, {"start_time": "x"}, {"rule": "junk"}):
        _page, response = following(staff, row, **fields)
        assert response.status_code == 200
        assert response.context["form"].errors
    assert EventSeries.objects.count() == 1


def test_second_of_two_who_change_a_series_at_once_is_told(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    part = row.series_id
    services.split(row.series, dt.date(2026, 3, 14), start_time=dt.time(9))
    _page, response = following(staff, row, start_time="15:00", part=part)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


def test_following_dates_are_for_those_who_publish_the_page(client, index, row, library):
    address = reverse("events_admin:following", args=[row.pk])
    assert sign_in(client, roles.BRANCH_STAFF, LibraryFactory()).get(address).status_code == 404
    assert sign_in(client, roles.MODERATORS).get(address).status_code == 404
    staff = sign_in(client, roles.PROGRAMMERS)
    assert staff.get(address).status_code == 200
    EventSeriesPage.objects.get().unpublish()
    assert staff.get(address).status_code == 404


def test_locked_page_keeps_its_schedule(client, index, row):
    EventSeriesPage.objects.update(locked=True)
    staff = sign_in(client, roles.PROGRAMMERS)
    _page, response = following(staff, row, start_time="15:00")
    assert response.status_code == 200
    assert EventSeries.objects.count() == 1


@pytest.mark.parametrize("weeks", [1, 3])
def test_list_costs_the_same_for_one_and_three(client, index, django_assert_num_queries, weeks):
    published_series(
        index, title="故事会", start_date=dt.date(2026, 3, 7), library=LibraryFactory(),
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA", space="一层", presenter="王老师",
        ends_on=dt.date(2026, 3, 7) + dt.timedelta(weeks=weeks - 1),
    )  # fmt: skip
    staff = sign_in(client, roles.PROGRAMMERS)
    staff.get(url("index"))
    with django_assert_num_queries(LIST_QUERIES):
        staff.get(url("index"))


LIST_QUERIES = 19


def test_tellers_hear_of_changes_that_concern_people(index, row, heard):
    services.change(row, space="二层")
    Occurrence.objects.filter(pk=row.pk).update(people=1)
    start = row.start
    services.change(row, start=start + dt.timedelta(hours=1))
    services.cancel(row, note="停电")
    services.reinstate(Occurrence.objects.get(pk=row.pk))
    row.series.refresh_from_db()
    services.split(row.series, dt.date(2026, 3, 14), duration=dt.timedelta(hours=2), note="x")
    moved, cancelled, back, noted = heard
    assert moved.is_move
    assert moved.before["start"] == start
    assert cancelled.is_cancellation
    assert cancelled.occurrence.note == "停电"
    assert back.is_reinstatement
    assert set(noted.before) == {"note"}


def test_list_narrows_to_dates_with_clashes(client, index, row):
    published_series(
        index, title="书法", start_date=dt.date(2026, 3, 14), library=row.library, space="一层"
    )
    staff = sign_in(client, roles.PROGRAMMERS)
    services.change(row, space="一层")

    def listed(value: str) -> int:
        page = BeautifulSoup(staff.get(url("index"), {"clashes": value}).content, "html.parser")
        return len(page.select("tbody tr"))

    assert [listed(value) for value in ("", "with", "without", "nonsense")] == [4, 2, 2, 4]
