import datetime as dt
from decimal import Decimal

import pytest

from reports.figures import selectors
from reports.figures.enums import Combine, Span
from reports.figures.models import RESIDENTS
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits():
    return IndicatorFactory(code="visits")


@pytest.fixture
def residents():
    return IndicatorFactory(code=RESIDENTS, combine=Combine.LAST, cadence=Span.YEAR)


@pytest.fixture
def per_1000(visits, residents):
    return IndicatorFactory(
        code="visits-per-1000",
        combine=Combine.RATIO,
        numerator=visits,
        denominator=residents,
        factor=1000,
    )


def test_value_of_the_network_of_a_library_with_its_branches_and_of_one_alone(visits):
    main, other = LibraryFactory(), LibraryFactory()
    branch = BranchFactory(parent=main)
    for library, number in ((main, 10), (branch, 5), (other, 1)):
        record(visits, library, "2026-03", number)
    assert selectors.value(visits, 2026).amount == 16
    assert selectors.value("visits", 2026, main).amount == 15
    assert selectors.value("visits", 2026, main, alone=True).amount == 10
    assert selectors.value("visits", 2026).libraries == 3
    assert selectors.value("visits", 2025) == selectors.NOTHING


def test_nought_is_not_nothing(visits):
    record(visits, LibraryFactory(), "2026-03", 0)
    value = selectors.value(visits, 2026)
    assert (value.amount, value.is_entered, value.months) == (0, True, 1)


def test_series_has_a_point_for_every_month_entered_or_not(visits):
    record(visits, LibraryFactory(), "2026-02", 7)
    points = selectors.series([visits], dt.date(2025, 12, 1), dt.date(2026, 2, 1))["visits"]
    assert [(point.start.month, point.value.amount) for point in points] == [
        (12, None), (1, None), (2, 7)
    ]  # fmt: skip


def test_residents_are_those_of_the_whole_area_and_serve_until_new_ones_come(
    visits, residents, per_1000
):
    main = LibraryFactory()
    branch = BranchFactory(parent=main)
    record(visits, main, "2026-03", 300)
    record(visits, branch, "2026-03", 100)
    record(residents, branch, "2025", 2000)
    assert selectors.value(per_1000, 2026).amount == 200
    assert selectors.value(per_1000, 2026, main).amount == 200
    assert selectors.value(per_1000, 2026, branch).amount == 50
    assert selectors.value(per_1000, 2026, main, alone=True) == selectors.NOTHING
    assert selectors.value(per_1000, 2024) == selectors.NOTHING
    months = selectors.series([per_1000], dt.date(2026, 3, 1), dt.date(2026, 3, 1))
    assert months["visits-per-1000"][0].value.amount == 200


def test_of_two_counts_only_libraries_that_have_both_take_part(visits):
    events = IndicatorFactory()
    ratio = IndicatorFactory(combine=Combine.RATIO, numerator=visits, denominator=events)
    first, second = LibraryFactory(), LibraryFactory()
    record(visits, first, "2026-03", 300)
    record(events, first, "2026-03", 10)
    record(events, second, "2026-03", 90)
    value = selectors.value(ratio, 2026)
    assert (value.amount, value.libraries) == (30, 1)


def test_ratio_over_nought_is_nothing(visits, residents, per_1000):
    library = LibraryFactory()
    record(visits, library, "2026-03", 300)
    record(residents, library, "2026", 0)
    assert selectors.value(per_1000, 2026) == selectors.NOTHING


def test_compare_gives_every_library_with_last_year(visits, residents):
    main = LibraryFactory()
    branch = BranchFactory(parent=main)
    record(visits, branch, "2026-03", 30)
    record(visits, branch, "2025-03", 20)
    record(visits, main, "2026-03", 70)
    record(residents, branch, "2026", 400)
    rows = selectors.compare(visits, 2026)
    assert [(row.library, row.value.amount, row.last_year.amount) for row in rows] == [
        (main, 70, None), (branch, 30, 20)
    ]  # fmt: skip
    grouped = selectors.compare(visits, 2026, with_branches=True)
    assert [(row.library, row.value.amount) for row in grouped] == [(main, 100)]
    equal = selectors.compare(visits, 2026, per_residents=True)
    assert [row.value.amount for row in equal] == [None, Decimal(75)]


def test_provenance_names_the_batches_whose_numbers_hold(visits, residents, per_1000):
    library = LibraryFactory()
    record(visits, library, "2026-03", 1, label="旧表")
    last = record(visits, library, "2026-03", 2, label="新表")
    people = record(residents, library, "2026", 9, label="年鉴")
    origins = selectors.provenance(["visits", "visits-per-1000"], 2026)
    assert [(o.batch, o.label, o.facts) for o in origins["visits"]] == [(last.pk, "新表", 1)]
    assert {o.batch for o in origins["visits-per-1000"]} == {last.pk, people.pk}


@pytest.mark.parametrize("count", [1, 3])
def test_values_of_many_indicators_ask_a_fixed_number_of_queries(
    count, residents, django_assert_num_queries
):
    library = LibraryFactory()
    asked = []
    for _n in range(count):
        counted = IndicatorFactory()
        record(counted, library, "2026-03", 10)
        ratio = IndicatorFactory(
            combine=Combine.RATIO, numerator=counted, denominator=residents, factor=1000
        )
        asked += [counted, ratio]
    with django_assert_num_queries(4):
        selectors.values(asked, 2026)
    with django_assert_num_queries(0):
        selectors.values(asked, 2026)
    with django_assert_num_queries(5):
        selectors.by_libraries(asked, 2026)
    with django_assert_num_queries(3):
        selectors.provenance(asked, 2026)
    assert selectors.years() == [2026]
