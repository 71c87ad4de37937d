"""For `manage.py run_jobs`: the numbers of yesterday, and changes of the weeks before."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.figures import services


class Command(BaseCommand):
    help = "Write the figures the portal knows itself: events, attendance, reviews, loans."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--days", type=int, default=services.counting.BACK)

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        for batch in services.counting.count(days=days):
            self.stdout.write(f"{batch.label}: {batch.added} new, {batch.changed} corrected")
