"""For `manage.py run_jobs`: commands to the library system whose answer was lost."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.services import commands


class Command(BaseCommand):
    help = "Read back what became of holds, renewals and loans whose answer was lost."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(commands.settle_unknown()))
