"""Evidence is checked when it is saved, and hidden when it dies."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from reports.plan import selectors
from reports.plan.models import Evidence
from tests.factories.catalog import RecordFactory
from tests.factories.events import published_series
from tests.factories.home import NewsPageFactory, site_tree
from tests.factories.plan import ActionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(root_page):
    return site_tree()


def evidence(**fields) -> Evidence:
    return Evidence(action=ActionFactory(), **fields)


def links(*rows: Evidence) -> list[tuple[str, str]]:
    return [(link.kind.value, link.words) for link in selectors.evidence(rows, "zh-hans")]


def test_kinds_are_read_from_the_target(tree):
    news = NewsPageFactory(title="开讲了")
    series = published_series(tree.page("events"), title="故事会")
    book = RecordFactory(title="城南旧事")
    rows = [
        evidence(page=news),
        evidence(page=series, label="每周六"),
        evidence(record=book),
        evidence(url="/plan/", label="规划"),
        evidence(url="https://library.example/", label="别处"),
    ]
    for row in rows:
        row.clean()
    assert links(*rows) == [
        ("news", "开讲了"),
        ("series", "每周六"),
        ("record", str(book)),
        ("address", "规划"),
        ("address", "别处"),
    ]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, "__all__"),
        ({"url": "/plan/"}, "label"),
        ({"url": "ftp://library.example/", "label": "x"}, "url"),
        ({"url": "//library.example/", "label": "x"}, "url"),
        ({"url": "/nothing-here/", "label": "x"}, "url"),
    ],
)
def test_what_cannot_be_opened_is_refused(tree, fields, where):
    with pytest.raises(ValidationError) as refused:
        evidence(**fields).clean()
    assert where in (refused.value.error_dict if hasattr(refused.value, "error_dict") else where)


def test_a_page_of_the_site_may_be_written_as_an_address(tree):
    evidence(url="/news/", label="新闻").clean()


def test_a_draft_a_closed_page_and_a_lost_book_are_refused_and_hidden(tree):
    page, closed, book = NewsPageFactory(), NewsPageFactory(), RecordFactory()
    rows = [evidence(page=page), evidence(page=closed), evidence(record=book)]
    assert len(links(*rows)) == 3
    page.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    book.is_withdrawn = True
    assert links(*rows) == []
    for row in rows:
        with pytest.raises(ValidationError):
            row.clean()


def test_evidence_speaks_the_readers_language(tree):
    row = evidence(page=tree.page("news"))
    link = selectors.evidence([row], "en")[0]
    assert (link.words, link.url) == ("News", "/en/news/")
