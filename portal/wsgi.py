"""WSGI entry point: Django behind the page cache for anonymous visitors (design, D6)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from portal.core.pagecache import PageCache  # noqa: E402
from reports.page_views.counter import views  # noqa: E402

if settings.PORTAL_PAGE_CACHE:
    application = PageCache(
        application,
        parameters=settings.PORTAL_CACHED_PARAMETERS,
        session_cookie=settings.SESSION_COOKIE_NAME,
        on_page=views.count if settings.PORTAL_COUNT_VIEWS else None,
    )
