"""Addresses of reviews, below /reviews/ in each language."""

from django.urls import path

from community.reviews import views
from community.reviews.enums import Form
from community.reviews.feeds import ReviewsFeed

app_name = "reviews"
urlpatterns = [
    path("feeds/reviews.xml", ReviewsFeed(), name="feed"),
    path("reviews/", views.listing, name="listing"),
    path("reviews/book/<int:work>/", views.of_book, name="of_book"),
    path("reviews/by/<slug:code>/", views.by_voice, name="by_voice"),
    path(
        "reviews/write/<int:work>/",
        views.write,
        {"form_name": Form.REVIEW.value},
        name="write_review",
    ),
    path(
        "reviews/respond/<int:work>/",
        views.write,
        {"form_name": Form.RESPONSE.value},
        name="write_response",
    ),
    path("reviews/<uuid:uid>/", views.review, name="review"),
    path("reviews/<uuid:uid>/edit/", views.edit, name="edit"),
    path("reviews/<uuid:uid>/helpful/", views.helpful, name="helpful"),
    path("reviews/<uuid:uid>/helpful/state/", views.helpful_state, name="helpful_state"),
]
