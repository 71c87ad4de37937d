"""The sums equal those that anybody can work out from the facts, whatever has happened to them."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reports.figures import services
from reports.figures.enums import BatchKind, Combine, Span
from reports.figures.models import Fact, Rollup
from reports.figures.services.recording import first_day
from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory, record

STORED = (Combine.SUM, Combine.LAST)
cells = st.tuples(
    st.sampled_from(STORED),
    st.integers(0, 1),
    st.sampled_from(list(Span)),
    st.sampled_from([dt.date(y, m, d) for y in (2025, 2026) for m in (1, 2, 12) for d in (1, 28)]),
)
values = st.none() | st.integers(0, 10**9) | st.decimals(0, 10**6, places=2)
batches = st.lists(st.tuples(cells, values), max_size=8)
steps = st.lists(batches | st.integers(0, 7), max_size=8)


class Ledger:
    """What everybody has said of each cell, in order: the model the portal is compared with."""

    def __init__(self):
        self.said = defaultdict(list)
        self.undone = set()

    def holds(self, cell):
        valid = [value for batch, value in self.said[cell] if batch not in self.undone]
        return valid[-1] if valid else None

    def write(self, batch, entries):
        for cell, value in entries.items():
            valid = [value for by, value in self.said[cell] if by not in self.undone]
            if (valid and valid[-1] != value) or (not valid and value is not None):
                self.said[cell].append((batch, value))

    def month(self, combine, library, month):
        numbers = {
            (span, start): value
            for c, lib, span, start in self.said
            if (c, lib) == (combine, library)
            and (value := self.holds((c, lib, span, start))) is not None
        }
        if (Span.MONTH, month) in numbers:
            return numbers[Span.MONTH, month]
        days = [
            value
            for (span, start), value in sorted(numbers.items())
            if span == Span.DAY and start.replace(day=1) == month
        ]
        return _together(combine, days)

    def year(self, combine, library, year):
        entered = self.holds((combine, library, Span.YEAR, year))
        if entered is not None:
            return entered
        months = [self.month(combine, library, year.replace(month=m)) for m in range(1, 13)]
        return _together(combine, [value for value in months if value is not None])


def _together(combine, values):
    if not values:
        return None
    return sum(values) if combine == Combine.SUM else values[-1]


class RollupsTest(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(steps)
    def test_equal_a_brute_force_sum_after_corrections_and_undos(self, steps):
        indicators = {combine: IndicatorFactory(combine=combine) for combine in STORED}
        libraries = [LibraryFactory(), LibraryFactory()]
        ledger, written = Ledger(), []
        for step in steps:
            if isinstance(step, int):
                if step < len(written):
                    services.undo(written[step])
                    ledger.undone.add(written[step].pk)
                continue
            entries = {
                (combine, lib, span, first_day(span, day)): value
                for (combine, lib, span, day), value in step
            }
            batch = services.record(
                [
                    services.Entry(indicators[c].pk, libraries[lib].pk, span, start, value)
                    for (c, lib, span, start), value in entries.items()
                ],
                kind=BatchKind.IMPORT,
                label="随机",
            )
            ledger.write(batch.pk, entries)
            if batch.pk:
                written.append(batch)
        expected = {}
        for combine in STORED:
            for lib in (0, 1):
                for year in (dt.date(2025, 1, 1), dt.date(2026, 1, 1)):
                    key = (indicators[combine].pk, libraries[lib].pk)
                    expected[*key, Span.YEAR, year] = ledger.year(combine, lib, year)
                    for month in (year.replace(month=m) for m in range(1, 13)):
                        expected[*key, Span.MONTH, month] = ledger.month(combine, lib, month)
        found = {
            tuple(key): value
            for *key, value in Rollup.objects.values_list(
                "indicator", "library", "span", "start", "value"
            )
        }
        assert found == {key: value for key, value in expected.items() if value is not None}
        services.rebuild()
        again = Rollup.objects.values_list("indicator", "library", "span", "start", "value")
        assert {tuple(key): value for *key, value in again} == found


@pytest.fixture
def loans(db):
    return IndicatorFactory(cadence=Span.DAY)


def _sum(indicator, library, start, span):
    row = Rollup.objects.filter(indicator=indicator, library=library, start=start, span=span)
    return row.values_list("value", flat=True).first()


def test_the_number_of_a_month_goes_before_those_of_its_days(loans):
    library = LibraryFactory()
    record(loans, library, "2026-03-01", 10)
    record(loans, library, "2026-03-02", 20)
    record(loans, library, "2026-04-01", 5)
    month = record(loans, library, "2026-03", 100)
    assert _sum(loans, library, dt.date(2026, 3, 1), Span.MONTH) == 100
    assert _sum(loans, library, dt.date(2026, 1, 1), Span.YEAR) == 105
    services.undo(month)
    assert _sum(loans, library, dt.date(2026, 1, 1), Span.YEAR) == 35


def test_the_number_of_a_year_goes_before_its_months_and_leaves_them(loans):
    library = LibraryFactory()
    record(loans, library, "2026-03", 100)
    record(loans, library, "2026", 1500)
    assert _sum(loans, library, dt.date(2026, 1, 1), Span.YEAR) == 1500
    assert _sum(loans, library, dt.date(2026, 3, 1), Span.MONTH) == 100


def test_nought_is_a_number_and_taking_back_is_not(loans):
    library = LibraryFactory()
    record(loans, library, "2026-03", 0)
    assert _sum(loans, library, dt.date(2026, 3, 1), Span.MONTH) == 0
    record(loans, library, "2026-03", None)
    assert _sum(loans, library, dt.date(2026, 3, 1), Span.MONTH) is None
    assert Fact.objects.get().value is None


def test_tenths_are_exact(db):
    hours, library = IndicatorFactory(decimals=1), LibraryFactory()
    for day in range(1, 31):
        record(hours, library, dt.date(2026, 4, day), Decimal("0.1"))
    assert _sum(hours, library, dt.date(2026, 4, 1), Span.MONTH) == 3
