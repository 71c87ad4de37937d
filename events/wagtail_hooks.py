"""What Wagtail is told of events."""

from django.urls import include, path
from wagtail import hooks

from events.views import admin


@hooks.register("register_admin_urls")
def admin_urls():
    urls = ([path("dates/", admin.dates, name="dates")], "events_admin")
    return [path("events/", include(urls, namespace="events_admin"))]
