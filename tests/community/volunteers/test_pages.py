"""What visitors see: the programme, a task, the live fragment."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Site

from community.volunteers.enums import OpportunityState
from community.volunteers.models import VolunteerPage
from tests.factories.core import LibraryFactory
from tests.factories.home import site_tree
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, SkillFactory, sign_up


@pytest.fixture
def site(root_page):
    site_tree()
    return Site.objects.get()


def tasks(number: int):
    """Each with a skill and two shifts."""
    rows = []
    for _ in range(number):
        task = OpportunityFactory()
        task.skills.add(SkillFactory())
        task.save()
        ShiftFactory(opportunity=task)
        ShiftFactory(opportunity=task, starts_at=timezone.now() + dt.timedelta(days=3))
        rows.append(task)
    return rows


def test_the_page_stands_in_both_languages(client, site):
    assert client.get("/volunteer/").status_code == 200
    assert client.get("/en/volunteer/").status_code == 200
    assert VolunteerPage.objects.count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_programme(client, site, number, django_assert_num_queries):
    tasks(number)
    client.get("/en/volunteer/")
    with django_assert_num_queries(QUERIES):
        page = client.get("/en/volunteer/")
    assert len(page.context["results"].object_list) == number


QUERIES = 17


def titles(page) -> list[str]:
    return sorted(row.label for row in page.context["results"].object_list)


def test_filters(client, site):
    first, second = tasks(2)
    OpportunityFactory(state=OpportunityState.DRAFT)
    near = timezone.localdate() + dt.timedelta(days=3)
    address = "/en/volunteer/"
    skill = first.skills.get().slug
    assert titles(client.get(address)) == sorted([first.title_en, second.title_en])
    assert titles(client.get(address, {"branch": first.library.slug})) == [first.title_en]
    assert titles(client.get(address, {"skill": skill})) == [first.title_en]
    assert len(titles(client.get(address, {"day": near.isoformat()}))) == 2
    far = near + dt.timedelta(days=1)
    assert titles(client.get(address, {"day": far.isoformat()})) == []
    for shift in first.shifts.all():
        shift.capacity = 1
        shift.save()
        sign_up(shift)
    assert titles(client.get(address, {"places": "1"})) == [second.title_en]


@pytest.mark.parametrize(
    "query",
    ["page=x", "page=99", "day=x", "day=0001-01-01", "branch=%00", "skill='\"", "places=2"],
)
def test_hostile_addresses(client, site, query):
    tasks(1)
    assert client.get(f"/en/volunteer/?{query}").status_code == 200


def test_a_task(client, site):
    (task,) = tasks(1)
    task.tasks_en = "Put books in order\n\nShow the way"
    task.save()
    page = client.get(f"/en/volunteer/{task.slug}/")
    text = page.content.decode()
    assert "Put books in order" in text
    assert text.count("3 volunteers wanted") == 2
    assert page["Cache-Control"].startswith("public")
    assert task.email not in text


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_task(client, site, number, django_assert_num_queries):
    task = OpportunityFactory()
    for days in range(1, number + 1):
        ShiftFactory(opportunity=task, starts_at=timezone.now() + dt.timedelta(days=days))
    for _ in range(number):
        ShiftFactory(opportunity=OpportunityFactory(library=task.library))
    client.get(f"/en/volunteer/{task.slug}/")
    with django_assert_num_queries(TASK_QUERIES):
        client.get(f"/en/volunteer/{task.slug}/")


TASK_QUERIES = 9


def test_a_task_that_is_not_published(client, site):
    task = OpportunityFactory(state=OpportunityState.ARCHIVED)
    assert client.get(f"/volunteer/{task.slug}/").status_code == 404
    assert client.get(f"/live/volunteer/{task.slug}/").status_code == 404


def test_places_left_as_they_are_now(client, site, shift):
    address = f"/en/live/volunteer/{shift.opportunity.slug}/"
    for said in ("3 volunteers wanted", "2 volunteers wanted", "1 volunteer wanted"):
        answer = client.get(address)
        assert said in answer.content.decode()
        sign_up(shift)
    assert answer["Cache-Control"] == "public, max-age=5"
    assert "Full, waiting list" in client.get(address).content.decode()
    sign_up(shift)
    assert "Full, 1 waiting" in client.get(address).content.decode()


def test_a_library_without_tasks_is_not_offered(client, site):
    LibraryFactory()
    (task,) = tasks(1)
    page = client.get("/en/volunteer/")
    assert [row.pk for row in page.context["libraries"]] == [task.library.pk]
