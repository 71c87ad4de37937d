"""Addresses of borrowing, below those of "my library" and of books."""

from django.urls import path

from catalog.borrowing import views
from catalog.borrowing.views.posters import ChangeCodeView, PostersView, PosterView

app_name = "borrowing"
urlpatterns = [
    path("me/cards/link/", views.link, name="link"),
    path("me/cards/<int:pk>/name/", views.name, name="name"),
    path("me/cards/<int:pk>/unlink/", views.unlink, name="unlink"),
    path("me/loans/", views.loans, name="loans"),
    path("me/loans/account/", views.account, name="account"),
    path("me/loans/numbers/", views.numbers, name="numbers"),
    path("me/loans/renew/", views.renew, name="renew"),
    path("me/loans/cancel/", views.cancel_hold, name="cancel_hold"),
    path("me/loans/acts/<str:key>/", views.act, name="act"),
    path("me/checkout/", views.checkout, name="checkout"),
    path("me/checkout/at/<str:code>/", views.here, name="here"),
    path("me/checkout/enter/", views.enter, name="enter"),
    path("me/checkout/leave/", views.leave, name="leave"),
    path("me/checkout/borrow/", views.borrow, name="borrow"),
    path("books/<int:pk>/hold/", views.hold, name="hold"),
]

posters = (
    [
        path("", PostersView.as_view(), name="index"),
        path("<str:code>/", PosterView.as_view(), name="poster"),
        path("<str:code>/change/", ChangeCodeView.as_view(), name="change"),
    ],
    "borrowing_posters",
)
