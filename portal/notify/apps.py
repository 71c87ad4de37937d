from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotifyConfig(AppConfig):
    name = "portal.notify"

    def ready(self) -> None:
        autodiscover_modules("notifications")
