from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "reports.figures"
    label = "figures"

    def ready(self) -> None:
        from reports.figures import page_parts  # noqa: PLC0415 - needs models

        page_parts.connect()
