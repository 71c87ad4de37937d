"""What the Atom feeds of all apps share: the site's name, and 304 for who has it already."""

from hashlib import blake2b
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from portal.core.selectors import site_furniture

LIMIT = 30  # entries
MAX_AGE = 300  # seconds


class SiteFeed(Feed):
    """The newest of something; a reader that has it already gets a short 304."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=MAX_AGE)
        return get_conditional_response(request, etag=etag, response=response)

    def author_name(self) -> str:
        return site_furniture(get_language() or "").name
