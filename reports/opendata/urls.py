"""Addresses of open data; they stand before those of single figures."""

from django.urls import path, re_path

from reports.opendata import views

app_name = "opendata"
urlpatterns = [
    path("figures/data/", views.index, name="index"),
    path("figures/data/catalogue.jsonld", views.machine_catalogue, name="catalogue"),
    re_path(r"^figures/data/(?P<name>[a-z-]+)\.(?P<form>csv|json)$", views.file, name="file"),
]
