from typing import Any

from django.core.management.base import BaseCommand

from community.works import services


class Command(BaseCommand):
    help = "Delete files of unfinished forms after a day, and those of withdrawn works."

    def handle(self, *args: Any, **options: Any) -> None:
        number = services.forget_loose() + services.forget_withdrawn()
        self.stdout.write(f"{number} files deleted")
