"""Addresses that go with an annual report; the report itself is a page."""

from django.urls import path

from reports.annual import views

app_name = "annual"
YEAR = "annual-report/<int:year>"
urlpatterns = [
    path(f"{YEAR}/report.pdf", views.report_pdf, name="file"),
    path(f"{YEAR}/numbers.json", views.as_json, name="json"),
    path(f"{YEAR}/numbers.csv", views.as_csv, name="csv"),
    path(f"{YEAR}/comments/", views.comments, name="comments"),
    path(f"{YEAR}/comment/", views.write, name="comment"),
    path("annual-report/comments/<uuid:uid>/", views.edit, name="edit_comment"),
]

desk = (
    [
        path("<int:pk>/freeze/", views.FreezeView.as_view(), name="freeze"),
        path("<int:pk>/file/", views.renew, name="file"),
    ],
    "annual_desk",
)
