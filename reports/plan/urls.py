"""Addresses of the plan tracker."""

from django.urls import path

from reports.plan import views

app_name = "plan"
urlpatterns = [
    path("plan/", views.current, name="current"),
    path("plan/plan.csv", views.as_csv, name="csv"),
    path("plan/plan.json", views.as_json, name="json"),
    path("plan/<int:number>/", views.action, name="action"),
    path("plan/<slug:slug>/", views.earlier, name="earlier"),
    path("plan/<slug:slug>/<int:number>/", views.earlier_action, name="earlier_action"),
]

desk = ([path("<int:pk>/record/", views.RecordView.as_view(), name="record")], "plan_desk")
