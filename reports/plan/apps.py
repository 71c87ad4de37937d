from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "reports.plan"
    label = "plan"
