"""Fill the holiday calendar from two independent lists; safe to run twice."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core import services
from portal.core.holidays import HolidaysUnknownError


class Command(BaseCommand):
    help = "Fill the holiday calendar of a year where two independent lists agree."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--dry-run", action="store_true", help="say what would be written")

    def handle(self, *, year: int, dry_run: bool, **options: Any) -> None:
        try:
            done = services.import_holidays(year, dry_run=dry_run)
        except (HolidaysUnknownError, ValueError) as error:
            raise CommandError(
                f"The holidays of {year} are not in the installed lists. They are announced in "
                "November of the year before; update holidays and chinesecalendar after that, or "
                "enter the days by hand. Nothing was written."
            ) from error
        verb = "would be written" if dry_run else "written"
        self.stdout.write(f"{done.written} days of {year} {verb}.")
        if done.kept:
            self.stdout.write(f"Kept as staff entered them: {_list(done.kept)}.")
        if done.disputed:
            self.stderr.write(f"Not written, the two lists disagree: {_list(done.disputed)}.")


def _list(dates: list[Any]) -> str:
    return ", ".join(date.isoformat() for date in dates)
