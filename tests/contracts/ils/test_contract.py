"""The check against the contract sees what is wrong: it must not pass everything."""

import json
from dataclasses import replace

import pytest

from .servers.koha import CLIENT_ID, SECRET
from .servers.koha.http import Reply, Request
from .servers.koha.server import CONTRACT

AUTHORIZED = {"authorization": "Bearer x"}
HOLD = {"patron_id": 1, "biblio_id": 1000, "pickup_library_id": "DQ01"}


def of_request(method, path, query=None, body=None, headers=AUTHORIZED):
    return CONTRACT.of_request(method, path, query or {}, headers, body)


def of_answer(method, path, status, value, kind="application/json"):
    return CONTRACT.of_answer(method, path, status, kind, json.dumps(value).encode())


def test_right_exchange_has_no_findings():
    assert of_request("POST", "/holds", body=HOLD) == []
    assert of_request("GET", "/items", {"_per_page": "50", "q": "{}"}) == []
    assert of_answer("GET", "/libraries", 200, [{"library_id": "DQ01", "name": "一馆"}]) == []
    assert CONTRACT.of_answer("DELETE", "/holds/1", 204, "", b"") == []


@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("GET", "/nothing", {}, None),
        ("PUT", "/holds", {}, HOLD),
        ("POST", "/holds", {}, None),
        ("POST", "/holds", {}, {**HOLD, "patron_id": "1"}),
        ("POST", "/holds", {}, {**HOLD, "priority": 1}),
        ("POST", "/holds", {}, {"patron_id": 1}),
        ("GET", "/items", {"per_page": "50"}, None),
        ("GET", "/items", {"_page": "0"}, None),
        ("GET", "/items", {"_page": "one"}, None),
        ("GET", "/items", {}, {"q": 1}),
        ("GET", "/biblios/1000/pickup_locations", {}, None),
    ],
)
def test_wrong_request_is_found(method, path, query, body):
    assert of_request(method, path, query, body)


def test_request_without_a_token_is_found():
    assert of_request("GET", "/libraries", headers={})


@pytest.mark.parametrize(
    ("method", "path", "status", "value", "kind"),
    [
        ("GET", "/libraries", 200, [{"name": "一馆"}], "application/json"),
        ("GET", "/libraries", 200, {}, "application/json"),
        ("GET", "/libraries", 200, [], "text/html"),
        ("GET", "/libraries", 418, {}, "application/json"),
        ("POST", "/holds", 201, {"hold_id": 1}, "application/json"),
        ("POST", "/holds", 403, {}, "application/json"),
        ("GET", "/items", 200, [{"item_id": "1"}], "application/json"),
    ],
)
def test_wrong_answer_is_found(method, path, status, value, kind):
    assert of_answer(method, path, status, value, kind)


def test_stand_in_collects_what_its_visitor_does_wrong(running_koha):
    running_koha.reset()
    form = {"client_id": CLIENT_ID, "client_secret": SECRET}
    running_koha.answer(Request("POST", "/oauth/token", {}, {}, form))
    assert running_koha.violations == ["tokenOAuth: body: 'grant_type' is a required property"]


def test_stand_in_is_held_to_the_contract_itself(running_koha, monkeypatch):
    running_koha.reset()
    monkeypatch.setattr(running_koha, "_answer", lambda request: Reply.json(200, [{"name": 1}]))
    running_koha.answer(replace(Request("GET", "/libraries", {}, AUTHORIZED)))
    assert len(running_koha.violations) == 2
    assert all(text.startswith("listLibraries: 200") for text in running_koha.violations)
