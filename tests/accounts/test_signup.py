import re

import pytest
from allauth.account.models import EmailAddress

from portal.accounts.models import ConsentKind, Reader, User
from portal.notify.models import Message
from tests.factories.accounts import PASSWORD, ConsentTextFactory, ReaderFactory

pytestmark = pytest.mark.django_db
URL = "/accounts/signup/"


def _form(text, **changes):
    return {
        "email": "new@example.org",
        "password1": PASSWORD,
        "nickname": "书虫",
        "agree": "on",
        "agreed_version": text.version,
    } | changes


def _code(mail) -> str:
    return re.search(r"^ {4}(\S+)$", mail.body, re.MULTILINE)[1]


@pytest.fixture
def send_mail(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_signup_makes_a_reader_who_agreed_and_confirms_by_code(
    client, privacy_text, mailoutbox, send_mail
):
    with send_mail():
        answer = client.post("/en" + URL, _form(privacy_text))
    assert answer["Location"] == "/en/accounts/confirm-email/"
    reader = Reader.objects.get()
    assert (reader.nickname, reader.language) == ("书虫", "en")
    assert reader.consents.get().text == privacy_text
    assert "new" not in reader.user.username
    assert "sessionid" in client.cookies
    assert client.get("/en/me/bar/").context["bar"] is None

    answer = client.post("/en/accounts/confirm-email/", {"code": _code(mailoutbox[0])})
    assert answer["Location"] == "/en/me/"
    assert EmailAddress.objects.get().verified
    assert client.cookies["auth"].value == "1"


def test_signup_with_a_wrong_code_stays_out(client, privacy_text):
    client.post(URL, _form(privacy_text))
    answer = client.post("/accounts/confirm-email/", {"code": "WRONG1"})
    assert answer.status_code == 200
    assert "code" in answer.context["form"].errors
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agree": ""}, "agree"),
        ({"agreed_version": "0"}, "agree"),
        ({"agreed_version": ""}, "agree"),
        ({"nickname": ""}, "nickname"),
        ({"nickname": "…"}, "nickname"),
        ({"nickname": "书" * 21}, "nickname"),
        ({"email": "nobody"}, "email"),
        ({"email": "a\x00b@example.org"}, "email"),
        ({"password1": "12345678"}, "password1"),
        ({"password1": ""}, "password1"),
    ],
)
def test_signup_shows_errors_at_the_field(client, privacy_text, changes, field):
    answer = client.post(URL, _form(privacy_text, **changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert f'id="id_{field}_error"' in answer.text
    assert not User.objects.exists()


def test_signup_after_the_text_changed_shows_the_new_one_unticked(client, privacy_text):
    newer = ConsentTextFactory(kind=ConsentKind.PRIVACY)
    answer = client.post(URL, _form(privacy_text))
    assert f'name="agreed_version" value="{newer.version}"' in answer.text
    assert "checked" not in answer.text


def test_signup_without_a_privacy_text_is_closed(client, db):
    assert "尚" in client.get(URL).text or "not possible" in client.get(URL).text
    client.post(URL, {"email": "new@example.org", "password1": PASSWORD, "nickname": "书虫"})
    assert not User.objects.exists()


def test_signup_does_not_tell_whether_an_address_has_an_account(
    client, privacy_text, mailoutbox, send_mail
):
    known = ReaderFactory().user
    with send_mail():
        taken = client.post(URL, _form(privacy_text, email=known.email.upper()))
    page_taken = client.get(taken["Location"])
    client.cookies.clear()
    with send_mail():
        free = client.post(URL, _form(privacy_text))
    page_free = client.get(free["Location"])
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    strip = re.compile(r'csrfmiddlewaretoken" value="\w+"|\S+@example.org')
    assert strip.sub("", page_taken.text) == strip.sub("", page_free.text)
    assert User.objects.count() == 2
    assert [mail.to[0] for mail in mailoutbox] == [known.email, "new@example.org"]


def test_letters_of_the_account_are_wiped_once_sent(client, privacy_text, mailoutbox, send_mail):
    with send_mail():
        client.post(URL, _form(privacy_text))
    message = Message.objects.get()
    assert (message.context, message.text, message.html) == ({}, "", "")


def test_too_many_signups_are_answered_429(client, privacy_text, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    client.post(URL, {})
    answer = client.post(URL, {})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
