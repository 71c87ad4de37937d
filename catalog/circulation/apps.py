from django.apps import AppConfig


class CirculationConfig(AppConfig):
    name = "catalog.circulation"
    label = "circulation"
