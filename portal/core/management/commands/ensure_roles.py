"""Make the groups of staff and give them the rights they lack; run it after adding a language."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.roles import ensure_roles


class Command(BaseCommand):
    help = "Make the groups of staff with their rights."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Groups: " + ", ".join(group.name for group in ensure_roles()))
