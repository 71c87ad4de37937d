import pytest
from django.test import Client

from portal.notify import selectors, tokens
from portal.notify.enums import Category
from tests.factories.accounts import ReaderFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return ReaderFactory()


@pytest.fixture
def browser(client, reader):
    client.force_login(reader.user, backend="portal.accounts.backends.ReaderBackend")
    return client


def _path(user, category=Category.EVENTS):
    return "/" + tokens.unsubscribe_url(user.pk, category).split("/", 3)[3]


def test_preferences_are_for_those_signed_in(client):
    assert client.get("/me/letters/")["Location"].startswith("/accounts/login/")


def test_preferences_are_chosen_but_never_the_essential(browser, reader):
    page = browser.get("/me/letters/")
    assert 'name="essential"' in page.text
    assert "no-store" in page["Cache-Control"]
    browser.post("/me/letters/", {"news": "on"})
    wanted = selectors.preferences(reader.user)
    assert {category for category, on in wanted.items() if on} == {"essential", "news"}


def test_link_in_a_letter_asks_first(client, reader):
    answer = client.get(_path(reader.user))
    assert answer.status_code == 200
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert selectors.is_wanted(reader.user, Category.EVENTS) is True
    assert not client.cookies


def test_one_click_needs_neither_session_nor_token_of_the_form(reader):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(_path(reader.user), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not client.cookies
    assert selectors.is_wanted(reader.user, Category.EVENTS) is False


def test_unsubscribing_someone_gone_is_no_error(client):
    user = UserFactory()
    path = _path(user)
    user.delete()
    assert client.post(path).status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b", "WzEsImV2ZW50cyJd:forged", "%00", "'" * 300])
def test_forged_link_is_not_there(client, token):
    assert client.get(f"/letters/off/{token}/").status_code == 404
    assert client.post(f"/letters/off/{token}/").status_code == 404


def test_token_of_another_kind_is_not_there(client, reader):
    token = tokens._signer.sign_object({"a": 1})
    assert client.get(f"/letters/off/{token}/").status_code == 404
