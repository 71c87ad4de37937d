"""Counts what is borrowed most, for the blocks of editors' pages."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.services import statistics


class Command(BaseCommand):
    help = (
        "Ask the library system what was borrowed most in the last week, month, quarter and year."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        counted = statistics.count_loans()
        if options["verbosity"]:
            self.stdout.write(f"{counted} periods counted")
