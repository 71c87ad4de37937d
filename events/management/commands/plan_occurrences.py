from typing import Any

from django.core.management.base import BaseCommand

from events import services


class Command(BaseCommand):
    help = "Plan the coming sessions of all event series; run it every night, twice does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        tally = services.extend_horizon()
        self.stdout.write(
            f"{tally.series} series planned: {tally.created} sessions added, "
            f"{tally.changed} changed, {tally.failed} series failed."
        )
