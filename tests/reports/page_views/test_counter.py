"""Page views are counted around the page cache, and nothing about who opened a page is."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError

from portal.core.pagecache import PageCache
from reports.page_views import middleware
from reports.page_views.counter import PageViewCounter
from reports.page_views.models import DayViews
from reports.page_views.robots import is_robot
from reports.page_views.sections import Section, section_of
from tests.core.test_pagecache import Answer, Site
from tests.factories.home import site_tree

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _no_thread(monkeypatch):
    monkeypatch.setattr(PageViewCounter, "_start_writer", lambda self: None)


def cached(views, app=None):
    """A page cache around *app* that tells *views* of what it answers."""
    app = app or Site()
    return PageCache(app, parameters=["q"], session_cookie="sessionid", on_page=views.count)


def asked(views, app=None, *, times=2, **environ):
    """A cache asked so often, the first time without a page in it; what was counted of it."""
    cache = cached(views, app)
    answers = [Answer(cache, **{"user_agent": FIREFOX, **environ}) for _ in range(times)]
    return answers[-1]


def test_pages_that_the_cache_answers_are_counted():
    views = PageViewCounter()
    first = asked(views, path="/events/", times=3)
    assert views.counts == {(Section.EVENTS, False): 2}  # the first was made by Django
    again = asked(views, path="/en/events/a/", if_none_match="*")
    assert (first.status, again.status) == ("200 OK", "304 Not Modified")
    assert views.counts == {(Section.EVENTS, False): 3}


@pytest.mark.django_db
def test_every_opening_counts_once_whoever_answers(settings, monkeypatch):
    settings.PORTAL_COUNT_VIEWS = True
    views = PageViewCounter()
    monkeypatch.setattr(middleware, "views", views)
    site_tree()
    cache = cached(views, WSGIHandler())
    agent = {"user_agent": FIREFOX, "host": "testserver"}
    for cookie in ("", "", "sessionid=abc"):  # made, kept, let through
        assert Answer(cache, "/search/", cookie=cookie, **agent).status == "200 OK"
    assert views.counts == {(Section.SEARCH, False): 3}
    for path in ("/nothing-here/", "/figures/data/catalogue.jsonld", "/me/"):
        Answer(cache, path, **agent)
    Answer(cache, "/search/", method="POST", **agent)
    assert views.counts == {(Section.SEARCH, False): 3}


@pytest.mark.parametrize(
    "environ",
    [
        {"method": "HEAD"},
        {"hx_request": "true"},
        {"sec_fetch_dest": "empty"},
        {"sec_purpose": "prefetch;prerender"},
        {"path": "/me/"},
        {"path": "/en/accounts/login/"},
        {"path": "/admin/pages/"},
    ],
)
def test_what_is_no_view_of_a_public_page_is_not_counted(environ):
    views = PageViewCounter()
    asked(views, **environ)
    assert views.counts == {}


def test_data_is_no_page():
    views = PageViewCounter()
    asked(views, Site(**{"Content-Type": "application/json"}))
    assert views.counts == {}


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Safari/537.36 MicroMessenger/8.0", False),
        ("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/)", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 (compatible; PetalBot;+https://webmaster.petalsearch.com/)", True),
        ("Sogou web spider/4.0", True),
        ("python-requests/2.32", True),
        ("", True),
    ],
)
def test_robots_are_kept_apart(agent, expected):
    assert is_robot(agent) is expected
    views = PageViewCounter()
    asked(views, user_agent=agent)
    assert views.counts == {(Section.FRONT, expected): 1}


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", Section.FRONT),
        ("/en/", Section.FRONT),
        ("/books/12/", Section.BOOKS),
        ("/annual-report/2026/", Section.FIGURES),
        ("/en/clubs/x/", Section.COMMUNITY),
        ("/about/someone's name/", Section.PAGES),
        ("/en/me/", None),
        ("/live/places/", None),
    ],
)
def test_an_address_tells_the_kind_of_page_and_no_more(path, section):
    assert section_of(path) == section


@pytest.mark.django_db
def test_numbers_of_several_processes_add_up_and_hold_nothing_of_a_visitor():
    first, second = PageViewCounter(), PageViewCounter()
    for views in (first, second, second):
        asked(views, path="/events/")
    asked(second, user_agent="Googlebot/2.1")
    for views in (first, second, second):
        views.flush()
    rows = DayViews.objects.values_list("section", "is_robot", "count")
    assert sorted(rows) == [("events", False, 3), ("front", True, 1)]
    assert {field.name for field in DayViews._meta.fields} == {
        "id", "day", "section", "is_robot", "count",
    }  # fmt: skip


def test_nothing_is_lost_while_the_database_is_away():
    written = []

    def write(counts):
        if not written:
            written.append({})
            raise DatabaseError
        written.append(dict(counts))

    views = PageViewCounter(write=write)
    for _ in range(2):
        asked(views)
        views.flush()
    assert written[1:] == [{(Section.FRONT, False): 2}]
    assert views.counts == {}
