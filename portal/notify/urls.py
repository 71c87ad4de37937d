from django.urls import path

from . import views

app_name = "notify"
urlpatterns = [
    path("me/letters/", views.preferences, name="preferences"),
    path("letters/off/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
