"""Addresses of a reader's own year, below /me/ as all that is personal."""

from django.urls import path
from django.views.generic import RedirectView

from reports.own_year import views

app_name = "own_year"
urlpatterns = [
    path("me/year/", views.latest, name="latest"),
    path("me/year/<int:year>/", views.year, name="year"),
    path("my/year/<int:year>/", RedirectView.as_view(pattern_name="own_year:year")),
]
