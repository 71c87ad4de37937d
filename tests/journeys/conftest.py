"""A whole portal for the journeys: demo, two workers, page cache, as `make run` has it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from portal.demo.accounts import PASSWORD
from tests import servers


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """All journeys go to one process, which builds the portal for them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("portal"))


@dataclass
class Portal:
    address: str
    environment: dict[str, str]
    known: dict[str, str] = field(default_factory=dict)

    def shell(self, code: str) -> str:
        """What *code* prints inside the portal's own process environment."""
        return servers.manage(self.environment, "shell", "-v0", "-c", code).strip()

    def page_id(self, model: str) -> str:
        """The Chinese page of *model*; each question starts a process, so it is asked once."""
        if model not in self.known:
            app, name = model.split(".")
            self.known[model] = self.shell(
                f"from {app}.models import {name} as P\n"
                "print(P.objects.filter(locale__language_code='zh-hans').first().pk)"
            ).splitlines()[-1]
        return self.known[model]


@pytest.fixture(scope="session")
def portal(tmp_path_factory) -> Iterator[Portal]:
    state = tmp_path_factory.mktemp("portal")
    port = servers.free_port()
    environment = servers.demo_environment(state, PORTAL_BASE_URL=f"http://127.0.0.1:{port}")
    with servers.server(servers.granian(port), port, environment) as address:
        yield Portal(address, environment)


@pytest.fixture
def visit(portal, chromium):
    """Open windows on the portal; a page that asks another host or breaks fails the test."""
    contexts, troubles = [], []

    def open_window(
        *, width: int = 1280, script: bool = True, reading: str = "", **options
    ) -> Page:
        context = chromium.new_context(
            base_url=portal.address,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            **options,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        if reading:
            context.add_cookies([{"name": "reading", "value": reading, "url": portal.address}])
        page = context.new_page()
        page.on("request", lambda request: _own(request.url))
        page.on("console", lambda message: _policy(message.text))
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        return page

    def _own(url: str) -> None:
        if not url.startswith((portal.address, "data:", "blob:", "about:")):
            troubles.append(f"another host was asked: {url}")

    def _policy(text: str) -> None:
        if "Content Security Policy" in text:
            troubles.append(text)

    yield open_window
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def sign_in(visit):
    """Sign in as one of the demo's accounts and return the window."""

    def enter(username: str, **options) -> Page:
        page = visit(**options)
        page.goto("/accounts/login/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("main form button[type=submit]")
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return page

    return enter
