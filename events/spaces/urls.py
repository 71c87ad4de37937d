"""Addresses of rooms and of a reader's bookings."""

from django.urls import path

from events.spaces import views

app_name = "spaces"
urlpatterns = [
    path("spaces/", views.catalogue, name="catalogue"),
    path("spaces/<slug:library>/<slug:slug>/", views.space, name="space"),
    path("spaces/<slug:library>/<slug:slug>/book/", views.book, name="book"),
    path("spaces/<slug:library>/<slug:slug>/door/", views.door, name="door"),
    path("me/bookings/", views.bookings, name="bookings"),
    path("me/bookings/<uuid:uid>/", views.booking, name="booking"),
    path("me/bookings/<uuid:uid>.ics", views.booking_file, name="booking_file"),
    path("me/bookings/<uuid:uid>/move/", views.move, name="move"),
    path("me/bookings/<uuid:uid>/cancel/", views.cancel, name="cancel"),
]
