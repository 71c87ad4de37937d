"""The plan of the demo holds together before it is built."""

import re
from collections import Counter

import pytest

from portal.demo import content
from reports.plan.enums import State

PLAN = content.read("plan")
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_it_has_the_fifty_nine_actions_of_the_reference_plan():
    assert [row["number"] for row in PLAN["action"]] == [*range(1, 44), *range(45, 61)]
    assert len(PLAN["goal"]) == 7
    assert len(PLAN["strategy"]) == 20
    assert {row["strategy"] for row in PLAN["action"]} == {n["number"] for n in PLAN["strategy"]}
    states = Counter(row["log"][-1][1] for row in PLAN["action"])
    assert set(states) == set(State.values)


@pytest.mark.parametrize("row", PLAN["action"], ids=lambda row: str(row["number"]))
def test_an_action_is_told_in_both_languages(row):
    english = [row["title_en"], row["text_en"]]
    english += [text for task in row["tasks"] for text in task[2::2]]
    english += [entry[3] for entry in row["log"]]
    english += [line[2] for line in row.get("evidence", [])]
    assert not [text for text in english if HAN.search(text)]
    assert all(text for text in english[:2])
    assert row["owner"] in PLAN["owner"]
    days = [entry[0] for entry in row["log"]]
    assert days == sorted(days)
