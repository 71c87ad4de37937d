"""Each kind of event asks for what it needs, at the right field, and says what it is."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from events import services
from events.models import EventSeries, Occurrence
from events.schedule.checks import problems_of
from events.schedule.wording import describe_schedule
from tests.factories.events import published_series
from tests.factories.home import site_tree

SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
DAYS = dt.timedelta(days=1)


def schedule(**fields) -> EventSeries:
    defaults = {"start_date": dt.date(2026, 3, 7), "start_time": dt.time(10)}
    return EventSeries(**{**defaults, **fields})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "single", "rule": SATURDAYS}, "rule"),
        ({"kind": "course", "rule": SATURDAYS}, "session_limit"),
        ({"kind": "drop_in", "all_day": True, "duration": DAYS}, "all_day"),
        ({"kind": "exhibition"}, "all_day"),
        ({"kind": "exhibition", "all_day": True, "duration": DAYS, "rule": SATURDAYS}, "rule"),
        ({"kind": "multi_day"}, "all_day"),
        ({"kind": "multi_day", "all_day": True, "duration": DAYS}, "duration"),
        ({"min_age": 6, "max_age": 3}, "max_age"),
        ({"place_kind": "elsewhere"}, "address"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(fields, field):
    assert list(problems_of(schedule(**fields), tz="Asia/Shanghai")) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "single"},
        {"kind": "course", "rule": SATURDAYS, "session_limit": 8},
        {"kind": "course", "rule": SATURDAYS, "ends_on": dt.date(2026, 5, 2)},
        {"kind": "course"},
        {"kind": "drop_in", "rule": SATURDAYS},
        {"kind": "exhibition", "all_day": True, "duration": 30 * DAYS},
        {"kind": "multi_day", "all_day": True, "duration": 2 * DAYS},
        {"min_age": 3, "max_age": 3},
        {"place_kind": "elsewhere", "space": "天文馆"},
        {"place_kind": "online"},
    ],
)
def test_what_fits_is_let_through(fields):
    assert problems_of(schedule(**fields), tz="Asia/Shanghai") == {}


def test_draft_may_lack_the_end_of_a_course_and_the_address():
    draft = schedule(kind="course", rule=SATURDAYS, place_kind="elsewhere")
    assert problems_of(draft, tz="Asia/Shanghai", is_complete=False) == {}


@pytest.mark.parametrize(
    ("start", "days", "text"),
    [
        (dt.date(2026, 3, 7), 30, "7 March 2026 to 5 April"),
        (dt.date(2026, 12, 20), 30, "20 December 2026 to 18 January 2027"),
    ],
)
def test_exhibition_says_until_when(start, days, text):
    with override("en"):
        shown = describe_schedule(
            schedule(kind="exhibition", start_date=start, all_day=True, duration=days * DAYS)
        )
    assert shown == text


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
class TestPages:
    @pytest.fixture
    def index(self):
        return site_tree().page("events")

    def dates(self, client, url) -> list[str]:
        page = BeautifulSoup(client.get(url).content, "html.parser")
        return [" ".join(node.get_text(" ").split()) for node in page.select(".dates__l")]

    def test_course_counts_its_sessions(self, client, index, django_assert_num_queries):
        page = published_series(
            index, kind="course", start_date=dt.date(2026, 3, 7), rule=SATURDAYS, session_limit=3
        )
        services.cancel(Occurrence.objects.all()[1])
        with override("en"):
            first, second, third = self.dates(client, f"/en{page.url}") or self.dates(
                client, page.url
            )
        assert [("1" in first, "2" in third)] == [(True, True)]
        row = Occurrence.objects.last()
        text = client.get(f"/en/events/o/{row.uid}/").content.decode()
        assert "session 2 of 2" in " ".join(text.split())
        cancelled = client.get(f"/en/events/o/{Occurrence.objects.all()[1].uid}/")
        assert "session" not in cancelled.content.decode().partition('class="facts"')[2][:800]
        assert second

    def test_series_does_not_count(self, client, index):
        published_series(index, start_date=dt.date(2026, 3, 7), rule=SATURDAYS, session_limit=3)
        row = Occurrence.objects.first()
        assert "of 3" not in client.get(f"/en/events/o/{row.uid}/").content.decode()

    def test_drop_in_says_that_one_may_come_and_go(self, client, index):
        published_series(index, kind="drop_in", start_date=dt.date(2026, 3, 7))
        row = Occurrence.objects.get()
        assert "Come and go as you like" in client.get(f"/en/events/o/{row.uid}/").content.decode()
