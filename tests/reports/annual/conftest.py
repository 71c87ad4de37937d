import pytest

from reports.figures.services import load_indicators
from tests.factories.annual import enter, index_page
from tests.factories.core import LibraryFactory
from tests.factories.home import site_tree


@pytest.fixture
def tree(root_page):
    return site_tree()


@pytest.fixture
def library(tree):
    """A library with loans of the year and the year before."""
    load_indicators()
    row = LibraryFactory(name="第一图书馆", name_en="First Library")
    enter("loans", row, 1000)
    enter("loans", row, 800, year=2024)
    return row


@pytest.fixture
def index(library, tree):
    return index_page(tree)
