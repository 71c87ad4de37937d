from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "community.volunteers"
    label = "volunteers"

    def ready(self) -> None:
        from community.volunteers import calendar, receivers, sections  # noqa: PLC0415 - need the models

        receivers.connect()
        sections.connect()
        calendar.connect()
