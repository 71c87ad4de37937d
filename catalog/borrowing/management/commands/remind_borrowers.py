from typing import Any

from django.core.management.base import BaseCommand

from catalog.borrowing import services


class Command(BaseCommand):
    help = "Remind readers of books that are due, overdue or lie ready; drop old counters."

    def handle(self, *args: Any, **options: Any) -> None:
        letters = services.remind()
        services.prune_attempts()
        services.prune_reminders()
        self.stdout.write(f"{letters} letters about loans and holds")
