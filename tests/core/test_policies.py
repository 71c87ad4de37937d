import pytest
from wagtail.models import Page, Site


@pytest.fixture
def home(root_page):
    page = root_page.add_child(instance=Page(title="首页", slug="home"))
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


def test_public_policy_allows_no_inline_code(client, db):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_editor_has_its_own_policy(client, db):
    policy = client.get("/admin/login/", follow=False)["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy


def test_anonymous_answer_is_public_and_sets_no_cookie(client, home):
    answer = client.get("/nothing-here/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_security_headers(client, db):
    answer = client.get("/healthz")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_answer_to_a_signed_in_visitor_is_private(client, home, django_user_model):
    client.force_login(django_user_model.objects.create_user("li"))
    assert client.get("/healthz")["Cache-Control"].count("private")
