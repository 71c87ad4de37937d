"""Addresses of the shared kernel that depend on no language."""

from django.urls import path

from .views import preferences

app_name = "core"
urlpatterns = [
    path("preferences/", preferences.save, name="preferences"),
]
