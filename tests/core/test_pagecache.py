import gzip
import io

import pytest

from portal.core import generation
from portal.core.pagecache import PageCache


class Site:
    """A WSGI application that counts how often it renders and says what it was asked."""

    def __init__(self, **headers):
        self.rendered = 0
        self.status = "200 OK"
        self.headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public"}
        self.headers.update(headers)

    def __call__(self, environ, start_response):
        self.rendered += 1
        body = f"{environ['PATH_INFO']} {environ.get('HTTP_COOKIE', '')} {self.rendered}" * 20
        start_response(self.status, [(k.replace("_", "-"), v) for k, v in self.headers.items()])
        return [body.encode()]


class Answer:
    def __init__(self, app, path="/", method="GET", query="", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "library.example",
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        self.body = b"".join(app(environ, self._start))

    def _start(self, status, headers, exc_info=None):
        self.status, self.headers = status, dict(headers)


def cached(site):
    return PageCache(site, parameters=["page", "view"], session_cookie="sessionid")


def test_page_is_rendered_once():
    site = Site()
    app = cached(site)
    first, second = Answer(app), Answer(app)
    assert site.rendered == 1
    assert first.body == second.body
    assert second.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_analytics_cookies_share_one_entry_and_do_not_reach_the_page():
    site = Site()
    app = cached(site)
    first = Answer(app, cookie="_ga=1")
    second = Answer(app, cookie="_ga=2; theme=x")
    assert site.rendered == 1
    assert first.body == second.body
    assert b"_ga" not in first.body


def test_signed_in_visitor_is_let_through():
    site = Site()
    app = cached(site)
    Answer(app)
    assert b"sessionid=abc" in Answer(app, cookie="_ga=1; sessionid=abc").body
    assert site.rendered == 2


def test_reading_preferences_have_their_own_entry():
    site = Site()
    app = cached(site)
    Answer(app)
    elder = Answer(app, cookie="reading=elder-on; _ga=3")
    assert b"elder-on" in elder.body
    assert Answer(app, cookie="reading=nonsense-x").body == Answer(app).body
    assert site.rendered == 2


@pytest.mark.parametrize(
    ("query", "renders"),
    [("page=2", 1), ("page=2&utm_source=wx", 1), ("x=1", 2), ("page=2&x=1", 2)],
)
def test_unknown_query_is_not_kept(query, renders):
    site = Site()
    app = cached(site)
    Answer(app, query=query)
    Answer(app, query=query)
    assert site.rendered == renders


def test_queries_host_and_scheme_are_told_apart():
    site = Site()
    app = cached(site)
    Answer(app, query="page=1")
    Answer(app, query="page=2")
    Answer(app, query="page=2", host="other.example")
    Answer(app, query="page=2", x_forwarded_proto="http")
    assert site.rendered == 4


def test_rise_of_the_generation_renders_anew(db, django_capture_on_commit_callbacks):
    site = Site()
    app = cached(site)
    Answer(app)
    with django_capture_on_commit_callbacks(execute=True):
        generation.bump()
    Answer(app)
    assert site.rendered == 2


def test_page_rendered_across_a_rise_is_not_kept(db, django_capture_on_commit_callbacks):
    site = Site()

    def changing(environ, start_response):
        with django_capture_on_commit_callbacks(execute=True):
            generation.bump()
        return site(environ, start_response)

    app = cached(changing)
    Answer(app)
    Answer(app)
    assert site.rendered == 2


def test_max_age_of_the_view_ends_an_entry():
    site = Site(Cache_Control="public, max-age=60")
    now = [1000.0]
    app = PageCache(site, parameters=[], session_cookie="sessionid", clock=lambda: now[0])
    Answer(app)
    now[0] += 59
    Answer(app)
    assert site.rendered == 1
    now[0] += 2
    Answer(app)
    assert site.rendered == 2


def test_etag_answers_304_without_a_body():
    app = cached(Site())
    etag = Answer(app).headers["ETag"]
    again = Answer(app, if_none_match=f'"other", {etag}')
    assert again.status == "304 Not Modified"
    assert again.body == b""
    assert again.headers["ETag"] == etag


def test_head_has_headers_and_no_body():
    site = Site()
    app = cached(site)
    head = Answer(app, method="HEAD")
    page = Answer(app)
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(page.body))
    assert site.rendered == 1


def test_gzip_is_served_to_those_who_take_it():
    app = cached(Site())
    plain = Answer(app)
    zipped = Answer(app, accept_encoding="gzip, br")
    assert gzip.decompress(zipped.body) == plain.body
    assert zipped.headers["Vary"] == "Accept-Encoding"
    assert zipped.headers["Content-Length"] == str(len(zipped.body))


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private, no-cache"},
        {"Cache_Control": "no-store"},
        {"Set_Cookie": "csrftoken=1"},
        {"Vary": "Cookie"},
    ],
)
def test_personal_answers_are_not_kept(headers):
    site = Site(**headers)
    app = cached(site)
    Answer(app)
    Answer(app)
    assert site.rendered == 2


def test_errors_and_posts_are_not_kept():
    site = Site()
    app = cached(site)
    site.status = "404 Not Found"
    Answer(app)
    assert Answer(app).status == "404 Not Found"
    Answer(app, method="POST")
    assert site.rendered == 3


def test_oldest_pages_go_when_the_store_is_full(monkeypatch):
    monkeypatch.setattr("portal.core.pagecache.MAX_TOTAL", 1000)
    site = Site()
    app = cached(site)
    for number in range(10):
        Answer(app, path=f"/{number}/")
    assert app.total <= 1000
    assert app.total == sum(entry.size for entry in app.entries.values())
    Answer(app, path="/9/")
    assert site.rendered == 10
