from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "portal.accounts"

    def ready(self) -> None:
        autodiscover_modules("personal_data")
        from portal.accounts import receivers  # noqa: PLC0415 - signals need the models

        receivers.connect()
