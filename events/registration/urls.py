"""Addresses of registration for readers."""

from django.urls import path

from events.registration import views

app_name = "registration"
urlpatterns = [
    path("live/places/", views.live_rows, name="live_rows"),
    path("live/places/<uuid:uid>/", views.live, name="live"),
    path("events/o/<uuid:uid>/register/", views.register, name="register"),
    path("me/calendar/", views.calendar_address, name="calendar_address"),
    path("me/calendar/<str:token>.ics", views.own_calendar_feed, name="own_calendar"),
    path("me/feedback/<str:token>/", views.feedback, name="feedback"),
    path("me/registrations/", views.registrations, name="registrations"),
    path("me/registrations/<uuid:uid>/", views.registration, name="registration"),
    path("me/registrations/<uuid:uid>.ics", views.registration_file, name="registration_file"),
    path("me/registrations/<uuid:uid>/party/", views.change_party, name="change_party"),
    path("me/registrations/<uuid:uid>/cancel/", views.cancel, name="cancel"),
    path("me/registrations/<uuid:uid>/accept/", views.accept, name="accept"),
    path("me/registrations/<uuid:uid>/decline/", views.decline, name="decline"),
]
