import re

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.test import Client

from tests.factories.accounts import PASSWORD, ReaderFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/accounts/login/"

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "\\\\evil.example/",
    "/\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "\x00//evil.example",
    " //evil.example",
    "/\t/evil.example",
]


def _login(client, name, password=PASSWORD, **more):
    return client.post(URL, {"login": name, "password": password, **more})


def test_sign_in_by_address_and_by_username():
    user = UserFactory(username="editor")
    for name in (user.email, user.email.upper(), f" {user.email} ", "editor"):
        client = Client()
        assert _login(client, name)["Location"] == "/me/"
        assert client.session["_auth_user_id"] == str(user.pk)


def test_sign_in_page_sets_no_session(client):
    assert client.get(URL).status_code == 200
    assert set(client.cookies) == {"csrftoken"}


def test_sign_in_sets_the_hint_and_sign_out_takes_it_back(client, reader):
    _login(client, reader.user.email)
    hint = client.cookies["auth"]
    assert (hint.value, hint["httponly"], hint["samesite"]) == ("1", "", "Lax")
    assert client.cookies["sessionid"]["httponly"] is True
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.cookies["auth"].value == ""
    assert client.get("/me/").status_code == 302


def test_hint_lasts_as_long_as_the_session(client, reader):
    _login(client, reader.user.email)
    assert client.cookies["auth"]["max-age"] == ""
    _login(client := Client(), reader.user.email, remember="on")
    assert client.cookies["auth"]["max-age"] > 0


def test_sign_out_asks_first(browser):
    assert browser.get("/accounts/logout/").status_code == 200
    assert browser.get("/me/").status_code == 200


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_leads_nowhere_else(client, reader, target):
    answer = _login(client, reader.user.email, next=target)
    assert answer["Location"] == "/me/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_of_sign_out_leads_nowhere_else(browser, target):
    assert browser.post("/accounts/logout/", {"next": target})["Location"] == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_after_proving_oneself_leads_nowhere_else(browser, target):
    answer = browser.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": target})
    assert answer["Location"] == "/me/"


def test_next_cannot_carry_a_header(client, reader):
    answer = _login(client, reader.user.email, next="/me/\r\nX-Evil: 1")
    assert "X-Evil" not in answer.headers
    assert "\n" not in answer["Location"]


def test_next_leads_to_a_page_of_this_site(client, reader):
    assert _login(client, reader.user.email, next="/en/me/?a=1")["Location"] == "/en/me/?a=1"


@pytest.mark.parametrize("name", ["nobody@example.org", "nobody", "a\x00b", "'; --", "x" * 5000])
def test_wrong_name_is_a_form_error(client, name):
    answer = _login(client, name)
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_wrong_password_and_unknown_name_are_answered_alike(client, reader):
    known = _login(client, reader.user.email, "wrong")
    unknown = _login(client, "nobody@example.org", "wrong")
    strip = re.compile(r'csrfmiddlewaretoken" value="\w+"|\S+@example.org')
    assert strip.sub("", known.text) == strip.sub("", unknown.text)


@pytest.mark.parametrize("name", ["known", "nobody@example.org"])
def test_fifth_wrong_password_locks_the_name_at_this_address(client, reader, settings, name):
    settings.AXES_ENABLED = True
    name = reader.user.email if name == "known" else name
    spellings = [name, name.upper(), f" {name} ", name.title(), name]
    codes = [_login(client, spelling, "wrong").status_code for spelling in spellings]
    assert codes == [200, 200, 200, 200, 429]
    answer = _login(client, name)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "no-store" in answer["Cache-Control"]


def test_another_address_is_not_locked(client, reader, settings):
    settings.AXES_ENABLED = True
    for _ in range(5):
        _login(client, reader.user.email, "wrong")
    answer = client.post(
        URL, {"login": reader.user.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7"
    )
    assert answer["Location"] == "/me/"


def test_forwarded_address_is_not_believed_without_a_proxy(client, reader, settings):
    settings.AXES_ENABLED = True
    for number in range(5):
        client.post(
            URL,
            {"login": reader.user.email, "password": "wrong"},
            headers={"x-forwarded-for": f"192.0.2.{number}"},
        )
    assert _login(client, reader.user.email).status_code == 429


def test_forwarded_address_is_believed_behind_a_proxy(client, reader, settings):
    settings.AXES_ENABLED = True
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.post(
        URL,
        {"login": reader.user.email, "password": "wrong"},
        headers={"x-forwarded-for": "203.0.113.1, 192.0.2.9"},
    )
    assert AccessAttempt.objects.get().ip_address == "192.0.2.9"


def test_success_forgets_earlier_failures(client, reader, settings):
    settings.AXES_ENABLED = True
    for _ in range(4):
        _login(client, reader.user.email, "wrong")
    assert _login(client, reader.user.email)["Location"] == "/me/"
    assert not AccessAttempt.objects.exists()


def test_disabled_account_stays_out(client):
    user = UserFactory(is_active=False)
    _login(client, user.email)
    assert "_auth_user_id" not in client.session


def test_account_made_by_staff_needs_no_code(client):
    user = UserFactory(verified=False)
    assert _login(client, user.email)["Location"] == "/me/"
    assert EmailAddress.objects.get(user=user).verified


def test_account_without_any_address_needs_no_code(client):
    UserFactory(username="editor", email="")
    assert _login(client, "editor")["Location"] == "/me/"


def test_reader_who_never_confirmed_needs_the_code(client):
    user = UserFactory(verified=False)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    assert _login(client, user.email)["Location"] == "/accounts/confirm-email/"


def test_password_reset_does_not_tell_who_has_an_account(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    user = ReaderFactory().user
    with django_capture_on_commit_callbacks(execute=True):
        known = client.post("/accounts/password/reset/", {"email": user.email})
        unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.to[0] for mail in mailoutbox] == [user.email, "nobody@example.org"]


def test_password_reset_by_the_link_in_the_letter(
    client, mailoutbox, django_capture_on_commit_callbacks, settings
):
    user = ReaderFactory().user
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/accounts/password/reset/", {"email": user.email}, headers={"host": "localhost"}
        )
    link = re.search(r"https?://\S+/password/reset/key/\S+", mailoutbox[0].body)[0]
    assert link.startswith(settings.PORTAL_BASE_URL)
    page = client.get(link.removeprefix(settings.PORTAL_BASE_URL), follow=True)
    new = {"password1": "Osmanthus-9-moon", "password2": "Osmanthus-9-moon"}
    client.post(page.redirect_chain[-1][0], new)
    user.refresh_from_db()
    assert user.check_password("Osmanthus-9-moon")
    again = client.get(link.removeprefix(settings.PORTAL_BASE_URL), follow=True)
    assert again.context["token_fail"] is True
