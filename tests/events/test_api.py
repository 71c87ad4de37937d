"""What's on for programs: the same filters, everything public and nothing else."""

import datetime as dt
import json
import uuid

import pytest
from django.core.management import call_command
from wagtail.models import Locale, PageViewRestriction

from events.api import schemas
from events.models import EventSeries, EventSeriesPage, Occurrence
from portal.core.translations import translate_page
from tests.factories.core import AudienceFactory, LibraryFactory, TopicFactory
from tests.factories.events import OccurrenceFactory, ProvisionFactory, published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]  # Sunday, 2026-03-01
API = "/api/v1/events"
SITE = "http://127.0.0.1:8000"
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
LINK, NOTE = "meet-me-at-7431", "storeroom-key-9952"


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def page(index) -> EventSeriesPage:
    """Story time on three Saturdays, in both languages, with all there is to say of it."""
    page = published_series(
        index,
        title="故事会", slug="stories", summary="讲故事。", registration_note="免费",
        library=LibraryFactory(code="DC01", slug="first", name="第一馆", name_en="First Library"),
        space="活动室", space_en="Room", presenter="王老师", partners="少年宫",
        start_date=dt.date(2026, 3, 7), ends_on=dt.date(2026, 3, 21), rule=SATURDAYS,
        min_age=3, max_age=6, capacity=20, registration="first_come", price="5.50",
        internal_note=NOTE, online_url=f"https://meet.example.org/{LINK}",
    )  # fmt: skip
    page.audiences = [AudienceFactory(slug="children")]
    page.topics = [TopicFactory(slug="stories")]
    page.provisions = [ProvisionFactory(slug="sign")]
    page.save_revision().publish()
    translate_page(page, Locale.objects.get(language_code="en"), {"故事会": "Story time"})
    return EventSeriesPage.objects.get(pk=page.pk)


def get(client, path: str) -> dict:
    response = client.get(API + path)
    assert response.status_code == 200, response.content
    return response.json()


def items(client, path: str) -> list[dict]:
    return get(client, path)["items"]


def test_date_says_all_in_both_languages(client, page):
    row = Occurrence.objects.first()
    Occurrence.objects.filter(pk=row.pk).update(people=8, note="带水杯", note_en="Bring a cup")
    found = get(client, f"/occurrences/{row.uid}")
    assert items(client, "/occurrences")[0] == found
    key = str(page.translation_key)
    assert found["title"] == {"zh-hans": "故事会", "en": "Story time"}
    assert found["summary"]["zh-hans"] == "讲故事。"
    assert found["how_to_take_part"]["zh-hans"] == "免费"
    assert found["note"] == {"zh-hans": "带水杯", "en": "Bring a cup"}
    assert (found["start"], found["end"], found["zone"]) == (
        "2026-03-07T10:00:00+08:00", "2026-03-07T11:00:00+08:00", "Asia/Shanghai",
    )  # fmt: skip
    assert (found["first_day"], found["last_day"]) == ("2026-03-07", "2026-03-07")
    assert (found["state"], found["is_moved"], found["all_day"]) == ("scheduled", False, False)
    assert found["library"] == {
        "code": "DC01", "slug": "first", "name": {"zh-hans": "第一馆", "en": "First Library"},
    }  # fmt: skip
    assert found["place"] == {
        "kind": "library",
        "room": {"zh-hans": "活动室", "en": "Room"},
        "address": {"zh-hans": "景山前街 1 号"},
        "position": {"latitude": 39.925, "longitude": 116.41},
    }
    assert (found["audiences"], found["topics"], found["access"]) == (
        ["children"], ["stories"], ["sign"],
    )  # fmt: skip
    assert found["ages"] == {"min": 3, "max": 6}
    assert found["price"] == {"amount": "5.50", "currency": "CNY", "note": {}}
    assert (found["registration"], found["capacity"], found["places_left"]) == (
        "first_come",
        20,
        12,
    )
    assert found["series"] == key
    assert found["links"] == {
        "self": f"{SITE}/api/v1/events/occurrences/{row.uid}",
        "series": f"{SITE}/api/v1/events/series/{key}",
        "page": {
            "zh-hans": f"{SITE}/events/o/{row.uid}/", "en": f"{SITE}/en/events/o/{row.uid}/",
        },
        "calendar": f"{SITE}/events/o/{row.uid}.ics",
    }  # fmt: skip
    schemas.OccurrenceOut.model_validate(found)


def test_series_says_when_and_leads_on(client, page):
    key = page.translation_key
    found = get(client, f"/series/{key}")
    assert items(client, "/series") == [found]
    assert found["uid"] == str(key)
    assert found["title"] == {"zh-hans": "故事会", "en": "Story time"}
    assert found["when"]["en"].startswith("every Saturday")
    assert found["when"]["zh-hans"].startswith("每周六")
    assert (found["first_day"], found["last_day"]) == ("2026-03-07", "2026-03-21")
    assert found["partners"] == {"zh-hans": "少年宫"}
    assert found["links"]["page"] == {
        "zh-hans": f"{SITE}/events/stories/", "en": f"{SITE}/en/events/stories/",
    }  # fmt: skip
    assert client.get(found["links"]["calendar"]).status_code == 200
    assert client.get(found["links"]["self"]).status_code == 200
    assert len(client.get(found["links"]["occurrences"]).json()["items"]) == 3
    schemas.SeriesOut.model_validate(found)


