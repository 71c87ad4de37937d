from django.urls import path
from django.views.generic import TemplateView

from . import views

app_name = "accounts"
urlpatterns = [
    path("accounts/texts/<slug:kind>/", views.consent_text, name="consent_text"),
    path("accounts/texts/<slug:kind>/<int:version>/", views.consent_text, name="consent_version"),
    path(
        "accounts/deleted/",
        TemplateView.as_view(template_name="accounts/deleted.html"),
        name="deleted",
    ),
    path("me/", views.me, name="me"),
    path("me/bar/", views.bar, name="bar"),
    path("me/profile/", views.profile, name="profile"),
    path("me/family/add/", views.add_member, name="add_member"),
    path("me/family/<int:pk>/", views.edit_member, name="edit_member"),
    path("me/family/<int:pk>/remove/", views.remove_member, name="remove_member"),
    path("me/consents/agree/<slug:kind>/", views.agree, name="agree"),
    path("me/consents/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("me/data/", views.download, name="download"),
    path("me/delete/", views.delete, name="delete"),
    path("me/delete/confirm/", views.delete_confirm, name="delete_confirm"),
]
