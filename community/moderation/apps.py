from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "community.moderation"
    label = "moderation"

    def ready(self) -> None:
        from community.moderation import sections  # noqa: PLC0415 - needs models

        sections.connect()
