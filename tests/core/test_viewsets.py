"""The lists of libraries, notices and site data in the admin."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html

from portal.core import roles
from portal.core.models import ClosureDay, Library, LibraryStaff, MenuItem, Notice, SiteIdentity
from tests.factories.accounts import UserFactory
from tests.factories.core import (
    AudienceFactory,
    BranchFactory,
    ClosureDayFactory,
    FacilityFactory,
    FooterLinkFactory,
    LibraryFactory,
    LibraryStaffFactory,
    MenuItemFactory,
    NoticeFactory,
    OpeningHoursFactory,
    SchoolHolidayFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
MODELS = {
    "library": LibraryFactory,
    "notice": NoticeFactory,
    "closureday": ClosureDayFactory,
    "schoolholiday": SchoolHolidayFactory,
    "facility": FacilityFactory,
    "audience": AudienceFactory,
    "topic": TopicFactory,
    "menuitem": MenuItemFactory,
    "footercolumn": lambda: FooterLinkFactory().column,
}


@pytest.fixture(autouse=True)
def _roles(root_page):
    roles.ensure_roles()


def sign_in(client, role: str | None = None, *libraries: Library, **fields):
    user = UserFactory(**fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    for library in libraries:
        LibraryStaffFactory(user=user, library=library)
    client.force_login(user)
    return client


@pytest.fixture
def editor(client):
    return sign_in(client, roles.EDITORS)


@pytest.mark.parametrize("name", MODELS)
def test_editors_list_add_change_and_delete_rows(editor, name):
    row = MODELS[name]()
    assert str(row) in editor.get(reverse(f"{name}:index")).content.decode()
    for door, args in (("add", []), ("edit", [row.pk]), ("delete", [row.pk])):
        assert editor.get(reverse(f"{name}:{door}", args=args)).status_code == 200


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("query", ['"', "\x00", "雪" * 500, "%27--", ""])
def test_searching_and_odd_parameters_never_fail(editor, name, query):
    MODELS[name]()
    url = reverse(f"{name}:index")
    assert editor.get(url, {"q": query, "p": "x", "ordering": query}).status_code == 200


def test_lists_find_by_search_and_filter(editor):
    main = LibraryFactory(name="东城馆")
    BranchFactory(name="胡同分馆", parent=main)
    url = reverse("library:index")
    found = editor.get(url, {"q": "胡同"}).content.decode()
    assert "胡同分馆" in found
    branches = editor.get(url, {"level": 2}).context["object_list"]
    assert [library.name for library in branches] == ["胡同分馆"]


@pytest.mark.parametrize("name", ["library", "notice", "librarystaff"])
def test_lists_take_the_same_number_of_queries_for_any_number_of_rows(client, name):
    sign_in(client, is_superuser=True)
    counts = []
    for _ in range(3):
        library = BranchFactory()
        NoticeFactory(library=library)
        LibraryStaffFactory(user=UserFactory(), library=library)
        url = reverse(f"{name}:index")
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def _hours(*rows: dict) -> dict:
    return nested_form_data({"opening_hours": inline_formset(rows)})


def _library_form(**changed) -> dict:
    return {
        "name": "新馆",
        "short_name": "新",
        "address": "东直门 1 号",
        "latitude": "39.9",
        "longitude": "116.4",
        "code": "N1",
        "slug": "new",
        "level": "1",
        "position": "0",
        **_hours(),
        **nested_form_data({"exceptional_days": inline_formset([])}),
        **changed,
    }


def test_a_library_is_made_with_its_hours(editor):
    hours = _hours({"weekday": 1, "opens": "9:00", "closes": "20:30"})
    answer = editor.post(reverse("library:add"), _library_form(**hours))
    assert answer.status_code == 302, answer.context["form"].errors
    library = Library.objects.get(slug="new")
    assert str(library.opening_hours.get()).endswith("09:00–20:30")


def test_wrong_hours_are_an_error_at_their_line(editor):
    hours = _hours({"weekday": 1, "opens": "20:00", "closes": "9:00"})
    answer = editor.post(reverse("library:add"), _library_form(**hours))
    assert answer.status_code == 200
    assert "closes" in answer.context["form"].formsets["opening_hours"].errors[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [("latitude", "91"), ("slug", "Ü ber"), ("level", "2"), ("email", "x"), ("code", "")],
)
def test_wrong_facts_of_a_library_are_errors(editor, field, value):
    answer = editor.post(reverse("library:add"), _library_form(**{field: value}))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) & {field, "parent"}


def test_branch_staff_change_their_library_and_no_other(client):
    own = OpeningHoursFactory(library__name="本馆").library
    below, other = BranchFactory(parent=own, name="分馆"), LibraryFactory(name="别馆")
    sign_in(client, roles.BRANCH_STAFF, own)
    listed = client.get(reverse("library:index")).context["object_list"]
    assert {library.name for library in listed} == {"本馆", "分馆"}
    assert client.get(reverse("library:edit", args=[below.pk])).status_code == 200
    for door in ("edit", "delete", "history", "usage"):
        answer = client.get(reverse(f"library:{door}", args=[other.pk]))
        assert answer.status_code in (302, 404), door
    assert client.get(reverse("library:add")).status_code == 302
    url = reverse("library:edit", args=[own.pk])
    form = querydict_from_html(client.get(url).content.decode()).dict()
    answer = client.post(url, {**_library_form(), **form, "phone": "010-1", "code": "HACK"})
    assert answer.status_code == 302
    own.refresh_from_db()
    assert (own.phone, own.code != "HACK") == ("010-1", True)


def test_a_notice_of_branch_staff_belongs_to_their_library(client):
    own, other = LibraryFactory(), LibraryFactory()
    others = NoticeFactory(library=other, text="别馆通知")
    network = NoticeFactory(text="全网通知")
    sign_in(client, roles.BRANCH_STAFF, own)
    data = {"text": "今日闭馆", "kind": "closure", "starts": "2026-12-01 09:00"}
    assert client.post(reverse("notice:add"), data).status_code == 302
    assert Notice.objects.get(text="今日闭馆").library == own
    assert client.post(reverse("notice:add"), {**data, "library": other.pk}).status_code == 200
    listed = client.get(reverse("notice:index")).context["object_list"]
    assert [notice.text for notice in listed] == ["今日闭馆"]
    for notice in (others, network):
        url = reverse("notice:edit", args=[notice.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, {**data, "text": "抢"}).status_code == 404
        assert client.post(reverse("notice:delete", args=[notice.pk])).status_code in (302, 404)
    assert Notice.objects.count() == 3


@pytest.mark.parametrize("role", [roles.EDITORS, roles.PROGRAMMERS, roles.BRANCH_STAFF])
def test_only_superusers_give_posts(client, role):
    sign_in(client, role)
    assert client.get(reverse("librarystaff:index")).status_code == 302
    assert client.get(reverse("librarystaff:add")).status_code == 302


def test_posts_are_offered_to_staff_not_to_readers(client):
    colleague, reader = UserFactory(), UserFactory()
    colleague.groups.add(Group.objects.get(name=roles.BRANCH_STAFF))
    sign_in(client, is_superuser=True)
    url = reverse("librarystaff:add")
    offered = client.get(url).context["form"].fields["user"].queryset
    assert colleague in offered
    assert reader not in offered
    library = LibraryFactory()
    client.post(url, {"user": colleague.pk, "library": library.pk})
    assert LibraryStaff.objects.get().library == library
    again = client.post(url, {"user": colleague.pk, "library": library.pk})
    assert again.context["form"].errors


def test_menu_entries_are_put_in_order_by_dragging(editor):
    first, second = MenuItemFactory(sort_order=1), MenuItemFactory(sort_order=2)
    editor.post(reverse("menuitem:reorder", args=[second.pk]) + "?position=0")
    assert list(MenuItem.objects.all()) == [second, first]


def test_a_holiday_entered_by_hand_has_no_source(editor):
    data = {"date": "2026-12-31", "kind": "closed", "name": "盘点闭馆"}
    assert editor.post(reverse("closureday:add"), data).status_code == 302
    assert ClosureDay.objects.get().source == ""
    assert ClosureDay.objects.get().date == dt.date(2026, 12, 31)


def test_the_identity_of_the_site_is_edited_under_settings(editor):
    url = reverse("wagtailsettings:edit", args=["core", "siteidentity"])
    url = editor.get(url).url
    assert editor.get(url).status_code == 200
    answer = editor.post(url, {"name": "东城书香", "icp_number": "京ICP备1号"})
    assert answer.status_code == 302
    assert SiteIdentity.objects.get().name == "东城书香"


def test_moderators_see_none_of_it(client):
    sign_in(client, roles.MODERATORS)
    for name in MODELS:
        assert client.get(reverse(f"{name}:index")).status_code == 302
