"""Addresses of the rosters, below /admin/, and of what readers see."""

from django.urls import path

from events.rosters import views

app_name = "rosters"
REGISTRATION = "<uuid:uid>/of/<uuid:registration>"
urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("head-counts/", views.HeadCountsView.as_view(), name="head_counts"),
    path("feedback/<uuid:series>/", views.SeriesFeedbackView.as_view(), name="series_feedback"),
    path("<uuid:uid>/", views.RosterView.as_view(), name="roster"),
    path("<uuid:uid>/register/", views.OnBehalfView.as_view(), name="register"),
    path("<uuid:uid>/walk-in/", views.WalkInView.as_view(), name="walk_in"),
    path("<uuid:uid>/capacity/", views.CapacityView.as_view(), name="capacity"),
    path("<uuid:uid>/heads/", views.HeadCountView.as_view(), name="heads"),
    path("<uuid:uid>/close/", views.CloseView.as_view(), name="close"),
    path("<uuid:uid>/door/", views.DoorView.as_view(), name="door"),
    path("<uuid:uid>/marks/", views.MarksView.as_view(), name="marks"),
    path("<uuid:uid>/poster/", views.PosterView.as_view(), name="poster"),
    path("<uuid:uid>/message/", views.MessageView.as_view(), name="message"),
    path("<uuid:uid>/draw/", views.DrawView.as_view(), name="draw"),
    path("<uuid:uid>/sheet/", views.SheetView.as_view(), name="sheet"),
    path("<uuid:uid>/export/", views.ExportView.as_view(), name="export"),
    path("<uuid:uid>/feedback/", views.DateFeedbackView.as_view(), name="feedback"),
    path(f"{REGISTRATION}/cancel/", views.CancelView.as_view(), name="cancel"),
    path(f"{REGISTRATION}/promote/", views.PromoteView.as_view(), name="promote"),
    path(f"{REGISTRATION}/lift-pause/", views.LiftPauseView.as_view(), name="lift_pause"),
]

public = (
    [
        path("events/o/<uuid:uid>/here/<slug:token>/", views.here, name="here"),
        path("events/o/<uuid:uid>/draw/", views.draw_listing, name="draw"),
    ],
    "rosters_public",
)
