from typing import Any

from django.core.management.base import BaseCommand

from reports.figures import services


class Command(BaseCommand):
    help = "Make the indicators that come with the portal. Safe to run twice."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--renew", action="store_true", help="write over what has been changed by hand"
        )

    def handle(self, *args: Any, renew: bool, **options: Any) -> None:
        self.stdout.write(f"{services.load_indicators(is_renewing=renew)} indicators made")
