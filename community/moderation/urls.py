"""Addresses of moderation for readers."""

from django.urls import path

from community.moderation import views

app_name = "moderation"
urlpatterns = [
    path("me/contributions/", views.contributions, name="contributions"),
    path("me/contributions/<uuid:uid>/", views.contribution, name="contribution"),
    path("me/contributions/<uuid:uid>/approve/", views.approve, name="approve"),
    path("me/contributions/<uuid:uid>/decline/", views.decline, name="decline"),
    path("me/contributions/<uuid:uid>/withdraw/", views.withdraw, name="withdraw"),
    path("me/contributions/<uuid:uid>/appeal/", views.appeal, name="appeal"),
    path("report/<uuid:uid>/", views.report, name="report"),
]
