from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "community.reviews"
    label = "reviews"

    def ready(self) -> None:
        from community.reviews import contributed, record_part  # noqa: PLC0415 - need models

        contributed.connect()
        record_part.connect()
