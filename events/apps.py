from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events import receivers  # noqa: PLC0415 - signals need the models

        receivers.connect()
