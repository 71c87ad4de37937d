import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Group, Permission

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    user = UserFactory(username="editor")
    group = Group.objects.create(name="Editors of a test")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="portal.accounts.backends.ReaderBackend")
    return client


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/pages/"])
def test_editors_enter_by_the_one_door(client, path):
    answer = client.get(path, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_wagtails_own_form_takes_no_password(client, editor):
    client.post("/admin/login/", {"username": "editor", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_wagtails_own_sign_out_clears_the_hint(client, editor):
    client.post("/accounts/login/", {"login": "editor", "password": PASSWORD})
    client.post("/admin/logout/")
    assert client.cookies["auth"].value == ""


def test_second_factor_may_be_optional(desk):
    assert desk.get("/admin/").status_code == 200


def test_required_second_factor_leads_to_where_it_is_set_up(desk, settings):
    settings.PORTAL_STAFF_MFA = "required"
    for path in ("/admin/", "/admin/pages/", "/admin/api/main/pages/"):
        assert desk.get(path)["Location"] == "/accounts/2fa/"
    assert desk.get("/accounts/2fa/").status_code == 200


def test_required_second_factor_does_not_concern_readers(browser, settings):
    settings.PORTAL_STAFF_MFA = "required"
    assert browser.get("/me/").status_code == 200
    assert browser.get("/admin/")["Location"] != "/accounts/2fa/"


def test_editor_with_second_factor_enters(desk, editor, settings):
    settings.PORTAL_STAFF_MFA = "required"
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    assert desk.get("/admin/").status_code == 200


def test_enrolment_asks_for_the_password_and_gives_recovery_codes(desk, editor):
    page = desk.get("/accounts/2fa/totp/activate/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/reauthenticate/")
    desk.post(page.redirect_chain[-1][0], {"password": PASSWORD})
    page = desk.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.text
    answer = desk.post("/accounts/2fa/totp/activate/", {"code": _code(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    codes = desk.get(answer["Location"])
    assert len(codes.context["unused_codes"]) == 10
    stored = str([factor.data for factor in Authenticator.objects.all()])
    assert secret not in stored


def test_second_step_stands_between_password_and_session(client, editor):
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    answer = client.post("/accounts/login/", {"login": "editor", "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.context["form"].errors
    client.post("/accounts/2fa/authenticate/", {"code": _code("JBSWY3DPEHPK3PXP")})
    assert client.get("/admin/").status_code == 200


def test_codes_cannot_be_guessed_for_long(client, editor):
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    client.post("/accounts/login/", {"login": "editor", "password": PASSWORD})
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": _code("JBSWY3DPEHPK3PXP")})
    assert "_auth_user_id" not in client.session
