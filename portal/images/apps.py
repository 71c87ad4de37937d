from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "portal.images"

    def ready(self) -> None:
        from portal.images import avif, receivers  # noqa: PLC0415 - both need the models

        avif.register()
        receivers.connect()
