"""The portal without its page cache, behind Django's own cache middleware with Redis."""

import os

from portal.settings.dev import *  # noqa: F403

PORTAL_PAGE_CACHE = False
CACHES = {
    **CACHES,  # noqa: F405
    "pages": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ["PEER_REDIS_URL"],
    },
}
CACHE_MIDDLEWARE_ALIAS = "pages"
CACHE_MIDDLEWARE_SECONDS = 600
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    # Django's middleware keeps nothing that says max-age=0, which ours tells browsers.
    "benchmarks.peer_settings.WithoutPolicy",
    "django.middleware.gzip.GZipMiddleware",  # inside the cache: kept compressed, as ours is
    *MIDDLEWARE,  # noqa: F405
    "django.middleware.cache.FetchFromCacheMiddleware",
]


class WithoutPolicy:
    """Takes the Cache-Control header off, so that the peer may keep the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.pop("Cache-Control", None)
        return response
