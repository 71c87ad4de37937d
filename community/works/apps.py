from django.apps import AppConfig


class WorksConfig(AppConfig):
    name = "community.works"
    label = "works"

    def ready(self) -> None:
        from community.works import contributed, receivers, sections  # noqa: PLC0415 - need models

        contributed.connect()
        receivers.connect()
        sections.connect()
