"""Whole pages for anonymous visitors, answered before Django is reached (design, D6).

Public pages are the same for everybody but for language (in the address) and reading preferences (a
small closed set in one cookie), so a page is kept under host, path, known query and preferences.
Analytics cookies, and any other, do not matter. A signed-in visitor is always let through.

A kept page dies when the content generation rises or when the `max-age` its view gave has passed.
Browsers are told to ask again each time and get a 304, so that nobody is shown a page older than
the last publication.
"""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from portal.core import generation
from portal.core.preferences import Preferences

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]

DEFAULT_TTL = 300  # seconds
MAX_BODY = 1024 * 1024
MAX_TOTAL = 64 * 1024 * 1024
BROWSER_POLICY = "public, max-age=0, must-revalidate"
DROPPED_HEADERS = {"content-length", "vary", "etag", "content-encoding"}


class Entry(NamedTuple):
    generation: int
    expires: float
    etag: str
    status: str
    headers: Headers  # for the plain body, with its length
    headers_gzip: Headers
    body: bytes
    body_gzip: bytes
    is_page: bool

    @property
    def size(self) -> int:
        return len(self.body) + len(self.body_gzip)


class PageCache:
    """Wraps a WSGI application.

    *parameters* are the query parameters pages know; `utm_*` is dropped, and an address with any
    other goes through uncached. *session_cookie* names the cookie of a signed-in visitor. *on_page*
    is told of each HTML page that is answered from here, for the application does not see it.
    When the kept pages outgrow MAX_TOTAL bytes, those made longest ago go first.
    """

    def __init__(
        self,
        app: App,
        *,
        parameters: Iterable[str],
        session_cookie: str,
        on_page: Callable[[Environ], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.clock = clock
        self.parameters = frozenset(parameters)
        self.on_page = on_page
        self.session_mark = f"{session_cookie}="
        self.entries: OrderedDict[tuple[str, ...], Entry] = OrderedDict()
        self.total = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":
            return self.app(environ, start_response)
        cookie = environ.get("HTTP_COOKIE")
        preferences = ""
        if cookie:
            if self.session_mark in cookie or "messages=" in cookie:
                return self.app(environ, start_response)
            if f"{Preferences.COOKIE}=" in cookie:
                preferences = _preferences(cookie)
        query = environ.get("QUERY_STRING")
        if query:
            query = self._known_query(query)
            if query is None:
                return self.app(environ, start_response)
        key = (
            environ.get("HTTP_HOST", ""),
            environ["PATH_INFO"],
            query or "",
            preferences,
            environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"],
        )
        entry = self.entries.get(key)
        if (
            entry is not None
            and entry.generation == generation.current()
            and entry.expires > self.clock()
        ):
            if self.on_page is not None and entry.is_page and method == "GET":
                self.on_page(environ)
            return _serve(entry, environ, start_response)
        return self._render(key, environ, start_response)

    def _known_query(self, query: str) -> str | None:
        pairs = []
        for name, value in parse_qsl(query, keep_blank_values=True):
            if name in self.parameters:
                pairs.append((name, value))
            elif not name.startswith("utm_"):
                return None
        return urlencode(pairs)

    def _render(
        self, key: tuple[str, ...], environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        before = generation.current()
        answer: list[Any] = []

        def remember(status: str, headers: Headers, exc_info: Any = None) -> Callable[..., Any]:
            answer[:] = [status, headers]
            return lambda _data: None

        asked = dict(environ)
        for name in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
            asked.pop(name, None)  # the cache answers these from the whole, plain page
        asked["REQUEST_METHOD"] = "GET"
        asked["HTTP_COOKIE"] = f"{Preferences.COOKIE}={key[3]}" if key[3] else ""
        chunks = self.app(asked, remember)
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        status, headers = answer
        entry = _entry(before, self.clock(), status, headers, body)
        if entry is None:
            start_response(status, headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        if before >= 0 and before == generation.current():
            self._keep(key, entry)
        return _serve(entry, environ, start_response)

    def _keep(self, key: tuple[str, ...], entry: Entry) -> None:
        old = self.entries.pop(key, None)
        self.total += entry.size - (old.size if old else 0)
        self.entries[key] = entry
        while self.total > MAX_TOTAL and self.entries:
            _key, dropped = self.entries.popitem(last=False)
            self.total -= dropped.size


def _preferences(cookie: str) -> str:
    """The canonical text of the preference cookie, so that odd values share an entry."""
    for part in cookie.split(";"):
        name, _, value = part.strip().partition("=")
        if name == Preferences.COOKIE:
            return Preferences.from_cookie(value.strip('"')).to_cookie()
    return ""


def _entry(
    generation_before: int, now: float, status: str, headers: Headers, body: bytes
) -> Entry | None:
    """The answer as something to keep, or nothing when it is personal, partial or too large."""
    named = {name.lower(): value for name, value in headers}
    policy = named.get("cache-control", "")
    if (
        not status.startswith("200")
        or "public" not in policy
        or "set-cookie" in named
        or len(body) > MAX_BODY
        or "cookie" in named.get("vary", "").lower()
        or named.get("content-encoding")
    ):
        return None
    kept = [(name, value) for name, value in headers if name.lower() not in DROPPED_HEADERS]
    is_page = named.get("content-type", "").startswith("text/html")
    if is_page:
        kept = [(n, BROWSER_POLICY if n.lower() == "cache-control" else v) for n, v in kept]
    etag = named.get("etag") or f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    kept += [("Vary", "Accept-Encoding"), ("ETag", etag)]
    zipped = gzip.compress(body, 6, mtime=0)
    return Entry(
        generation_before,
        now + _ttl(policy),
        etag,
        status,
        [*kept, ("Content-Length", str(len(body)))],
        [*kept, ("Content-Encoding", "gzip"), ("Content-Length", str(len(zipped)))],
        body,
        zipped,
        is_page,
    )


def _ttl(policy: str) -> float:
    for part in policy.split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.isdigit() and int(value):
            return min(int(value), DEFAULT_TTL)
    return DEFAULT_TTL


def _serve(entry: Entry, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and _matches(asked, entry.etag):
        kept = [(n, v) for n, v in entry.headers if n not in ("Content-Length", "Content-Type")]
        start_response("304 Not Modified", kept)
        return [b""]
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        headers, body = entry.headers_gzip, entry.body_gzip
    else:
        headers, body = entry.headers, entry.body
    start_response(entry.status, headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def _matches(asked: str, etag: str) -> bool:
    """Weak comparison (RFC 9110, 13.1.2)."""
    wanted = etag.removeprefix("W/")
    return asked.strip() == "*" or any(
        tag.strip().removeprefix("W/") == wanted for tag in asked.split(",")
    )
