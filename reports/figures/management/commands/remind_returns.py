"""For `manage.py run_jobs`: monthly returns that are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.figures import services


class Command(BaseCommand):
    help = "From the fifth of a month on, remind libraries whose return for the last is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{services.returns.remind_due()} libraries reminded")
