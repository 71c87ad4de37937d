import pytest
from django.core.management import call_command

from catalog.blocks import MostBorrowedBlock
from catalog.ils.errors import ILSUnavailable
from catalog.ils.values import CirculationStat
from catalog.models import HiddenRecord, LoanCount
from catalog.selectors import most_borrowed
from tests.factories.catalog import BookFactory, HoldingFactory

pytestmark = pytest.mark.django_db
block = MostBorrowedBlock()


def render(**given):
    return block.render(block.to_python({"title": "借得最多", "days": "30", "limit": 6, **given}))


@pytest.fixture
def counted(desk, time_machine):
    """Two books, of which the second is borrowed more."""
    time_machine.move_to("2026-03-31T04:00:00+00:00", tick=False)
    books = BookFactory(title="甲书", clc_top="K"), BookFactory(title="乙书", audience="3-6")
    desk.top = [
        CirculationStat(books[1].record_id, 12),
        CirculationStat(books[0].record_id, 3),
        CirculationStat("GONE", 2),
    ]
    call_command("count_loans", verbosity=0)
    return books


def test_books_stand_in_the_order_of_their_loans_with_period_and_source(counted):
    html = render()
    assert html.index("乙书") < html.index("甲书")
    assert "12 loans" in html
    assert "Loans from 1 March 2026 to 30 March 2026" in " ".join(html.split())
    assert "(desk)" in html


def test_class_readers_and_hidden_books_are_minded(counted):
    assert [r.title for r in most_borrowed(30, clc_top="K").records] == ["甲书"]
    assert [r.title for r in most_borrowed(30, audience="3-6").records] == ["乙书"]
    HiddenRecord.objects.create(record=counted[1])
    assert [r.title for r in most_borrowed(30).records] == ["甲书"]
    assert most_borrowed(30, clc_top="Z") is None


def test_system_that_is_away_leaves_the_last_count(counted, desk):
    desk.failure = ILSUnavailable("away")
    before = LoanCount.objects.get(days=30).counted_at
    call_command("count_loans")
    assert LoanCount.objects.get(days=30).counted_at == before
    assert "乙书" in render()


def test_without_a_count_there_is_no_block(settings):
    assert render().strip() == ""
    LoanCount.objects.create(
        days=30, start="2026-03-01", end="2026-03-30", counted_at="2026-03-31T00:00:00Z"
    )
    assert render().strip() == ""
    settings.PORTAL_ILS = {}
    call_command("count_loans", verbosity=0)
    assert not LoanCount.objects.exists()


@pytest.mark.parametrize("count", [1, 6])
def test_block_takes_three_queries(desk, count, django_assert_num_queries):
    books = [HoldingFactory(record=BookFactory()).record for _number in range(count)]
    desk.top = [CirculationStat(book.record_id, 1) for book in books]
    call_command("count_loans", verbosity=0)
    render()  # when the copies were heard of is kept for a minute
    with django_assert_num_queries(3):
        assert render().count('class="bk"') == count


def test_preview_can_be_drawn():
    block.render(block.get_preview_value())
