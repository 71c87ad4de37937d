"""Addresses of readers' works, below /works/ in each language."""

from django.urls import path

from community.works import views
from community.works.feeds import WorksFeed
from community.works.views import desk

app_name = "works"
urlpatterns = [
    path("feeds/works.xml", WorksFeed(), name="feed"),
    path("feeds/works/<slug:slug>.xml", WorksFeed(), name="call_feed"),
    path("works/", views.listing, name="listing"),
    path("works/new/", views.new, name="new"),
    path("works/slideshow/", views.slideshow, name="slideshow"),
    path("works/calls/", views.calls, name="calls"),
    path("works/calls/<slug:slug>/", views.call, name="call"),
    path("works/calls/<slug:slug>/enter/", views.enter, name="enter"),
    path("works/by/<slug:code>/", views.by_voice, name="by_voice"),
    path("works/files/<uuid:uid>/", views.file, name="file"),
    path("works/files/<uuid:uid>/small/", views.small, name="small"),
    path("works/<uuid:uid>/", views.work, name="work"),
    path("works/<uuid:uid>/edit/", views.edit, name="edit"),
    path("works/<uuid:uid>/like/", views.like, name="like"),
    path("works/<uuid:uid>/like/state/", views.like_state, name="like_state"),
    path("works/<uuid:uid>/certificate.pdf", views.certificate, name="certificate"),
    path("works/verify/<slug:code>/", views.verify, name="verify"),
]

# Below /admin/.
admin = (
    [
        path("", desk.IndexView.as_view(), name="index"),
        path("<int:pk>/", desk.SheetView.as_view(), name="sheet"),
        path("<int:pk>/table/", desk.TableView.as_view(), name="table"),
        path("<int:pk>/<uuid:uid>/", desk.ScoreView.as_view(), name="score"),
    ],
    "works_desk",
)
