"""What visitors see of the plan, and what they take away."""

import csv
import io

import pytest

from reports.plan.api.schemas import ActionOut, PlanOut
from reports.plan.enums import State
from reports.plan.models import Evidence
from tests.factories.home import NewsPageFactory, site_tree
from tests.factories.plan import (
    ActionFactory,
    GoalFactory,
    PlanFactory,
    StrategyFactory,
    YearTaskFactory,
    enter,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(root_page):
    return site_tree()


def filled_plan(number: int):
    """*number* goals with as many actions each, tasks, evidence and log."""
    plan = PlanFactory()
    for _ in range(number):
        strategy = StrategyFactory(goal__plan=plan)
        for _ in range(number):
            action = YearTaskFactory(action__strategy=strategy).action
            for place in range(number):
                Evidence.objects.create(action=action, page=NewsPageFactory(), sort_order=place)
                enter(action)
    return plan


def numbers(page) -> list[int]:
    return [
        action.number
        for part in page.context["goals"]
        for strategy in part.strategies
        for action in strategy.actions
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_plan(client, tree, number, django_assert_num_queries):
    filled_plan(number)
    client.get("/en/plan/")
    with django_assert_num_queries(PLAN_QUERIES):
        page = client.get("/en/plan/")
    assert len(numbers(page)) == number**2
    assert "public" in page["Cache-Control"]


PLAN_QUERIES = 4


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_an_action(client, tree, number, django_assert_num_queries):
    plan = filled_plan(number)
    action = plan.actions.order_by("number")[number // 2]
    address = f"/en/plan/{action.number}/"
    client.get(address)
    with django_assert_num_queries(ACTION_QUERIES):
        page = client.get(address)
    assert len(page.context["links"]) == len(page.context["history"]) == number


ACTION_QUERIES = 10


def test_filters_and_their_counts(client, tree):
    plan = PlanFactory()
    first, second = GoalFactory(plan=plan), GoalFactory(plan=plan)
    story = ActionFactory(strategy__goal=first, title="故事时间", title_en="Story time")
    YearTaskFactory(action=story, year=2026)
    club = ActionFactory(
        strategy__goal=second,
        title="读书会",
        title_en="Book clubs",
        owner="活动部",
        owner_en="Events",
    )
    enter(club, State.DONE)

    def found(**query):
        return numbers(client.get("/en/plan/", query))

    assert found() == [story.number, club.number]
    assert (
        found(goal=second.number) == found(state="done") == found(owner="活动部") == [club.number]
    )
    assert found(year="2026") == found(q="story TIME") == found(q="故事") == [story.number]
    assert found(goal=first.number, state="done") == []
    page = client.get("/en/plan/", {"state": "done"})
    options = page.context["options"]
    assert [(option.label, option.count) for option in options["owners"]] == [
        ("Children's team", 0),
        ("Events", 1),
    ]
    assert [option.count for option in options["states"]] == [1, 0, 0, 1, 0]
    assert b'content="noindex,follow"' in page.content


@pytest.mark.parametrize(
    "query", ["goal=x", "goal=9999999", "state=gone", "year=%00", "owner='\"", "q=%F0%9F%93%9A%00"]
)
def test_hostile_addresses(client, tree, query):
    filled_plan(1)
    assert client.get(f"/plan/?{query}").status_code == 200


def test_progress_is_told_in_words(client, tree):
    plan = PlanFactory()
    strategy = StrategyFactory(goal__plan=plan)
    actions = [ActionFactory(strategy=strategy) for _ in range(4)]
    enter(actions[0], State.DONE)
    shares = client.get("/en/plan/").context["progress"].shares
    assert [(share.state, share.number, share.percent) for share in shares] == [
        (State.DONE, 1, 25.0),
        (State.UNDER_WAY, 0, 0.0),
        (State.CHANGED, 0, 0.0),
        (State.NOT_BEGUN, 3, 75.0),
        (State.DROPPED, 0, 0.0),
    ]


def test_an_action_shows_its_history(client, tree):
    action = filled_plan(1).actions.get()
    enter(action, State.DROPPED, text_en="The money did not come.")
    text = client.get(f"/en/plan/{action.number}/").content.decode()
    assert "The money did not come." in text
    assert "It has begun." in text
    assert "Reach the street libraries" in text
    assert client.get("/plan/9999/").status_code == 404


def test_without_a_published_plan_there_is_none(client, tree):
    assert client.get("/plan/").status_code == 404
    PlanFactory(is_published=False, slug="draft")
    assert client.get("/plan/").status_code == 404
    assert client.get("/plan/draft/").status_code == 404


def test_an_earlier_plan_keeps_an_address(client, tree):
    old = PlanFactory(slug="old", first_year=2017, last_year=2020)
    new = PlanFactory(slug="new")
    action = ActionFactory(strategy__goal__plan=old, number=7)
    assert client.get("/plan/").context["plan"] == new
    page = client.get("/plan/old/")
    assert page.context["plan"] == old
    assert b'href="/plan/old/7/"' in page.content
    assert client.get("/plan/old/7/").context["action"] == action
    assert client.get("/plan/new/")["Location"] == "/plan/"
    assert client.get("/plan/new/7/")["Location"] == "/plan/7/"


def test_the_table_has_a_line_for_each_task(client, tree):
    action = filled_plan(1).actions.get()
    ActionFactory(strategy=action.strategy, title_en="=1+1")
    answer = client.get("/en/plan/plan.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[1][9] == "Reach the street libraries"
    assert rows[2][3] == "'=1+1"
    assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize("number", [1, 3])
def test_programs_read_the_whole_plan(client, tree, number, django_assert_num_queries):
    plan = filled_plan(number)
    client.get("/api/v1/plan")
    with django_assert_num_queries(API_QUERIES):
        found = client.get("/api/v1/plan").json()
    PlanOut.model_validate(found)
    assert found == client.get("/plan/plan.json").json()
    assert len(found["actions"]) == plan.actions.count()
    one = found["actions"][0]
    assert one["log"][0]["text"] == {"zh-hans": "开讲了。", "en": "It has begun."}
    answer = client.get(f"/api/v1/plan/actions/{one['number']}").json()
    ActionOut.model_validate(answer)
    assert answer == one
    assert client.get("/api/v1/plan/actions/9999").status_code == 404


API_QUERIES = 8


def test_the_sitemap_names_the_plan_and_its_actions(client, tree):
    assert b"sitemap-plan" not in client.get("/sitemap.xml").content
    action = filled_plan(1).actions.get()
    assert b"sitemap-plan-1.xml" in client.get("/sitemap.xml").content
    text = client.get("/sitemap-plan-1.xml").content.decode()
    assert text.count("<url>") == 4
    assert f"/en/plan/{action.number}/</loc>" in text
