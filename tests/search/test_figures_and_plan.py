"""Figures, actions of the plan and annual reports among the results."""

import pytest

from search.kinds import Kind
from tests.factories.annual import index_page, report
from tests.factories.figures import IndicatorFactory
from tests.factories.home import site_tree
from tests.factories.plan import ActionFactory, PlanFactory, StrategyFactory

pytestmark = pytest.mark.django_db

SPELLINGS = ["流通册次", "流通冊次", "liutong", "liu tong", "ＬＩＵＴＯＮＧ"]


@pytest.fixture(autouse=True)
def tree():
    return site_tree()


def found(client, words: str, kind: Kind) -> list:
    page = client.get("/search/", {"q": words, "kind": kind.value})
    assert page.status_code == 200
    return page.context["results"].object_list if "results" in page.context else []


@pytest.mark.parametrize("words", SPELLINGS)
def test_a_figure_is_found_by_its_name_in_any_script(client, words):
    loans = IndicatorFactory(name="流通册次", name_en="Items lent")
    IndicatorFactory(name="流通总额", is_public=False)
    assert found(client, words, Kind.FIGURES) == [loans]


def test_a_figure_is_found_by_its_definition_which_is_quoted(client):
    visits = IndicatorFactory(
        name="到馆人次", name_en="Visits", definition_en="Counted at the gates."
    )
    page = client.get("/en/search/", {"q": "gates"})
    assert [section.kind for section in page.context["sections"]] == [Kind.FIGURES]
    assert "at the <mark>gates</mark>." in page.text
    assert f'href="/en/figures/{visits.code}/"' in page.text


@pytest.mark.parametrize("words", ["睦邻", "書房", "mu lin", "社区部"])
def test_an_action_is_found_by_what_is_to_be_done_and_by_whom(client, words):
    strategy = StrategyFactory()
    action = ActionFactory(
        strategy=strategy, title="睦邻", text="每个社区一间书房。", owner="社区部"
    )
    ActionFactory(strategy=strategy, title="别的行动")
    ActionFactory(strategy__goal__plan__is_published=False, title="睦邻书房", owner="社区部")
    assert found(client, words, Kind.PLAN) == [action]


def test_an_action_of_an_earlier_plan_leads_to_its_own_page(client):
    old, new = PlanFactory(slug="2011-2015", first_year=2011), PlanFactory(first_year=2026)
    for plan in (old, new):
        ActionFactory(strategy__goal__plan=plan, number=7, title="书香地铁")
    addresses = {action.url for action in found(client, "书香地铁", Kind.PLAN)}
    assert addresses == {"/plan/7/", "/plan/2011-2015/7/"}
    assert {client.get(address).status_code for address in addresses} == {200}


def test_an_annual_report_is_found_by_its_title_and_words(client, tree):
    index = index_page(tree)
    page = report(index, ("text", "<p>流动书车开进了胡同。</p>"), year=2025)
    report(index, ("text", "<p>流动书车还没有来。</p>"), year=2026, live=False)
    for words in ("这一年 2025", "流动书车"):
        assert [row.pk for row in found(client, words, Kind.PAGES)] == [page.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries_does_not_grow(client, number, django_assert_num_queries):
    strategy = StrategyFactory()
    for _ in range(number):
        IndicatorFactory(name="亲子阅读场次")
        ActionFactory(strategy=strategy, title="亲子阅读")
    client.get("/search/", {"q": "亲子阅读"})
    for kind, queries in ((Kind.ALL, 16), (Kind.FIGURES, 14), (Kind.PLAN, 15)):
        with django_assert_num_queries(queries):
            client.get("/search/", {"q": "亲子阅读", "kind": kind.value})
