"""The interface for programs: its libraries, its form, its document."""

import datetime as dt
import json

import pytest
import time_machine
from django.conf import settings as django_settings

from portal.core import generation
from portal.core.api import schemas
from tests.factories.core import (
    AudienceFactory,
    BranchFactory,
    ClosureDayFactory,
    ExceptionalDayFactory,
    FacilityFactory,
    LibraryFactory,
    OpeningHoursFactory,
    TopicFactory,
)
from tests.factories.home import LibraryPageFactory, site_tree

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))  # a Monday
API = "/api/v1"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def items(client, path: str) -> list[dict]:
    response = client.get(API + path)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def test_library_says_where_it_is_and_when_it_is_open(client):
    library = LibraryFactory(
        code="DC01", slug="first", name="第一图书馆", name_en="First Library", phone="010-1",
        email="first@library.example", closes_on_holidays=True,
    )  # fmt: skip
    library.facilities = [FacilityFactory(slug="lift", name="电梯", is_accessibility=True)]
    library.save()
    for opens, closes in ((9, 12), (13, 0)):
        OpeningHoursFactory(library=library, opens=dt.time(opens), closes=dt.time(closes))
    ExceptionalDayFactory(
        library=library, date=dt.date(2026, 3, 3), reason="检修", reason_en="Works"
    )
    ClosureDayFactory(date=dt.date(2026, 3, 9), name="节日")
    branch = BranchFactory(parent=library)
    found = client.get(f"{API}/libraries/DC01").json()
    assert client.get(f"{API}/libraries/first").json() == found
    assert found["name"] == {"zh-hans": "第一图书馆", "en": "First Library"}
    assert found["level"] == "main"
    assert found["parent"] is None
    assert found["position"] == {"latitude": 39.925, "longitude": 116.41}
    assert (found["phone"], found["email"]) == ("010-1", "first@library.example")
    assert found["facilities"] == [
        {"slug": "lift", "name": {"zh-hans": "电梯"}, "is_accessibility": True}
    ]
    spans = [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:00", "closes": "24:00"}]
    hours = found["hours"]
    assert hours["zone"] == "Asia/Shanghai"
    assert hours["week"] == [{"weekday": 1, "spans": spans}]
    assert len(hours["days"]) == 14
    assert hours["days"][0] == {"date": "2026-03-02", "spans": spans, "reason": {}}
    reasons = {"zh-hans": "检修", "en": "Works"}
    assert hours["days"][1] == {"date": "2026-03-03", "spans": [], "reason": reasons}
    assert hours["days"][7]["spans"] == []
    assert hours["days"][7]["reason"]["zh-hans"] == "节日"
    assert found["links"] == {
        "self": "http://127.0.0.1:8000/api/v1/libraries/first", "page": {}
    }  # fmt: skip
    assert client.get(f"{API}/libraries/{branch.code}").json()["parent"] == "DC01"
    schemas.LibraryOut.model_validate(found)


def test_library_names_its_published_page(client):
    site_tree()
    library = LibraryFactory(slug="first")
    page = LibraryPageFactory(library=library)
    links = client.get(f"{API}/libraries/first").json()["links"]
    assert links["page"] == {"zh-hans": "http://127.0.0.1:8000/libraries/first/"}
    page.unpublish()
    assert client.get(f"{API}/libraries/first").json()["links"]["page"] == {}


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_libraries_takes_seven_queries(client, django_assert_num_queries, count):
    site_tree()
    for number in range(count):
        library = BranchFactory(slug=f"branch-{number}")
        OpeningHoursFactory(library=library)
        LibraryPageFactory(library=library)
    client.get(f"{API}/libraries")  # what the process keeps
    with django_assert_num_queries(7):
        found = items(client, "/libraries?page_size=99")
    assert len(found) == 2 * count


def test_vocabularies_are_listed_in_their_order(client, django_assert_num_queries):
    AudienceFactory(slug="seniors", position=2)
    AudienceFactory(slug="children", position=1, name="少儿", name_en="Children", min_months=36)
    TopicFactory(slug="history", name="地方史", name_en="")
    with django_assert_num_queries(1):
        found = items(client, "/audiences")
    assert [term["slug"] for term in found] == ["children", "seniors"]
    assert found[0] == {
        "slug": "children",
        "name": {"zh-hans": "少儿", "en": "Children"},
        "min_months": 36,
        "max_months": None,
    }
    assert items(client, "/topics") == [{"slug": "history", "name": {"zh-hans": "地方史"}}]


def test_pages_lead_to_each_other(client):
    for _number in range(5):
        TopicFactory()
    first = client.get(f"{API}/topics?page_size=2").json()
    assert first["previous"] is None
    assert first["next"] == "http://127.0.0.1:8000/api/v1/topics?page_size=2&page=2"
    second = client.get(first["next"]).json()
    assert second["previous"].endswith("page=1")
    third = client.get(second["next"]).json()
    assert third["next"] is None
    slugs = [term["slug"] for part in (first, second, third) for term in part["items"]]
    assert len(set(slugs)) == 5
    beyond = client.get(f"{API}/topics?page=9").json()
    assert beyond["items"] == []


def test_marks_of_campaigns_are_neither_refused_nor_handed_on(client):
    for _number in range(2):
        TopicFactory()
    found = client.get(f"{API}/topics?page_size=1&utm_source=letter").json()
    assert found["next"] == "http://127.0.0.1:8000/api/v1/topics?page_size=1&page=2"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=0", "page"),
        ("page=501", "page"),
        ("page=99999999999999999999", "page"),
        ("page=x", "page"),
        ("page=%00", "page"),
        ("page='", "page"),
        ("page_size=101", "page_size"),
        ("page_size=-1", "page_size"),
        ("pages=1", "pages"),
        ("%00=%27", "\x00"),
    ],
)
def test_bad_parameters_are_named(client, query, parameter):
    response = client.get(f"{API}/topics?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert "public" not in response.get("Cache-Control", "")
    found = response.json()
    assert found["title"] == "Bad Request"
    assert found["status"] == 400
    assert [error["parameter"] for error in found["errors"]] == [parameter]


@pytest.mark.parametrize(
    "path",
    ["/", "/v1/none", "/v1/libraries/", "/v1/libraries/none", "/v1/libraries/%00%27", "/v2/x"],
)
def test_what_is_not_there_is_a_problem_of_one_form(client, path):
    response = client.get(f"/api{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert set(response.json()) == {"type", "title", "status", "detail"}


def test_nothing_can_be_written(client):
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{API}/topics")
        assert response.status_code == 405, method
        assert response["Content-Type"] == "application/problem+json"
        assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}
        assert "Access-Control-Allow-Origin" not in response


def test_unchanged_answer_is_304_without_a_query(client, django_assert_num_queries):
    LibraryFactory()
    first = client.get(f"{API}/libraries")
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["ETag"].startswith('W/"')
    with django_assert_num_queries(0):
        again = client.get(f"{API}/libraries", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]
    assert not again.content
    assert again["Access-Control-Allow-Origin"] == "*"
    generation._raise()
    changed = client.get(f"{API}/libraries", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_nothing_is_validated_while_the_generation_is_unknown(client, monkeypatch):
    monkeypatch.setattr(generation, "current", lambda: -1)
    response = client.get(f"{API}/libraries", headers={"If-None-Match": "*"})
    assert response.status_code == 200
    assert "ETag" not in response


def test_head_says_what_get_would(client):
    LibraryFactory()
    got, head = client.get(f"{API}/libraries"), client.head(f"{API}/libraries")
    assert head.status_code == 200
    assert not head.content
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head[name] == got[name]


def test_pages_of_other_sites_may_read(client):
    response = client.get(f"{API}/topics")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag"
    assert not response.cookies
    assert "Vary" not in response
    preflight = client.options(f"{API}/topics")
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert preflight["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Origin" not in client.get("/healthz")


@pytest.fixture
def document(client) -> dict:
    response = client.get(f"{API}/openapi.json")
    assert response.status_code == 200
    return response.json()


def references(part) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if "$ref" in part else set()
        return own.union(*map(references, part.values())) if part else own
    return set().union(*map(references, part)) if isinstance(part, list) else set()


def test_document_is_whole(document):
    assert document["openapi"].startswith("3.1")
    assert document["info"]["version"] == "1"
    assert sorted(document["paths"]) == [
        "/api/v1/annual-reports",
        "/api/v1/annual-reports/{year}",
        "/api/v1/audiences",
        "/api/v1/clubs",
        "/api/v1/clubs/leads",
        "/api/v1/clubs/{slug}",
        "/api/v1/events/access",
        "/api/v1/events/occurrences",
        "/api/v1/events/occurrences/{uid}",
        "/api/v1/events/series",
        "/api/v1/events/series/{uid}",
        "/api/v1/figures",
        "/api/v1/indicators",
        "/api/v1/libraries",
        "/api/v1/libraries/{key}",
        "/api/v1/plan",
        "/api/v1/plan/actions/{number}",
        "/api/v1/records/availability",
        "/api/v1/records/isbn/{isbn}",
        "/api/v1/records/{pk}",
        "/api/v1/reviews",
        "/api/v1/reviews/{uid}",
        "/api/v1/topics",
        "/api/v1/volunteering/opportunities",
        "/api/v1/volunteering/opportunities/{slug}",
        "/api/v1/volunteering/shifts",
        "/api/v1/volunteering/shifts/{uid}",
        "/api/v1/works",
        "/api/v1/works/calls",
        "/api/v1/works/calls/{slug}",
        "/api/v1/works/{uid}",
    ]
    names = {reference.removeprefix("#/components/schemas/") for reference in references(document)}
    assert names <= set(document["components"]["schemas"])
    operations = [op for methods in document["paths"].values() for op in methods.values()]
    assert len({op["operationId"] for op in operations}) == len(operations)
    for path, methods in document["paths"].items():
        assert set(methods) == {"get"}
        named = {p["name"] for p in methods["get"]["parameters"] if p["in"] == "path"}
        assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}
        assert {"200", "304", "400"} <= set(methods["get"]["responses"])


def test_everything_is_described_and_has_an_example(document):
    silent = []
    for path, methods in document["paths"].items():
        operation = methods["get"]
        if not operation.get("description") or not operation.get("summary"):
            silent.append(path)
        for parameter in operation["parameters"]:
            is_told = parameter.get("description") and parameter["schema"].get("examples")
            silent += [] if is_told else [f"{path} {parameter['name']}"]
    for name, schema in document["components"]["schemas"].items():
        silent += [] if schema.get("description") else [name]
        for field, about in schema.get("properties", {}).items():
            refers = "$ref" in about or references(about)
            if not refers and not (about.get("description") and about.get("examples")):
                silent.append(f"{name}.{field}")
    assert silent == []


def test_document_can_be_cached_and_names_no_private_thing(client, document):
    text = json.dumps(document)
    for word in ("online_url", "internal", "is_private", "staff_only_", "people"):
        assert f'"{word}"' not in text


def test_people_have_a_page_about_it(client, document):
    site_tree()
    for path, language in (("/api/v1/docs", "zh-Hans"), ("/en/api/v1/docs", "en")):
        response = client.get(path)
        assert response.status_code == 200
        page = response.content.decode()
        assert f'lang="{language}"' in page
        for address in document["paths"]:
            assert address in page
        assert "<code>branch</code>" in page
        assert " style=" not in page
        assert "swagger" not in page
    assert client.get("/api/v1/")["Location"] == "/api/v1/docs"


def test_wagtails_own_interface_stays_away():
    assert not [app for app in django_settings.INSTALLED_APPS if app.startswith("wagtail.api")]
