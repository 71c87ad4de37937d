from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "events.spaces"
    label = "spaces"

    def ready(self) -> None:
        from events.spaces import receivers  # noqa: PLC0415 - signals need the models

        receivers.connect()
