import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from portal.core import generation
from reports.figures import services
from reports.figures.enums import BatchKind, Combine, Span
from reports.figures.models import Batch, Fact, FactRevision, Indicator
from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db


def test_a_correction_keeps_what_it_replaces():
    visits, library = IndicatorFactory(), LibraryFactory()
    first = record(visits, library, "2026-03", 100, label="三月报表")
    second = record(visits, library, "2026-03", 120, label="更正")
    assert Fact.objects.values_list("value", "batch").get() == (120, second.pk)
    kept = FactRevision.objects.get()
    assert (kept.value, kept.batch_id, kept.replaced_by_id) == (100, first.pk, second.pk)
    assert (second.added, second.changed, second.unchanged) == (0, 1, 0)


def test_the_same_numbers_again_change_nothing_and_are_no_batch():
    visits, library = IndicatorFactory(), LibraryFactory()
    record(visits, library, "2026-03", 100)
    again = record(visits, library, "2026-03", 100)
    assert again.pk is None
    assert again.unchanged == 1
    assert (Batch.objects.count(), FactRevision.objects.count()) == (1, 0)


def test_batches_may_be_undone_in_any_order():
    visits, library = IndicatorFactory(), LibraryFactory()
    first, second, third = (record(visits, library, "2026-03", n) for n in (1, 2, 3))
    assert services.undo(second) == 0
    assert Fact.objects.get().value == 3
    assert services.undo(third) == 1
    assert Fact.objects.values_list("value", "batch").get() == (1, first.pk)
    assert services.undo(first) == 1
    assert not Fact.objects.exists()
    assert FactRevision.objects.values_list("value", "replaced_by").first() == (1, None)
    assert services.undo(first) == 0


def test_a_cell_that_comes_twice_in_a_batch_has_its_last_number(monkeypatch):
    monkeypatch.setattr(services.recording, "BLOCK", 1)
    visits, library = IndicatorFactory(), LibraryFactory()
    entries = [
        services.Entry(visits.pk, library.pk, Span.MONTH, dt.date(2026, 3, day), day)
        for day in (5, 6)
    ]
    batch = services.record(entries, kind=BatchKind.FORM, label="三月")
    assert Fact.objects.values_list("value", "start").get() == (6, dt.date(2026, 3, 1))
    assert not FactRevision.objects.exists()
    services.undo(batch)
    assert not Fact.objects.exists()


def test_pages_are_made_anew_after_a_change(django_capture_on_commit_callbacks):
    visits, library = IndicatorFactory(), LibraryFactory()
    before = generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        record(visits, library, "2026-03", 100)
    assert generation.current() > before


def test_a_ratio_needs_its_parts():
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorFactory(combine=Combine.RATIO)


def test_the_indicators_of_the_portal_are_complete_and_load_twice():
    assert services.load_indicators() >= 40
    visits = Indicator.objects.get(code="visits")
    Indicator.objects.filter(pk=visits.pk).update(name="进馆人次")
    assert services.load_indicators() == 0
    visits.refresh_from_db()
    assert visits.name == "进馆人次"
    services.load_indicators(is_renewing=True)
    visits.refresh_from_db()
    assert visits.name == "到馆人次"
    for indicator in Indicator.objects.all():
        indicator.full_clean()
        assert indicator.definition_en, indicator.code
        assert indicator.name_en, indicator.code