def test_cancelled_and_moved_dates_say_so(client, page):
    first, second, _third = Occurrence.objects.all()
    Occurrence.objects.filter(pk=first.pk).update(state="cancelled")
    Occurrence.objects.filter(pk=second.pk).update(pinned=["start"])
    found = items(client, "/occurrences")
    assert [row["state"] for row in found] == ["cancelled", "scheduled", "scheduled"]
    assert [row["is_moved"] for row in found] == [False, True, False]
    assert [row["places_left"] for row in found] == [0, 20, 20]


def test_places_are_told_only_where_they_are_counted(client, page):
    def left() -> int | None:
        return items(client, "/occurrences?page_size=1")[0]["places_left"]

    Occurrence.objects.update(people=25)
    assert left() == 0
    for fields in ({"registration": "external"}, {"registration": "none"}, {"capacity": None}):
        Occurrence.objects.update(people=0, sequence=7)
        EventSeries.objects.update(**{"registration": "first_come", "capacity": 20, **fields})
        assert left() is None


def test_online_and_elsewhere(client, page):
    EventSeries.objects.update(place_kind="online")
    found = items(client, "/occurrences")[0]
    assert found["place"]["kind"] == "online"
    assert found["place"]["address"] == {}
    assert found["place"]["position"] is None
    EventSeries.objects.update(
        place_kind="elsewhere", address="公园路 1 号", address_en="1 Park Rd"
    )
    found = items(client, "/occurrences?page_size=2")[0]
    assert found["place"]["address"] == {"zh-hans": "公园路 1 号", "en": "1 Park Rd"}
    assert items(client, "/series")[0]["place"]["address"]["en"] == "1 Park Rd"


FILTERED = [
    ("", 3),
    ("from=2026-03-08", 2),
    ("to=2026-03-14", 2),
    ("from=2026-03-14&to=2026-03-14", 1),
    ("from=2026-04-01", 0),
    ("branch=first", 3),
    ("branch=second", 0),
    ("branch=second&branch=first", 3),
    ("audience=children&topic=stories&access=sign&language=zh&age=4&places=1", 3),
    ("access=sign&access=other", 0),
    ("audience=seniors", 0),
    ("topic=none", 0),
    ("language=en", 0),
    ("age=7", 0),
    ("q=story", 3),
    ("q=%00", 3),
    ("q='", 0),
    ("q=nothing-of-the-kind", 0),
]


def test_filters_are_those_of_whats_on(client, page):
    for query, count in FILTERED:
        assert len(items(client, f"/occurrences?{query}")) == count, query
        assert len(items(client, f"/series?{query}")) == min(count, 1), query


