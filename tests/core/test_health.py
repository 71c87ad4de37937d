import json
import logging

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from portal.core.logs import JsonFormatter
from portal.core.middleware import DatabaseAwayMiddleware


def test_healthz_needs_nothing(client):
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_readyz_names_what_answers(client, db):
    assert client.get("/readyz").json() == {"status": "ok", "database": True, "cache": True}


def test_readyz_is_503_when_the_database_is_away(client, db):
    def away(*args, **kwargs):
        raise OperationalError("gone")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False


def test_health_refuses_post(client):
    assert client.post("/healthz").status_code == 405


def test_database_away_asks_to_come_back():
    middleware = DatabaseAwayMiddleware(lambda request: None)
    answer = middleware.process_exception(RequestFactory().get("/"), OperationalError("gone"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.fixture
def line():
    def write(record):
        return json.loads(JsonFormatter().format(record))

    return write


def test_log_line_of_a_request_names_the_route_only(line, rf):
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", ("/me/li@x.cn/",), None
    )
    record.request, record.status_code = rf.get("/me/li@x.cn/?q=王小明"), 404
    written = line(record)
    assert written["message"] == "404 -"
    assert "li@x.cn" not in str(written)
    assert "王小明" not in str(written)


def test_log_line_of_an_error_keeps_its_words_out(line):
    try:
        raise ValueError("王小明 13800000000")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("portal", logging.ERROR, "", 0, "failed", (), info)
    written = line(record)
    assert "13800000000" not in str(written)
    assert written["exc_info"].startswith("ValueError at ")
