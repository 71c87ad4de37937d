from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "events.registration"
    label = "registration"

    def ready(self) -> None:
        from events.registration import checks, receivers, sections  # noqa: PLC0415 - need models

        receivers.connect()
        sections.connect()
        checks.connect()
