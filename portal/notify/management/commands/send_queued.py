from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.notify import sender


class Command(BaseCommand):
    help = "Send the letters that are due, for sites without a task worker and after an outage."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=500)

    def handle(self, *args: Any, **options: Any) -> None:
        counts = sender.send_due(limit=options["limit"])
        self.stdout.write(", ".join(f"{state}: {n}" for state, n in counts.items()) or "none due")
