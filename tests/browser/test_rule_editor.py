"""The rule editor in the admin: by keyboard, in another time zone, in rows that come later."""

import datetime as dt

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.core.models import ClosureDay
from tests.factories.events import published_series
from tests.factories.home import site_tree


@pytest.fixture
def editor(site, chromium, settings):
    """The page editor as an administrator sees it, in a browser that runs on New York time."""
    settings.PORTAL_STAFF_MFA = "optional"
    user = User.objects.create_superuser("admin", "admin@library.example", "plum-Rain-47")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    context = chromium.new_context(timezone_id="America/New_York", locale="zh-CN")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site}
    context.add_cookies([cookie])
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def line(page):
    return page.input_value("input[name=rule]")


def test_rule_is_written_by_keyboard_and_its_dates_are_shown(editor, site):
    index = site_tree().page("events")
    start = timezone.localdate() + dt.timedelta(days=30)
    start += dt.timedelta(days=(5 - start.weekday()) % 7)
    skipped, holiday = start + dt.timedelta(days=14), start + dt.timedelta(days=28)
    ClosureDay.objects.create(date=holiday, kind="holiday", name="清明节")
    url = reverse("wagtailadmin_pages:add", args=["events", "eventseriespage", index.pk])
    editor.goto(site + url)
    editor.fill("#id_start_date", start.isoformat())
    editor.keyboard.press("Escape")
    editor.fill("#id_start_time", "07:00")
    editor.keyboard.press("Escape")

    editor.select_option("#id_rule-freq", "WEEKLY")
    editor.locator(".event-rule input[value=SA]").focus()
    editor.keyboard.press("Space")
    assert line(editor) == "RRULE:FREQ=WEEKLY;BYDAY=SA"
    interval = editor.locator("[data-series-rule-target=interval]")
    interval.fill("2")
    interval.press("Enter")
    assert editor.url == site + url  # nothing was sent, nothing is lost
    assert line(editor) == "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"

    editor.click("#id_skipped_days-ADD")
    editor.fill("#id_skipped_days-0-date", skipped.isoformat())
    editor.keyboard.press("Escape")
    struck = editor.locator(".event-dates s")
    struck.nth(1).wait_for()
    assert struck.count() == 2
    assert "清明节" in editor.inner_text(".event-dates")
    assert "每 2 周的周六 07:00" in editor.inner_text(".event-rule")


def test_rule_the_editor_cannot_show_is_kept(editor, site):
    foreign = "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    page = published_series(site_tree().page("events"), rule=foreign)
    editor.goto(site + reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert editor.input_value("#id_rule-freq") == "FOREIGN"
    assert line(editor) == foreign
    editor.fill("#id_summary", "改了别处")
    assert line(editor) == foreign
    editor.select_option("#id_rule-freq", "MONTHDAY")
    editor.check("[data-series-rule-target=domlast]")
    assert line(editor) == "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"


def test_week_start_outlives_the_editor(editor, site):
    page = published_series(
        site_tree().page("events"), rule="RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU"
    )
    editor.goto(site + reverse("wagtailadmin_pages:edit", args=[page.pk]))
    editor.locator(".event-rule input[value=MO]").check()
    assert line(editor) == "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"
