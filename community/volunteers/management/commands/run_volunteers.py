"""For `manage.py run_jobs`: what is due with volunteers."""

from typing import Any

from django.core.management.base import BaseCommand

from community.volunteers import services


class Command(BaseCommand):
    help = "Expire offers, follow moved events, send reminders, warnings and thanks to volunteers."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(services.run_due()))
