from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.spaces import services


class Command(BaseCommand):
    help = "Wipe names, telephones and purposes of bookings that ended three months ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        self.stdout.write(f"{services.forget_old(dry_run=dry_run)} bookings")
