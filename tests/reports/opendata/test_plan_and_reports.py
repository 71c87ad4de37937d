"""The plan and the annual reports as open data: what is taken away is what the pages show."""

import csv
import io
import json
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from reports.plan.enums import State
from tests.factories.annual import enter as enter_figure
from tests.factories.annual import index_page, report, table
from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory
from tests.factories.home import site_tree
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
def tree():
    return site_tree()


def taken(client, name: str) -> list[dict[str, str]]:
    """The rows of a CSV, which JSON must say too."""
    text = client.get(f"/figures/data/{name}.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    objects = json.loads(client.get(f"/figures/data/{name}.json").getvalue())
    texts = [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in objects
    ]
    assert texts == rows
    return rows


def page(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def plan(tree):
    plan = PlanFactory(slug="2024-2027")
    for number, states in ((1, [State.DONE, State.UNDER_WAY]), (2, [None])):
        strategy = StrategyFactory(goal=GoalFactory(plan=plan, number=number), number=number)
        for place, state in enumerate(states):
            action = ActionFactory(strategy=strategy, number=number * 10 + place)
            YearTaskFactory(action=action, year=2026, target="十七家", result="十五家")
            if state:
                enter(action, state)
    ActionFactory(strategy__goal__plan__is_published=False, title="还没有公布")
    return plan


def test_the_progress_on_the_page_is_counted_again_from_the_actions(client, plan):
    rows = taken(client, "plan-actions")
    counted = Counter(row["state"] for row in rows)
    shown = client.get("/plan/").context["progress"]
    assert counted == {share.state.value: share.number for share in shown.present}
    assert shown.total == len(rows) == 3
    assert {row["plan"] for row in rows} == {"2024-2027"}


def test_tasks_and_log_of_an_action_are_those_of_its_page(client, plan):
    shown = page(client, "/plan/10/").find("main").get_text(" ", strip=True)
    own = {"plan": "2024-2027", "action": "10"}
    found = {
        name: [row for row in taken(client, name) if own.items() <= row.items()]
        for name in ("plan-actions", "plan-tasks", "plan-log")
    }
    assert [len(rows) for rows in found.values()] == [1, 1, 1]
    action, task, entry = (rows[0] for rows in found.values())
    for text in (action["title"], action["goal_title"], action["owner"]):
        assert text in shown
    for text in (task["year"], task["task"], task["target"], task["result"]):
        assert text in shown
    assert entry["text"] in shown
    assert entry["on"] == action["changed_on"]


def test_the_table_of_a_report_is_made_again_from_its_file(client, tree):
    library, branch = LibraryFactory(code="DC1"), LibraryFactory(code="DC2")
    IndicatorFactory(code="loans", name="外借册次")
    IndicatorFactory(code="visits", name="到馆人次")
    for code, number in (("loans", 1200), ("visits", 40)):
        enter_figure(code, library, number, year=2024)
        enter_figure(code, library, number * 2)
        enter_figure(code, branch, number)
    index = index_page(tree)
    report(index, table("loans", "visits"))
    report(index, table("loans"), year=2026, live=False)
    enter_figure("loans", library, 9)  # a correction afterwards changes nothing that was frozen
    whole = [row for row in taken(client, "annual-reports") if not row["library"]]
    made = [
        [row["name"], f"{int(row['value']):,}", f"{int(row['value_before']):,}"] for row in whole
    ]
    shown = [
        [cell.find("b").text if cell.find("b") else cell.text.strip() for cell in line][:3]
        for line in (
            row.find_all(["th", "td"])
            for row in page(client, "/annual-report/2025/").select(".rnums tbody tr")
        )
    ]
    assert made == shown == [["外借册次", "3,600", "1,200"], ["到馆人次", "120", "40"]]
    parts = Counter()
    for row in taken(client, "annual-reports"):
        if row["library"]:
            parts[row["indicator"]] += int(row["value"])
    assert parts == {"loans": 3600, "visits": 120}
    assert taken(client, "annual-months") == []


def test_the_catalogue_says_how_often_each_changes(client, plan):
    found = json.loads(client.get("/figures/data/catalogue.jsonld").content)["dcat:dataset"]
    often = {
        one["dct:identifier"]: one["dct:accrualPeriodicity"]["@id"].rpartition("/")[2]
        for one in found
    }
    assert often["figures"] == "MONTHLY"
    assert often["annual-reports"] == "ANNUAL"
    assert often["plan-actions"] == "IRREG"
    changed = {one["dct:identifier"]: "dct:modified" in one for one in found}
    assert (changed["plan-log"], changed["libraries"]) == (True, False)
