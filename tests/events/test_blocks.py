import datetime as dt

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks.struct_block import StructBlockValidationError

from events import services
from events.blocks import EventRowBlock
from events.models import Occurrence
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def index():
    return site_tree().page("events")


def weekly(index, **fields):
    return published_series(
        index, start_date=dt.date(2026, 3, 7), rule="RRULE:FREQ=WEEKLY;BYDAY=SA", **fields
    )


def drawn(**value) -> BeautifulSoup:
    block = EventRowBlock()
    value = block.to_python({"title": "近期活动", "series": [], "limit": 3, **value})
    return BeautifulSoup(block.render(value), "html.parser")


def titles(page) -> list[str]:
    return [node.get_text(strip=True) for node in page.select(".evt__title")]


def test_block_shows_the_next_date_of_chosen_series(index):
    first, second = (
        weekly(index, title="故事会"),
        weekly(index, title="书法", start_time=dt.time(9)),
    )
    services.cancel(Occurrence.objects.filter(series__translation_key=first.translation_key)[0])
    page = drawn(series=[first.pk, second.pk])
    assert titles(page) == ["书法", "故事会"]
    assert "3 月 14 日" in page.get_text()


def test_block_shows_what_fits(index):
    library, audience = LibraryFactory(), AudienceFactory(slug="seniors")
    page = weekly(index, title="书法", library=library)
    page.audiences = [audience]
    page.save_revision().publish()
    weekly(index, title="故事会")
    assert titles(drawn(limit=2)) == ["书法", "故事会"]
    found = drawn(audience="seniors", library=library.slug)
    assert titles(found) == ["书法"] * 3
    assert found.select_one(".more")["href"] == (f"/events/?audience=seniors&branch={library.slug}")
    assert "目前没有已公布的活动" in drawn(topic="nothing").get_text()


@pytest.mark.parametrize("count", [1, 3])
def test_block_costs_the_same_for_one_and_three(index, django_assert_num_queries, count):
    for number in range(count):
        weekly(index, title=f"活动{number}", library=LibraryFactory())
    drawn()
    with django_assert_num_queries(4):
        drawn()


def test_block_wants_a_number_or_series(index):
    block = EventRowBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"series": [], "limit": None}))
    block.clean(block.to_python({"series": [weekly(index).pk], "limit": None}))
