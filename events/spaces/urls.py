"""Addresses of rooms and of a reader's bookings."""

from django.urls import path

from events.spaces import views

app_name = "spaces"
urlpatterns = [
    path("me/bookings/", views.bookings, name="bookings"),
    path("me/bookings/<uuid:uid>/", views.booking, name="booking"),
    path("me/bookings/<uuid:uid>.ics", views.booking_file, name="booking_file"),
    path("me/bookings/<uuid:uid>/cancel/", views.cancel, name="cancel"),
]
