"""For `manage.py run_jobs`: what is due with registrations."""

from typing import Any

from django.core.management.base import BaseCommand

from events.registration import services


class Command(BaseCommand):
    help = "Expire offers, make draws, free kept places, send reminders and news of changed dates."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(services.run_due()))
