from django.apps import AppConfig
from django.core import checks


class CoreConfig(AppConfig):
    name = "portal.core"

    def ready(self) -> None:
        from portal.core import receivers  # noqa: PLC0415 - signals need the models
        from portal.core.checks import check_page_types  # noqa: PLC0415

        receivers.connect()
        checks.register(check_page_types)
