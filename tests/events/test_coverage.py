"""Which library runs which template, and which has not this month."""

import csv
import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events import services
from events.models import EventTemplate, Occurrence
from events.selectors.coverage import coverage
from events.services.rollout import Plan
from portal.core.roles import PROGRAMMERS, ensure_roles
from portal.core.spreadsheets import safe_cell
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory, LibraryStaffFactory
from tests.factories.events import EventTemplateFactory
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
MARCH = dt.date(2026, 3, 1)
URL = "/admin/events/templates/coverage/"
GRID_QUERIES = 15


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def template(index) -> EventTemplate:
    return EventTemplateFactory(title="故事时间", rule=SATURDAYS)


def run(template, library, first=dt.date(2026, 3, 7), *, publish=True):
    plan = Plan(library, first, dt.time(10), rule=SATURDAYS, ends_on=dt.date(2026, 4, 30))
    return services.roll_out(template, [plan], user=None, publish=publish)[0].page


@pytest.fixture
def sign_in(client, settings):
    settings.PORTAL_STAFF_MFA = "optional"

    def sign_in(*libraries):
        user = UserFactory()
        user.groups.add(next(group for group in ensure_roles() if group.name == PROGRAMMERS))
        for library in libraries:
            LibraryStaffFactory(user=user, library=library)
        client.force_login(user)
        return client

    return sign_in


def march(templates, libraries):
    return coverage(
        templates=[t.pk for t in templates],
        libraries=[library.pk for library in libraries],
        first=MARCH,
        last=dt.date(2026, 4, 30),
    )


def test_dates_are_counted_by_library_template_and_month(template, clock):
    one, two = LibraryFactory(), LibraryFactory()
    run(template, one)
    run(template, two, publish=False)
    clock.move_to(dt.datetime(2026, 3, 15, tzinfo=dt.UTC))
    services.cancel(Occurrence.objects.get(local_date=dt.date(2026, 3, 28)))

    found = march([template], [one, two])

    here = found[one.pk, template.pk, MARCH]
    assert (here.ran, here.planned, here.drafts) == (2, 1, 0)
    april = found[one.pk, template.pk, dt.date(2026, 4, 1)]
    assert (april.ran, april.planned) == (0, 4)
    there = found[two.pk, template.pk, MARCH]
    assert (there.ran, there.planned, there.drafts) == (0, 0, 1)
    assert there.is_missing


@pytest.mark.parametrize("number", [1, 3])
def test_grid_costs_the_same_for_one_and_three(sign_in, index, number, django_assert_num_queries):
    libraries = LibraryFactory.create_batch(number)
    for template in EventTemplateFactory.create_batch(number, rule=SATURDAYS):
        for library in libraries:
            run(template, library)
    client = sign_in()
    client.get(URL)  # signs in to the admin, asks for the site
    templates = list(EventTemplate.objects.all())
    with django_assert_num_queries(2):
        assert len(march(templates, libraries)) == 2 * number * number
    with django_assert_num_queries(GRID_QUERIES):
        client.get(URL, {"month": "2026-03"})


def grid(response) -> list[list[str]]:
    page = BeautifulSoup(response.content, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select(".coverage tr")
    ]


def test_grid_marks_the_libraries_that_have_not_run_it(sign_in, template):
    one, two = LibraryFactory(name="一馆"), LibraryFactory(name="二馆")
    run(template, one)
    response = sign_in().get(URL, {"month": "2026-03"})
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select(".coverage__none")) == 1
    link = page.select_one("tfoot a")["href"]
    assert link == f"{reverse('events_admin:roll_out', args=[template.pk])}?library={two.pk}"
    assert [row[0] for row in grid(response)[1:-1]] == ["一馆", "二馆"]


def test_grid_of_one_template_shows_its_months(sign_in, template):
    run(template, LibraryFactory())
    response = sign_in().get(URL, {"month": "2026-03", "template": template.pk})
    months = [column.month for column, _missing in response.context["columns"]]
    assert months[0] == dt.date(2025, 12, 1)
    assert months[-1] == dt.date(2026, 5, 1)
    assert len(months) == 6


@pytest.mark.parametrize("query", ["month=x", "month=0000-01", "month=9999-12", "template=x"])
def test_odd_addresses_show_this_month(sign_in, template, query):
    response = sign_in().get(f"{URL}?{query}")
    assert response.status_code == 200
    assert response.context["columns"][0][0].month == MARCH


def test_branch_sees_its_own_libraries(sign_in, template):
    own, _other = LibraryFactory(name="一馆"), LibraryFactory(name="二馆")
    text = sign_in(own).get(URL).content.decode()
    assert "一馆" in text
    assert "二馆" not in text


def test_grid_without_templates_says_so(sign_in, index):
    response = sign_in().get(URL)
    assert response.status_code == 200
    assert reverse("eventtemplate:index") in response.content.decode()


def test_spreadsheet_holds_the_numbers_and_no_formula(sign_in, template):
    EventTemplate.objects.update(title="=HYPERLINK(1)")
    template.refresh_from_db()
    library = LibraryFactory(name="@一馆")
    run(template, library)
    response = sign_in().get(URL, {"month": "2026-03", "export": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][1].startswith("'=HYPERLINK(1)")
    assert rows[1] == ["'@一馆", "0", "4"]


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-x", "'-x"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("第一馆", "第一馆"),
        ("", ""),
        (-3, -3),
        (None, None),
    ],
)
def test_cells_never_run(value, safe):
    assert safe_cell(value) == safe
