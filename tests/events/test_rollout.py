"""One template at many libraries at once: looked at first, made in one go, never made twice."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from events import services
from events.errors import EventError
from events.models import EventSeries, EventSeriesPage, EventTemplate, Occurrence
from events.schedule.recurrence import Rule
from events.schedule.repeats import Repeats, rule_from
from events.services.rollout import Plan
from portal.core.models import ClosureDay, ExceptionalDay
from portal.core.roles import PROGRAMMERS, ensure_roles
from tests.factories.accounts import UserFactory
from tests.factories.core import BranchFactory, LibraryFactory, LibraryStaffFactory
from tests.factories.events import EventTemplateFactory
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
SATURDAY, SUNDAY = dt.date(2026, 3, 7), dt.date(2026, 3, 8)


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def template(index) -> EventTemplate:
    return EventTemplateFactory(
        title="故事时间",
        title_en="Story time",
        rule=SATURDAYS,
        session_limit=4,
        space="少儿区",
        space_en="Children's corner",
    )


def plan(library, **fields) -> Plan:
    defaults = {"start_date": SATURDAY, "start_time": dt.time(10), "rule": SATURDAYS}
    return Plan(library=library, **{**defaults, "space": "少儿区", **fields})


@pytest.mark.parametrize(
    ("repeats", "template", "first", "rule"),
    [
        ("once", SATURDAYS, SUNDAY, ""),
        ("weekly", None, SUNDAY, "RRULE:FREQ=WEEKLY;BYDAY=SU"),
        ("fortnightly", None, SUNDAY, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        ("monthly", None, SUNDAY, "RRULE:FREQ=MONTHLY;BYDAY=2SU"),
        ("monthly", None, dt.date(2026, 3, 31), "RRULE:FREQ=MONTHLY;BYDAY=-1TU"),
        ("template", None, SUNDAY, ""),
        ("template", SATURDAYS, SUNDAY, "RRULE:FREQ=WEEKLY;BYDAY=SU"),
        ("template", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", SUNDAY,
         "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        ("template", "FREQ=MONTHLY;BYDAY=1SA", SUNDAY, "RRULE:FREQ=MONTHLY;BYDAY=2SU"),
        ("template", "FREQ=WEEKLY;BYDAY=SA,SU", SUNDAY, "RRULE:FREQ=WEEKLY;BYDAY=SA,SU"),
        ("template", "FREQ=MONTHLY;BYMONTHDAY=1", SUNDAY, "RRULE:FREQ=MONTHLY;BYMONTHDAY=1"),
        ("template", "FREQ=DAILY", SUNDAY, "RRULE:FREQ=DAILY"),
    ],
)  # fmt: skip
def test_rule_follows_the_first_date(repeats, template, first, rule):
    parsed = Rule.parse(template) if template else None
    assert rule_from(Repeats(repeats), first, parsed) == rule


def test_each_library_gets_its_series(template):
    one, two = LibraryFactory(name="一馆"), LibraryFactory(name="二馆")
    plans = [
        plan(one),
        plan(two, start_date=SUNDAY, rule="RRULE:FREQ=WEEKLY;BYDAY=SU", start_time=dt.time(14),
             space="二层", presenter="张老师"),
    ]  # fmt: skip
    outcomes = services.roll_out(template, plans, user=None, publish=True)
    assert [(o.library, o.is_new, o.page.live) for o in outcomes] == [
        (one, True, True),
        (two, True, True),
    ]
    first, second = EventSeries.objects.order_by("pk")
    assert (first.space, first.space_en) == ("少儿区", "Children's corner")
    assert (second.space, second.space_en, second.presenter) == ("二层", "", "张老师")
    assert [f"{row.local_start:%m-%d %H:%M}" for row in second.occurrences.all()] == [
        "03-08 14:00", "03-15 14:00", "03-22 14:00", "03-29 14:00",
    ]  # fmt: skip
    assert first.event_template == template
    assert first.text("title", "en") == "Story time"
    slugs = set(EventSeriesPage.objects.values_list("slug", flat=True))
    assert slugs == {f"gu-shi-shi-jian-{one.slug}", f"gu-shi-shi-jian-{two.slug}"}


def test_drafts_are_made_without_dates(template):
    outcomes = services.roll_out(template, [plan(LibraryFactory())], user=None)
    assert not outcomes[0].page.live
    assert not Occurrence.objects.exists()


def test_english_page_waits_for_its_texts(template):
    template.summary = "三本书"
    template.save()
    services.roll_out(template, [plan(LibraryFactory())], user=None, publish=True)
    english = EventSeriesPage.objects.get(locale=Locale.objects.get(language_code="en"))
    assert (english.title, english.live) == ("Story time", False)


def test_without_an_english_title_there_is_no_english_page(template):
    template.title_en = ""
    template.save()
    services.roll_out(template, [plan(LibraryFactory())], user=None, publish=True)
    assert EventSeriesPage.objects.count() == 1


def test_same_library_and_first_date_is_not_made_twice(template):
    library = LibraryFactory()
    made = services.roll_out(template, [plan(library)], user=None, publish=True)[0]
    again, other = services.roll_out(
        template, [plan(library, space="别处"), plan(library, start_date=SUNDAY)], user=None
    )
    assert (again.page, again.is_new) == (made.page, False)
    assert other.is_new
    assert made.page.space == "少儿区"


def test_one_that_cannot_be_made_leaves_none(template):
    plans = [plan(LibraryFactory()), plan(LibraryFactory(), start_time=None)]
    with pytest.raises(EventError):
        services.roll_out(template, plans, user=None, publish=True)
    assert not EventSeriesPage.objects.exists()
    assert not Occurrence.objects.exists()


@pytest.fixture
def sign_in(client, settings):
    settings.PORTAL_STAFF_MFA = "optional"
    settings.LANGUAGE_CODE = "zh-hans"

    def sign_in(*libraries):
        user = UserFactory()
        user.groups.add(next(group for group in ensure_roles() if group.name == PROGRAMMERS))
        for library in libraries:
            LibraryStaffFactory(user=user, library=library)
        client.force_login(user)
        return client

    return sign_in


def sent(library, **fields) -> dict[str, str]:
    defaults = {
        "chosen": "on",
        "start_date": "2026-03-07",
        "start_time": "10:00",
        "repeats": "template",
        "space": "少儿区",
        "presenter": "",
    }
    values = {**defaults, **fields}
    return {f"library-{library.pk}-{name}": value for name, value in values.items()}


def url(template) -> str:
    return reverse("events_admin:roll_out", args=[template.pk])


def test_table_stands_by_main_library_and_is_filled_from_the_template(sign_in, template):
    main = LibraryFactory(name="第一图书馆")
    branch = BranchFactory(parent=main, name="一分馆")
    client = sign_in()
    response = client.get(f"{url(template)}?library={branch.pk}")
    assert [(head, [row.library for row in rows]) for head, rows in response.context["groups"]] == [
        (main, [main, branch])
    ]
    page = BeautifulSoup(response.content, "html.parser")
    row = {
        name: page.select_one(f'[name="library-{branch.pk}-{name}"]')
        for name in ("chosen", "start_date", "start_time", "space")
    }
    assert row["chosen"].has_attr("checked")
    assert row["start_date"]["value"] == "2026-03-07"
    assert row["start_time"]["value"] == "10:00"
    assert row["space"]["value"] == "少儿区"
    assert not page.select_one(f'[name="library-{main.pk}-chosen"]').has_attr("checked")
    assert not page.select('[name="make"]')


def test_dates_and_clashes_are_shown_before_anything_is_made(sign_in, template):
    library = LibraryFactory()
    ClosureDay.objects.create(date=dt.date(2026, 3, 14), kind="holiday", name="植树节")
    ExceptionalDay.objects.create(library=library, date=dt.date(2026, 3, 21), reason="消防检查")
    response = sign_in().post(url(template), {**sent(library), "check": "1"})
    page = BeautifulSoup(response.content, "html.parser")
    said = page.select_one(".rollout__said").get_text()
    assert "植树节" in said
    assert "消防检查" in said
    assert [button["value"] for button in page.select('[name="make"]')] == ["publish", "draft"]
    assert not EventSeriesPage.objects.exists()


def test_confirming_makes_the_series_and_lists_them(sign_in, template):
    one, two = LibraryFactory(), LibraryFactory()
    client = sign_in()
    data = {**sent(one), **sent(two, chosen=""), "make": "publish"}
    del data[f"library-{two.pk}-chosen"]
    response = client.post(url(template), data)
    assert [o.library for o in response.context["outcomes"]] == [one]
    assert EventSeries.objects.count() == 1
    page = EventSeriesPage.objects.get(locale__language_code="zh-hans")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in response.content.decode()

    again = client.post(url(template), data)
    assert (again.context["new"], again.context["old"]) == (0, 1)
    assert EventSeries.objects.count() == 1


def test_what_is_there_already_is_said_before(sign_in, template):
    library = LibraryFactory()
    services.roll_out(template, [plan(library)], user=None)
    response = sign_in().post(url(template), {**sent(library), "check": "1"})
    rows = [row for _head, rows in response.context["groups"] for row in rows]
    assert rows[0].page == EventSeriesPage.objects.get(locale__language_code="zh-hans")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"start_date": ""}, "start_date"),
        ({"start_date": "soon"}, "start_date"),
        ({"start_time": "25:00"}, "start_time"),
        ({"repeats": "hourly"}, "repeats"),
        ({"space": "x" * 200}, "space"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, template, fields, name):
    library = LibraryFactory()
    response = sign_in().post(url(template), {**sent(library, **fields), "make": "draft"})
    rows = [row for _head, rows in response.context["groups"] for row in rows]
    assert list(rows[0].form.errors) == [name]
    assert not EventSeriesPage.objects.exists()


def test_problem_of_the_schedule_is_said_in_the_row(sign_in, template):
    library = LibraryFactory()
    response = sign_in().post(
        url(template), {**sent(library, start_date="1066-10-14"), "make": "draft"}
    )
    rows = [row for _head, rows in response.context["groups"] for row in rows]
    assert rows[0].problem
    assert not EventSeriesPage.objects.exists()


def test_nothing_ticked_makes_nothing(sign_in, template):
    LibraryFactory()
    assert sign_in().post(url(template), {"make": "draft"}).status_code == 200
    assert not EventSeriesPage.objects.exists()


def test_branch_rolls_out_to_its_own_libraries_only(sign_in, template):
    own, other = LibraryFactory(), LibraryFactory()
    template.locked = ["start_time", "rule"]
    template.save()
    client = sign_in(own)
    data = {**sent(own, start_time="22:00", repeats="once"), **sent(other), "make": "publish"}
    response = client.post(url(template), data)
    assert [o.library for o in response.context["outcomes"]] == [own]
    series = EventSeries.objects.get()
    assert series.start_time == dt.time(10)
    assert str(series.rule) == SATURDAYS


def test_last_date_takes_the_place_of_the_number(sign_in, template):
    template.session_limit = None
    template.save()
    library = LibraryFactory()
    data = {**sent(library), "ends_on": "2026-03-21", "make": "publish"}
    sign_in().post(url(template), data)
    assert EventSeries.objects.get().occurrences.count() == 3


def test_reader_is_turned_away(client, template):
    client.force_login(UserFactory())
    assert client.get(url(template)).status_code in (302, 403)
    assert client.post(url(template), {"make": "publish"}).status_code in (302, 403)
