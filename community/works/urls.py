"""Addresses of readers' works, below /works/ in each language."""

from django.urls import path

from community.works import views

app_name = "works"
urlpatterns = [
    path("works/", views.listing, name="listing"),
    path("works/new/", views.new, name="new"),
    path("works/calls/", views.calls, name="calls"),
    path("works/calls/<slug:slug>/", views.call, name="call"),
    path("works/calls/<slug:slug>/enter/", views.enter, name="enter"),
    path("works/by/<slug:code>/", views.by_voice, name="by_voice"),
    path("works/files/<uuid:uid>/", views.file, name="file"),
    path("works/files/<uuid:uid>/small/", views.small, name="small"),
    path("works/<uuid:uid>/", views.work, name="work"),
    path("works/<uuid:uid>/edit/", views.edit, name="edit"),
]
