"""Addresses of events that are no pages; they stand before Wagtail's."""

from django.urls import path

from events import views
from events.feeds.atom import EventsFeed

app_name = "events"
urlpatterns = [
    path("events/calendar.ics", views.feed, name="feed"),
    path("events/poster/<slug:slug>/", views.poster, name="poster"),
    path("events/screen/<slug:slug>/", views.screen, name="screen"),
    path("events/o/<uuid:uid>/", views.occurrence, name="occurrence"),
    path("events/o/<uuid:uid>.ics", views.occurrence_file, name="occurrence_file"),
    path("events/<str:slug>/calendar.ics", views.series_feed, name="series_feed"),
    path("cal/all.ics", views.calendar, name="calendar"),
    path("cal/b/<slug:slug>.ics", views.calendar_of, {"name": "branch"}, name="calendar_branch"),
    path(
        "cal/a/<slug:slug>.ics", views.calendar_of, {"name": "audience"}, name="calendar_audience"
    ),
    path("cal/t/<slug:slug>.ics", views.calendar_of, {"name": "topic"}, name="calendar_topic"),
    path("cal/f/<str:code>.ics", views.calendar_of_choice, name="calendar_choice"),
    path("cal/s/<uuid:key>.ics", views.lasting_series_feed, name="lasting_series_feed"),
    path("feeds/events.xml", EventsFeed(), name="atom"),
]
