"""JSON-LD by the guidelines for structured data of events."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup

from events import services
from events.feeds.structured import event_data
from events.models import Occurrence
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import EventSeriesFactory, OccurrenceFactory, published_series
from tests.factories.home import site_tree
from tests.factories.images import ImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
REQUIRED = {"name", "startDate", "location"}
RECOMMENDED = {
    "description",
    "endDate",
    "eventAttendanceMode",
    "eventStatus",
    "image",
    "offers",
    "organizer",
    "performer",
}


def structured(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return json.loads(page.select_one('script[type="application/ld+json"]').string)


@pytest.fixture
def page():
    audience = AudienceFactory(name="3–6 岁", min_months=36, max_months=84)
    page = published_series(
        site_tree().page("events"), title="故事会", slug="story-time", summary="讲一个绘本",
        presenter="王老师", library=LibraryFactory(name="第一图书馆"), cover=ImageFactory(),
        start_date=dt.date(2026, 3, 7), rule="RRULE:FREQ=WEEKLY;BYDAY=SA",
    )  # fmt: skip
    page.audiences = [audience]
    page.save_revision().publish()
    return page


def test_everything_required_and_recommended_is_said(client, page):
    row = Occurrence.objects.first()
    for data in (
        structured(client, f"/events/o/{row.uid}/"),
        structured(client, "/events/story-time/")["@graph"][0],
    ):
        assert set(data) >= REQUIRED | RECOMMENDED
        assert data["@type"] == "Event"
        assert data["image"].startswith("http")
        assert data["location"]["name"] == "第一图书馆"
        assert set(data["location"]) >= {"name", "address", "geo"}
        assert data["organizer"]["name"] == "第一图书馆"
        assert data["performer"] == {"@type": "Person", "name": "王老师"}
        assert data["offers"]["price"] == "0"
        assert data["offers"]["priceCurrency"] == "CNY"
        assert data["offers"]["availability"].endswith("/InStock")
        assert data["isAccessibleForFree"] is True
        assert data["audience"] == [{"@type": "PeopleAudience", "audienceType": "3–6 岁"}]
        assert data["typicalAgeRange"] == "3-6"
        assert "previousStartDate" not in data


def test_cancelled_and_moved_dates_say_so(client, page):
    first, second, *_rest = Occurrence.objects.all()
    services.cancel(first, note="老师生病")
    services.change(second, start=second.start + dt.timedelta(days=1))
    graph = structured(client, "/events/story-time/")["@graph"]
    assert [entry["eventStatus"].rsplit("/")[-1] for entry in graph[:3]] == [
        "EventCancelled",
        "EventRescheduled",
        "EventScheduled",
    ]
    assert graph[0]["startDate"] == "2026-03-07T10:00+08:00"
    assert graph[1]["startDate"] == "2026-03-15T10:00+08:00"
    assert graph[1]["previousStartDate"] == "2026-03-14T10:00+08:00"


def test_full_dates_are_sold_out():
    row = OccurrenceFactory(series=EventSeriesFactory(capacity=2), people=2)
    assert event_data(row)["offers"]["availability"].endswith("/SoldOut")
    row.people = 1
    assert event_data(row)["offers"]["availability"].endswith("/InStock")


@pytest.mark.parametrize(
    ("bands", "ages"),
    [
        ([], None),
        ([(None, None)], None),
        ([(36, 84), (72, 156)], "3-12"),
        ([(36, 84), (192, None)], "3-"),
        ([(None, 36)], "0-2"),
    ],
)
def test_ages_follow_from_the_audiences(bands, ages):
    row = OccurrenceFactory()
    row.series.audiences.set(
        AudienceFactory(min_months=least, max_months=most) for least, most in bands
    )
    assert event_data(row).get("typicalAgeRange") == ages


def test_nothing_is_said_that_is_not_known():
    data = event_data(OccurrenceFactory())
    for name in ("image", "performer", "typicalAgeRange", "audience", "maximumAttendeeCapacity"):
        assert name not in data
