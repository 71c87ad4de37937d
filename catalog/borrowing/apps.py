from django.apps import AppConfig


class BorrowingConfig(AppConfig):
    name = "catalog.borrowing"
    label = "borrowing"

    def ready(self) -> None:
        from catalog.borrowing import sections  # noqa: PLC0415 - needs the models

        sections.connect()