def test_past_is_there_for_those_who_ask(client, page, clock):
    clock.move_to(dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    assert items(client, "/occurrences") == []
    assert items(client, "/series") == []
    assert len(items(client, "/occurrences?from=2026-01-01")) == 3
    assert len(items(client, "/series?from=2026-01-01")) == 1


def test_dates_come_in_order_and_by_pages(client, page):
    other = published_series(page.get_parent(), title="书法", start_date=dt.date(2026, 3, 10))
    found = items(client, "/occurrences")
    assert [row["start"] for row in found] == sorted(row["start"] for row in found)
    seen, path = [], "/occurrences?page_size=3"
    while path:
        part = get(client, path.removeprefix(f"{SITE}{API}"))
        seen += part["items"]
        path = part["next"]
    assert seen == found
    assert len(items(client, f"/occurrences?series={other.translation_key}")) == 1


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=yesterday", "from"),
        ("from=2026-02-30", "from"),
        ("from=20260307", "from"),
        ("from=1700000000", "from"),
        ("from=9999-12-31", "from"),
        ("to=%00", "to"),
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("branch=' OR 1=1", "branch"),
        ("branch=%00", "branch"),
        ("branch=" + "&branch=".join(map(str, range(21))), "branch"),
        ("language=fr", "language"),
        ("age=18", "age"),
        ("age=-1", "age"),
        ("age=4.5", "age"),
        ("places=perhaps", "places"),
        ("series=1", "series"),
        ("q=" + "书" * 61, "q"),
        ("libary=first", "libary"),
        ("page=501", "page"),
    ],
)
def test_nonsense_is_refused_by_name(client, query, parameter):
    response = client.get(f"{API}/occurrences?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert {error["parameter"] for error in response.json()["errors"]} == {parameter}
    assert "OR 1=1" not in response.content.decode()


@pytest.mark.parametrize("path", ["occurrences", "series"])
def test_unknown_uids_are_not_found(client, path):
    for uid in (uuid.uuid4(), "1", "%00", "'"):
        response = client.get(f"{API}/{path}/{uid}")
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
    assert client.get(f"{API}/{path}/{uuid.uuid4()}?x=1").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_dates_take_five_queries(client, index, django_assert_num_queries, count):
    for number in range(count):
        page = published_series(index, slug=f"s{number}", library=LibraryFactory())
        page.audiences, page.topics = [AudienceFactory()], [TopicFactory()]
        page.provisions = [ProvisionFactory()]
        page.save_revision().publish()
    with django_assert_num_queries(5):
        found = items(client, "/occurrences")
    assert len(found) == count
    with django_assert_num_queries(5):
        get(client, f"/occurrences/{found[0]['uid']}")


@pytest.mark.parametrize("count", [1, 3])
def test_series_take_six_queries(client, index, django_assert_num_queries, count):
    for number in range(count):
        page = published_series(index, slug=f"s{number}", library=LibraryFactory())
        page.audiences, page.topics = [AudienceFactory()], [TopicFactory()]
        page.provisions = [ProvisionFactory()]
        page.save_revision().publish()
    items(client, "/series")  # what the process keeps
    with django_assert_num_queries(6):
        found = items(client, "/series?page_size=99")
    assert len(found) == count


def test_unchanged_list_is_304_after_one_query(client, page, django_assert_num_queries):
    for path, ttl in (("/occurrences", 60), ("/series", 300)):
        first = client.get(API + path)
        assert first["Cache-Control"] == f"public, max-age={ttl}"
        with django_assert_num_queries(1):
            again = client.get(API + path, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304


def test_taken_place_is_noticed_though_nothing_was_published(client, page):
    etag = client.get(f"{API}/occurrences")["ETag"]
    Occurrence.objects.filter(pk=Occurrence.objects.last().pk).update(people=1)
    again = client.get(f"{API}/occurrences", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert [row["places_left"] for row in again.json()["items"]] == [20, 20, 19]


def test_day_makes_a_new_answer(client, page, clock):
    etag = client.get(f"{API}/occurrences")["ETag"]
    clock.shift(dt.timedelta(days=1))
    assert client.get(f"{API}/occurrences", headers={"If-None-Match": etag}).status_code == 200


def test_answers_have_the_form_of_the_document(client, page):
    schemas.OccurrenceListOut.model_validate(get(client, "/occurrences"))
    schemas.SeriesListOut.model_validate(get(client, "/series"))
    assert items(client, "/access")[0]["slug"] == "sign"


PATHS = ["/occurrences", "/occurrences?from=2000-01-01", "/series", "/series?from=2000-01-01"]


def said(client, page) -> str:
    """All the interface tells of *page*, errors included."""
    row = Occurrence.objects.first()
    own = [f"/series/{page.translation_key}", f"/occurrences/{row.uid}"]
    answers = [client.get(API + path).content.decode() for path in [*PATHS, *own]]
    return "\n".join(answers)


def test_link_note_and_people_are_told_nowhere(client, page):
    EventSeries.objects.update(place_kind="online", questions=[{"text": "secret-question"}])
    text = said(client, page)
    assert "故事会" in text
    for word in (LINK, NOTE, "meet.example.org", "王老师", "secret-question"):
        assert word not in text
    for name in ("online_url", "internal_note", "presenter", "people", "words", "questions"):
        assert f'"{name}"' not in text
    for word in (LINK, NOTE):
        assert items(client, f"/occurrences?q={word}") == []


def hide_as_training(page):
    page.staff_only = True
    page.save_revision().publish()


def hide_as_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    call_command("plan_occurrences")


def hide_as_unpublished(page):
    page.unpublish()


@pytest.mark.parametrize("hide", [hide_as_training, hide_as_private, hide_as_unpublished])
def test_what_is_hidden_is_not_there(client, page, hide):
    etag = client.get(f"{API}/occurrences")["ETag"]
    hide(page)
    row = Occurrence.objects.first()
    assert client.get(f"{API}/occurrences/{row.uid}").status_code == 404
    assert client.get(f"{API}/series/{page.translation_key}").status_code == 404
    assert "故事会" not in said(client, page)
    assert client.get(f"{API}/occurrences", headers={"If-None-Match": etag}).status_code == 200


def test_withdrawn_dates_are_not_there(client, page):
    row = OccurrenceFactory(series=EventSeries.objects.get(), state="withdrawn", rid="x")
    assert client.get(f"{API}/occurrences/{row.uid}").status_code == 404
    assert len(items(client, "/occurrences")) == 3


def test_draft_stays_a_draft(client, page):
    page.title = "未发布的新题目"
    page.save_revision()
    assert "未发布的新题目" not in json.dumps(items(client, "/series"), ensure_ascii=False)
