"""Driving Debian's Chromium. What every visit is held to: no script or style the policy refuses,
no error in the console, no request to another host."""

import os

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore

from portal.accounts.models import User
from portal.core.preferences import Preferences

pytest.register_assert_rewrite("tests.browser.accessibility")

PHONE, DESK = 390, 1280


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def site(chromium, transactional_db, live_server):
    """The address of a server with an empty database."""
    return live_server.url


@pytest.fixture
def visit(site, chromium):
    """Open `visit("/events/", width=PHONE, elder="on", javascript=False)`; preferences by name."""
    contexts, complaints = [], []

    def open_page(path="/", *, width=DESK, javascript=True, color_scheme="light", **preferences):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            color_scheme=color_scheme,
            locale="zh-CN",
        )
        contexts.append(context)
        if preferences:
            value = Preferences(**preferences).to_cookie()
            context.add_cookies([{"name": Preferences.COOKIE, "value": value, "url": site}])
        page = context.new_page()
        page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _check_host(request.url, site, complaints))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _check_host(url, site, complaints):
    if not url.startswith((site, "data:", "about:", "blob:")):
        complaints.append(f"request to another host: {url}")


@pytest.fixture
def telephone(site, chromium, settings):
    """A signed-in telephone."""
    settings.PORTAL_STAFF_MFA = "optional"
    user = User.objects.create_superuser("door", "door@library.example", "plum-Rain-47")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site}
    context.add_cookies([cookie])
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda line: "Content Security" in line.text and complaints.append(line.text)
    )
    yield page
    context.close()
    assert complaints == []
