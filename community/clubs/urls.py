"""Addresses of clubs and lead readers; those of staff are in `desk`."""

from django.urls import path

from community.clubs import views

app_name = "clubs"
urlpatterns = [
    path("clubs/", views.listing, name="listing"),
    path("clubs/leads/", views.leads, name="leads"),
    path("clubs/leads/<slug:slug>/", views.lead, name="lead"),
    path("clubs/<slug:slug>/", views.club, name="club"),
    path("clubs/<slug:slug>/join/", views.join, name="join"),
    path("me/clubs/", views.mine, name="mine"),
    path("me/clubs/<uuid:uid>/", views.membership, name="membership"),
    path("me/clubs/led/<slug:slug>/", views.members, name="members"),
    path("me/clubs/led/<slug:slug>/message/", views.message, name="message"),
]

desk = (
    [
        path("<int:pk>/", views.desk.MembersView.as_view(), name="members"),
        path("<int:pk>/message/", views.desk.MessageView.as_view(), name="message"),
    ],
    "clubs_desk",
)
