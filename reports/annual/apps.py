from django.apps import AppConfig


class AnnualConfig(AppConfig):
    name = "reports.annual"
    label = "annual"

    def ready(self) -> None:
        from reports.annual import contributed, receivers  # noqa: PLC0415 - need the models

        receivers.connect()
        contributed.connect()
