"""An answer with its validator: a program that asks again is told 304 before anything is read."""

from collections.abc import Callable, Iterable
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from pydantic import BaseModel

from portal.core import generation

FORMAT = "1"  # raise it when answers change without a row changing: everybody reads anew
MAX_AGE = 300  # seconds


def answer(
    request: HttpRequest,
    version: Iterable[object],
    read: Callable[[], BaseModel],
    *,
    max_age: int = MAX_AGE,
) -> HttpResponseBase:
    """What *read* gives as JSON, or 304 if the caller has it; for GET and HEAD.

    The validator is made of the content generation, the day, the address and *version*: what else
    tells that the answer has changed.
    """
    etag = _etag(request, version)
    response: HttpResponseBase | None = etag and get_conditional_response(request, etag)
    if response is None or response.status_code != 304:
        body = read().model_dump_json(by_alias=True).encode()
        response = HttpResponse(
            b"" if request.method == "HEAD" else body, content_type="application/json"
        )
        response["Content-Length"] = str(len(body))
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={max_age}"
    return response


def _etag(request: HttpRequest, version: Iterable[object]) -> str | None:
    """Weak: a server before us may compress the body. None while the generation is unknown."""
    current = generation.current()
    if current < 0:
        return None
    today = timezone.localdate()
    base = settings.PORTAL_BASE_URL
    parts = [FORMAT, base, request.get_full_path(), current, today, *version]
    digest = blake2b("|".join(map(str, parts)).encode(), digest_size=16).hexdigest()
    return f"W/{quote_etag(digest)}"
