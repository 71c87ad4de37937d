from typing import Any

from django.core.management.base import BaseCommand

from community.works import services


class Command(BaseCommand):
    help = "Tell the results of calls whose day has come; each is told once."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{services.announce_due()} calls announced")
