"""Addresses of the desk, below /admin/."""

from django.urls import path

from catalog.circulation import views

app_name = "circulation"
urlpatterns = [
    path("", views.DeskView.as_view(), name="desk"),
    path("take-in/", views.TakeInView.as_view(), name="take_in"),
    path("find/", views.FindView.as_view(), name="find"),
    path("shelf/", views.ShelfView.as_view(), name="shelf"),
    path("cards/new/", views.NewCardView.as_view(), name="new_card"),
    path("cards/<uuid:uid>/", views.PatronView.as_view(), name="patron"),
    path("cards/<uuid:uid>/lend/", views.LendView.as_view(), name="lend"),
    path("cards/<uuid:uid>/renew/", views.RenewView.as_view(), name="renew"),
    path("cards/<uuid:uid>/cancel/", views.CancelHoldView.as_view(), name="cancel_hold"),
]
