from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "events.registration"
    label = "registration"

    def ready(self) -> None:
        from events.registration import checks, receivers  # noqa: PLC0415 - they need the models

        receivers.connect()
        checks.connect()
