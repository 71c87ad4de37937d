from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal.notify.enums import State
from portal.notify.models import Message


class Command(BaseCommand):
    help = "Delete letters that were dealt with long ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=90)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - timedelta(days=options["days"])
        old = Message.objects.exclude(state=State.QUEUED).filter(created_at__lt=before)
        if options["dry_run"]:
            self.stdout.write(f"{old.count()} letters would be deleted")
        else:
            self.stdout.write(f"{old.delete()[0]} letters deleted")
