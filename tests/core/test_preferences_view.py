"""The form that saves reading preferences: works without script and without a token."""

import pytest
from django.urls import reverse

from portal.core.preferences import Preferences

pytestmark = pytest.mark.django_db
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def post(client):
    def _post(data, **headers):
        return client.post(reverse("core:preferences"), data, **(headers or OWN))

    return _post


def test_choice_is_kept_in_the_cookie_and_leads_back(post):
    response = post({"theme": "dark", "next": "/events/?view=month#prefs"})
    assert response.status_code == 303
    assert response["Location"] == "/events/?view=month#prefs"
    cookie = response.cookies[Preferences.COOKIE]
    assert cookie.value == "theme-dark"
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("Lax", "/", 31536000)
    assert "no-store" in response["Cache-Control"]


def test_choices_add_up(post, client):
    client.cookies[Preferences.COOKIE] = "theme-dark"
    assert post({"elder": "on"}).cookies[Preferences.COOKIE].value == "theme-dark.elder-on"


def test_reset_forgets_everything(post, client):
    client.cookies[Preferences.COOKIE] = "theme-dark.elder-on"
    response = post({"reset": "1"})
    assert response.cookies[Preferences.COOKIE].value == ""
    assert response.cookies[Preferences.COOKIE]["max-age"] == 0


def test_unknown_words_change_nothing(post, client):
    client.cookies[Preferences.COOKIE] = "theme-dark"
    response = post({"theme": "pink\x00", "font": "comic", "text": "9" * 5000})
    assert response.cookies[Preferences.COOKIE].value == "theme-dark"


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\x00",
    ],
)
def test_way_back_never_leaves_the_site(post, target):
    assert post({"theme": "dark", "next": target})["Location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "http://evil.example"},
        {"HTTP_ORIGIN": "null", "HTTP_REFERER": "http://testserver/"},
        {"HTTP_REFERER": "http://testserver.evil.example/"},
        {"HTTP_ORIGIN": "http://[broken"},
        {"HTTP_ACCEPT": "*/*"},
    ],
)
def test_forms_of_other_sites_are_refused(post, headers):
    assert post({"theme": "dark"}, **headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"HTTP_ORIGIN": "http://testserver"}, {"HTTP_REFERER": "http://testserver/lists/"}]
)
def test_older_browsers_are_recognised_by_origin_or_referer(post, headers):
    assert post({"theme": "dark"}, **headers).status_code == 303


def test_only_posting_saves(client):
    assert client.get(reverse("core:preferences")).status_code == 405
