from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"

    def ready(self) -> None:
        from portal.core import receivers  # noqa: PLC0415 - signals need the models

        receivers.connect()
