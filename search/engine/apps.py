from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "search.engine"
    label = "search_engine"
