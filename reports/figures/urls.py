"""Addresses of the figures; those of the board and of open data go before those of figures."""

from django.urls import path, re_path

from reports.figures import views
from reports.figures.views.desk import returns

app_name = "figures"
urlpatterns = [
    path("figures/", views.overview, name="overview"),
    path("figures/board/", views.board, name="board"),
    path("figures/board/live/", views.board_live, name="board_live"),
    path("figures/libraries/", views.libraries, name="libraries"),
    path("figures/<slug:code>/", views.indicator, name="indicator"),
    re_path(r"^figures/(?P<code>[-\w]+)/data\.(?P<form>csv|json)$", views.table, name="table"),
]

desk = (
    [
        path("", returns.ReturnsView.as_view(), name="index"),
        path("<int:library>/<slug:month>/", returns.ReturnView.as_view(), name="form"),
    ],
    "figure_returns",
)
