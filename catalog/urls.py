"""Addresses of the catalogue, below /books/ in each language."""

from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [
    path("availability/", views.availability, name="availability"),
    path("union/", views.union, name="union"),
    path("union/<path:record_id>/", views.union_record, name="union_record"),
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/cover.svg", views.cover, name="cover"),
    path("<int:pk>/cite.bib", views.bibtex, name="bibtex"),
    path("<int:pk>/cite.ris", views.ris, name="ris"),
    path("isbn/<str:isbn>/", views.by_isbn, name="by_isbn"),
]
