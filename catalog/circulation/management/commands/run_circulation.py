from typing import Any

from django.core.management.base import BaseCommand

from catalog.circulation import services


class Command(BaseCommand):
    help = "End holds nobody came for, and forget who had what was returned a month ago."

    def handle(self, *args: Any, **options: Any) -> None:
        expired, forgotten = services.expire_pickups(), services.forget_returned()
        self.stdout.write(f"{expired} holds expired, {forgotten} loans without a name now")
