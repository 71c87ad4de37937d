"""Single dates in the admin: changed by those whose library it is, through the services."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.permissions import policy_registry

from events import services
from events.enums import State
from events.models import Occurrence
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
        "decision": "",
        **fields,
    }


def change(client, row, **fields):
    response = client.post(url("edit", row.pk), filled(row, **fields))
    row.refresh_from_db()
    return response


def test_programmer_finds_and_cancels_a_date(client, index, row):
    staff = sign_in(client, roles.PROGRAMMERS)
    listed = staff.get(url("index"), {"q": "故事会"}).content.decode()
    assert listed.count("故事会") >= 3
    response = change(staff, row, decision="cancel", note="老师生病", note_en="Ill")
    assert response.status_code == 302
    assert (row.state, row.note, row.note_en) == (State.CANCELLED, "老师生病", "Ill")
    assert change(staff, row, decision="reinstate").status_code == 302
    assert (row.state, row.note) == (State.SCHEDULED, "")


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
    change(sign_in(client, roles.PROGRAMMERS), row, decision="keep")
    assert row.state == State.SCHEDULED


def test_cancelled_date_of_an_unpublished_page_cannot_come_back(client, index, row):
    services.cancel(row)
    row.series.live = False
    row.series.save()
    response = change(sign_in(client, roles.PROGRAMMERS), row, decision="reinstate")
    assert "decision" in response.context["form"].errors


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
    own = sign_in(client, roles.BRANCH_STAFF, library)
    assert change(own, row, decision="cancel").status_code == 302


def test_nobody_adds_or_deletes_a_date(client, index, row):
    policy = policy_registry.get_by_type(Occurrence)
    user = UserFactory(is_superuser=True)
    assert policy.user_has_any_permission(user, {"change"})
    assert not policy.user_has_any_permission(user, {"add", "delete"})
    assert not sign_in(client, roles.MODERATORS).get(url("index")).content.count("故事会".encode())
