from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.accounts import services
from portal.accounts.models import User


class Command(BaseCommand):
    help = (
        "Erase accounts again after an older backup was restored. The numbers stand in the log "
        "(“account erased: 17”). Run this before anybody can sign up: numbers are given again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", nargs="+", type=int)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(User.objects.filter(pk__in=options["numbers"]))
        for user in [] if options["dry_run"] else found:
            services.erase_account(user)
        self.stdout.write(f"{len(found)} accounts {'found' if options['dry_run'] else 'erased'}")
