import json

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from portal.accounts.models import ConsentKind, FamilyMember, User
from tests.factories.accounts import (
    PASSWORD,
    ConsentFactory,
    ConsentTextFactory,
    FamilyMemberFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
CHILD = {"nickname": "豆豆", "birth_year": "2021", "birth_month": "3"}
PAGES = ["/me/", "/me/profile/", "/me/family/add/", "/me/delete/", "/me/delete/confirm/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_are_for_those_signed_in_and_kept_by_nobody(client, browser, page, prefix):
    path = prefix + page
    assert client.get(path)["Location"].startswith(f"{prefix}/accounts/login/?next={prefix}/me/")
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.text


def test_me_shows_ones_own_things_only(browser, reader):
    FamilyMemberFactory(guardian=reader, nickname="豆豆")
    FamilyMemberFactory(nickname="别家孩子")
    text = browser.get("/me/").text
    assert "豆豆" in text
    assert "别家孩子" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_me_costs_the_same_for_every_family(browser, reader, count, django_assert_num_queries):
    FamilyMemberFactory.create_batch(count, guardian=reader)
    browser.get("/me/")
    with django_assert_num_queries(16):
        browser.get("/me/")


def test_user_without_reader_becomes_one(client):
    user = UserFactory()
    client.force_login(user, backend="portal.accounts.backends.ReaderBackend")
    assert client.get("/me/").status_code == 200
    assert User.objects.get().reader.nickname.endswith(str(user.pk))


def test_bar_for_strangers_offers_sign_in_and_takes_a_stale_hint_back(client):
    client.cookies["auth"] = "1"
    answer = client.get("/me/bar/")
    assert "/accounts/login/" in answer.text
    assert client.cookies["auth"].value == ""
    assert "no-store" in answer["Cache-Control"]


def test_bar_for_readers_costs_three_queries(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        text = browser.get("/me/bar/").text
    assert "书虫" in text
    assert "/admin/" not in text


def test_bar_leads_editors_to_their_desk(browser, reader):
    reader.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert "/admin/" in browser.get("/me/bar/").text


def test_profile_is_changed(browser, reader):
    answer = browser.post("/me/profile/", {"nickname": " ＡＢ ", "language": "en"})
    assert answer["Location"] == "/me/"
    reader.refresh_from_db()
    assert (reader.nickname, reader.language) == ("AB", "en")


@pytest.mark.parametrize(
    "values", [{"nickname": "", "language": "en"}, {"nickname": "AB", "language": "xx"}]
)
def test_profile_refuses_nonsense(browser, values):
    assert browser.post("/me/profile/", values).context["form"].errors


def test_child_is_entered_with_consent(browser, reader):
    text = ConsentTextFactory(kind=ConsentKind.CHILDREN)
    answer = browser.post(
        "/me/family/add/", CHILD | {"agree": "on", "agreed_version": text.version}
    )
    assert answer["Location"] == "/me/"
    assert reader.family.get().nickname == "豆豆"
    assert reader.consents.get().text == text


@pytest.mark.parametrize(
    ("sent", "led_to"),
    [
        ("/events/o/1/register/", "/events/o/1/register/"),
        ("//evil.example/", "/me/"),
        ("https://evil.example/", "/me/"),
        ("", "/me/"),
    ],
)
def test_who_came_from_a_form_goes_back_to_it(browser, sent, led_to):
    text = ConsentTextFactory(kind=ConsentKind.CHILDREN)
    values = CHILD | {"agree": "on", "agreed_version": text.version}
    answer = browser.post(f"/me/family/add/?next={sent}", values)
    assert answer["Location"] == led_to


@pytest.mark.parametrize(
    "changes",
    [
        {"agree": ""},
        {"agreed_version": "9"},
        {"birth_month": "13"},
        {"birth_year": "1800"},
        {"birth_year": "x"},
        {"birth_year": "2999", "birth_month": "1"},
        {"nickname": "\x00"},
        {"nickname": ""},
        {"nickname": "豆" * 21},
    ],
)
def test_child_is_refused_without_consent_or_with_nonsense(browser, changes):
    text = ConsentTextFactory(kind=ConsentKind.CHILDREN)
    values = CHILD | {"agree": "on", "agreed_version": text.version} | changes
    assert browser.post("/me/family/add/", values).context["form"].errors
    assert not FamilyMember.objects.exists()


def test_child_by_a_used_name_is_an_error_of_the_form(browser, reader):
    member = FamilyMemberFactory(guardian=reader, nickname="豆豆")
    text = reader.consents.get().text
    answer = browser.post(
        "/me/family/add/", CHILD | {"agree": "on", "agreed_version": text.version}
    )
    assert answer.context["form"].errors
    assert reader.family.get() == member


def test_child_is_changed_and_removed(browser, reader):
    member = FamilyMemberFactory(guardian=reader)
    browser.post(f"/me/family/{member.pk}/", CHILD)
    assert reader.family.get().nickname == "豆豆"
    assert browser.get(f"/me/family/{member.pk}/remove/").status_code == 200
    assert reader.family.exists()
    browser.post(f"/me/family/{member.pk}/remove/")
    assert not reader.family.exists()


@pytest.mark.parametrize("action", ["", "remove/"])
def test_child_of_others_is_not_there(browser, action):
    member = FamilyMemberFactory()
    for path in (f"/me/family/{member.pk}/{action}", f"/me/family/99999/{action}"):
        assert browser.get(path).status_code == 404
        assert browser.post(path, CHILD).status_code == 404
    assert FamilyMember.objects.get().nickname == member.nickname


def test_new_version_of_a_text_is_offered_and_agreed_to(browser, reader):
    text = ConsentTextFactory()
    assert browser.get("/me/").context["texts_to_agree"] == [text]
    assert browser.get("/me/consents/agree/privacy/").status_code == 200
    browser.post("/me/consents/agree/privacy/", {"version": "0"})
    assert not reader.consents.exists()
    browser.post("/me/consents/agree/privacy/", {"version": text.version})
    assert reader.consents.get().text == text
    assert browser.get("/me/").context["texts_to_agree"] == []


def test_consent_is_withdrawn_after_a_question(browser, reader):
    FamilyMemberFactory(guardian=reader, nickname="豆豆")
    consent = reader.consents.get()
    path = f"/me/consents/{consent.pk}/withdraw/"
    assert "豆豆" in browser.get(path).text
    assert reader.family.exists()
    browser.post(path)
    assert not reader.family.exists()
    assert browser.get(path).status_code == 404


def test_privacy_consent_cannot_be_withdrawn_alone(browser, reader):
    consent = ConsentFactory(reader=reader)
    browser.post(f"/me/consents/{consent.pk}/withdraw/")
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_consent_of_others_is_not_there(browser):
    consent = FamilyMemberFactory().guardian.consents.get()
    assert browser.post(f"/me/consents/{consent.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("path", ["privacy/", "privacy/1/"])
def test_text_in_force_is_open_to_everyone(client, privacy_text, path):
    answer = client.get("/en/accounts/texts/" + path)
    assert "We keep only what is needed." in answer.text
    assert not client.cookies


def test_text_that_was_in_force_says_so(client, privacy_text):
    ConsentTextFactory()
    assert client.get("/accounts/texts/privacy/1/").context["is_current"] is False


@pytest.mark.parametrize("path", ["privacy/9/", "nothing/", "children/"])
def test_text_that_is_not_there(client, privacy_text, path):
    ConsentTextFactory(kind=ConsentKind.CHILDREN, published_at=None)
    assert client.get("/accounts/texts/" + path).status_code == 404


def test_download_asks_for_the_password_and_hands_over_a_file(reader):
    client = Client()
    client.post("/accounts/login/", {"login": reader.user.email, "password": PASSWORD})
    asked = client.post("/me/data/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    answer = client.post(asked["Location"], {"password": PASSWORD})
    assert answer["Content-Disposition"] == 'attachment; filename="my-library.json"'
    assert "no-store" in answer["Cache-Control"]
    assert reader.nickname in json.dumps(json.loads(answer.content), ensure_ascii=False)
    assert client.get("/me/data/").status_code == 405


def test_account_is_deleted_in_two_steps(browser, reader):
    assert browser.get("/me/delete/").status_code == 200
    browser.post("/me/delete/confirm/", {"is_sure": "on", "password": "wrong"})
    browser.post("/me/delete/confirm/", {"password": PASSWORD})
    assert User.objects.exists()
    browser.cookies["auth"] = "1"
    answer = browser.post("/me/delete/confirm/", {"is_sure": "on", "password": PASSWORD})
    assert answer["Location"] == "/accounts/deleted/"
    assert not User.objects.exists()
    assert browser.cookies["auth"].value == ""
    assert browser.get(answer["Location"]).status_code == 200


def test_guessing_the_password_while_deleting_locks(browser, reader, settings):
    settings.AXES_ENABLED = True
    codes = [
        browser.post("/me/delete/confirm/", {"is_sure": "on", "password": "wrong"}).status_code
        for _ in range(5)
    ]
    assert codes == [200, 200, 200, 200, 429]


def test_posts_need_a_token_of_ours(reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader.user, backend="portal.accounts.backends.ReaderBackend")
    for path in ("/me/profile/", "/me/delete/confirm/", "/me/data/", "/accounts/logout/"):
        assert client.post(path).status_code == 403
