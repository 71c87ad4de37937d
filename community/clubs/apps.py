from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "community.clubs"
    label = "clubs"

    def ready(self) -> None:
        from community.clubs import receivers, record_part, sections  # noqa: PLC0415 - need the models

        receivers.connect()
        sections.connect()
        record_part.connect()
