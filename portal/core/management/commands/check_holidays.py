"""Fill the holiday calendar with what two lists agree on, and say what is left for staff to do."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.core import services
from portal.core.holidays import HolidaysUnknownError
from portal.core.selectors.holidays import holiday_tasks


class Command(BaseCommand):
    help = "Fill the holiday calendar of this year and the next as far as they are known."

    def handle(self, **options: Any) -> None:
        this_year = timezone.localdate().year
        for year in (this_year, this_year + 1):
            try:
                done = services.import_holidays(year)
            except HolidaysUnknownError:
                continue
            self.stdout.write(f"{done.written} days of {year} written.")
        for task in holiday_tasks():
            self.stdout.write(f"For staff: {task.text}")
