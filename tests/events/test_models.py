import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from events.models import EventSeriesPage
from tests.factories.events import (
    EventSeriesFactory,
    EventSeriesPageFactory,
    EventsIndexPageFactory,
    OccurrenceFactory,
)

pytestmark = pytest.mark.django_db


def test_series_page_with_a_rule_can_be_read_deferred(root_page):
    index = EventsIndexPageFactory(parent=root_page)
    EventSeriesPageFactory(parent=index, rule="RRULE:FREQ=WEEKLY;BYDAY=SA")

    page = EventSeriesPage.objects.only("title").get()
    specific = index.get_children().specific(defer=True).get()

    assert str(page.rule) == "RRULE:FREQ=WEEKLY;BYDAY=SA"
    assert str(specific.rule) == "RRULE:FREQ=WEEKLY;BYDAY=SA"


def test_rule_survives_a_revision(root_page):
    page = EventSeriesPageFactory(
        parent=EventsIndexPageFactory(parent=root_page),
        rule="RRULE:FREQ=MONTHLY;BYDAY=-1SU;WKST=SU",
    )

    revision = page.save_revision()

    assert revision.content["rule"] == "RRULE:FREQ=MONTHLY;BYDAY=-1SU;WKST=SU"
    assert str(revision.as_object().parsed_rule) == "RRULE:FREQ=MONTHLY;BYDAY=-1SU;WKST=SU"


@pytest.mark.parametrize(
    "broken",
    [
        {"end": dt.datetime(2026, 3, 7, tzinfo=dt.UTC)},
        {"last_date": dt.date(2026, 3, 6)},
        {"state": "withdrawn", "people": 1},
        {"cancelled_with_series": True},
    ],
)
def test_occurrence_refuses_what_cannot_be(broken):
    start = dt.datetime(2026, 3, 7, 2, tzinfo=dt.UTC)
    with pytest.raises(IntegrityError), transaction.atomic():
        OccurrenceFactory(start=start, **broken)


def test_series_has_each_rid_once():
    first = OccurrenceFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        OccurrenceFactory(series=first.series, rid=first.rid)


def test_one_current_series_per_page():
    series = EventSeriesFactory()
    EventSeriesFactory(translation_key=series.translation_key, is_current=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventSeriesFactory(translation_key=series.translation_key)
