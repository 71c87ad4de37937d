from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal.accounts import selectors, services


class Command(BaseCommand):
    help = "Erase accounts whose e-mail address was never confirmed: nobody has used them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=7)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - timedelta(days=options["days"])
        left = list(selectors.never_confirmed(before))
        for user in [] if options["dry_run"] else left:
            services.erase_account(user)
        self.stdout.write(f"{len(left)} accounts {'found' if options['dry_run'] else 'erased'}")
