from django.apps import AppConfig


class WorksConfig(AppConfig):
    name = "community.works"
    label = "works"

    def ready(self) -> None:
        from community.works import contributed, sections  # noqa: PLC0415 - need models

        contributed.connect()
        sections.connect()
