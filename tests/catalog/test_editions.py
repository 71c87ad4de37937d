import pytest

from catalog.editions import Editions
from catalog.enums import HoldingStatus as Status
from catalog.selectors import availability
from tests.factories.catalog import BookFactory, HoldingFactory

pytestmark = pytest.mark.django_db


def editions(book, *others):
    return Editions.of(book, others, availability([book, *others]))


def test_an_edition_that_is_in_stands_for_one_that_is_out():
    book, old, new = BookFactory(), BookFactory(year=1999), BookFactory(year=2019)
    HoldingFactory(record=book, status=Status.ON_LOAN)
    HoldingFactory(record=old)
    HoldingFactory.create_batch(2, record=new)
    found = editions(book, old, new)
    assert found.instead.record == new
    assert found.instead_text == "2 copies of the 2019 edition are on the shelf."
    assert found.totals == (4, 3)


def test_an_edition_that_is_in_needs_no_other():
    book, other = BookFactory(), BookFactory()
    HoldingFactory(record=book)
    HoldingFactory(record=other)
    assert editions(book, other).instead is None
    assert editions(book, other).instead_text == ""


def test_another_volume_is_no_other_edition():
    book, second, first = (
        BookFactory(volume="上"),
        BookFactory(volume="下"),
        BookFactory(volume="中"),
    )
    HoldingFactory(record=second)
    found = editions(book, second, first)
    assert found.instead is None
    assert {each.record for each in found.volumes} == {book, second, first}
    assert found.editions == []


def test_a_withdrawn_edition_offers_one_that_is_there():
    book, other = BookFactory(is_withdrawn=True), BookFactory(year=None)
    HoldingFactory(record=book)
    HoldingFactory(record=other)
    assert editions(book, other).instead_text == ("1 copy of the other edition is on the shelf.")
