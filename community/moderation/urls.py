"""Addresses of moderation for readers."""

from django.urls import path

from community.moderation import views
from community.moderation.views import staff

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

# Below /admin/.
admin = (
    [
        path("", staff.QueueView.as_view(), name="queue"),
        path("cards/", staff.CardsView.as_view(), name="cards"),
        path("bulk/", staff.BulkView.as_view(), name="bulk"),
        path("all/", staff.AllView.as_view(), name="all"),
        path("history/", staff.HistoryView.as_view(), name="history"),
        path("undo/<int:pk>/", staff.UndoView.as_view(), name="undo"),
        path("<uuid:uid>/", staff.ContributionView.as_view(), name="contribution"),
        path("<uuid:uid>/decide/", staff.DecideView.as_view(), name="decide"),
    ],
    "moderation_staff",
)
