from django.apps import AppConfig


class OwnYearConfig(AppConfig):
    name = "reports.own_year"
    label = "own_year"

    def ready(self) -> None:
        from reports.own_year import sections  # noqa: PLC0415 - needs the models

        sections.connect()
