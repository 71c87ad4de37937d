"""The moderators' queue in Chromium: sixty items by keyboard, without a page between them."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.cached_db import SessionStore

from community.moderation import services
from community.moderation.enums import Act, Lane, State
from community.moderation.models import Contribution, Decision, Reason
from portal.core import roles
from tests.factories.accounts import UserFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.reviews import book, send_review

from .accessibility import assert_accessible

ITEMS = 60


@pytest.fixture
def moderator(site):
    roles.ensure_roles()
    user = UserFactory(username="moderator")
    user.groups.add(Group.objects.get(name=roles.MODERATORS))
    return user


@pytest.fixture
def queue(site, chromium, settings, moderator):
    """The queue with sixty reviews, open in the browser of a moderator."""
    Reason.objects.all().delete()  # those of the migration, if no other test has emptied the tables
    for number in range(3):
        ReasonFactory(label=f"理由{number}", position=number)
    works = [book() for _number in range(5)]
    for number in range(ITEMS):
        send_review(works[number % 5], title=f"第{number}篇")
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": _session(moderator), "url": site}
    context.add_cookies([cookie])
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda line: "Content Security" in line.text and complaints.append(line.text)
    )
    page.goto(f"{site}/admin/moderation/")
    yield page
    context.close()
    assert complaints == []


def _session(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "portal.accounts.backends.ReaderBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def test_sixty_items_in_a_row_take_at_most_two_keys_each(queue):
    loads = []
    queue.on("framenavigated", lambda frame: loads.append(frame.url))
    presses = 0
    for number in range(ITEMS):
        card = queue.locator(".mod-card--here")
        uid = card.get_attribute("data-card")
        keys = ["r", "2"] if number % 3 == 2 else ["a"]
        for key in keys:
            queue.keyboard.press(key)
        presses += len(keys)
        queue.wait_for_function(
            "uid => document.querySelector(`[data-card='${uid}']`).hasAttribute('data-decided')",
            arg=uid,
        )
    assert queue.locator(".mod--empty").count() == 1
    assert loads == []
    assert presses / ITEMS <= 2
    assert Contribution.objects.filter(state=State.PUBLISHED).count() == 40
    assert Contribution.objects.filter(state=State.REFUSED).count() == 20
    refused = Decision.objects.filter(act=Act.REFUSED)
    assert set(refused.values_list("reason__label", flat=True)) == {"理由1"}


def test_moving_putting_aside_and_taking_back(queue):
    first = queue.locator(".mod-card--here").get_attribute("data-card")
    queue.keyboard.press("j")
    second = queue.locator(".mod-card--here").get_attribute("data-card")
    assert second != first
    queue.keyboard.press("k")
    assert queue.locator(".mod-card--here").get_attribute("data-card") == first
    queue.keyboard.press("h")
    queue.wait_for_selector(f"[data-card='{first}'][data-decided]", state="attached")
    assert Contribution.objects.get(uid=first).lane == Lane.ASIDE
    queue.keyboard.press("u")
    queue.wait_for_selector(f"[data-card='{first}']:not([data-decided])")
    assert Contribution.objects.get(uid=first).lane == Lane.NEW
    queue.keyboard.press("?")
    assert queue.locator("dialog[open]").count() == 1
    queue.keyboard.press("Escape")
    queue.keyboard.press("n")
    queue.keyboard.type("a j")  # words, not keys
    assert Contribution.objects.get(uid=first).lane == Lane.NEW
    assert_accessible(queue)


def test_a_colleague_was_quicker(queue):
    first = queue.locator(".mod-card--here").get_attribute("data-card")
    row = Contribution.objects.get(uid=first)
    colleague = UserFactory(first_name="小红")
    services.decide(row, colleague, Act.ACCEPTED)
    queue.keyboard.press("r")
    queue.keyboard.press("1")
    queue.wait_for_selector(f"[data-card='{first}'][data-decided]", state="attached")
    assert "小红" in queue.locator("[data-status]").text_content()
    assert Contribution.objects.get(uid=first).state == State.PUBLISHED
