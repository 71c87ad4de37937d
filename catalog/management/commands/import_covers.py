"""Takes covers from a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.services.covers import import_covers


class Command(BaseCommand):
    help = (
        "Take pictures of covers from a folder, each named after the ISBN of its book "
        "(9787020002207.jpg, 7-02-000220-X.png). Safe to run twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--source", required=True, help="who gave the pictures")
        parser.add_argument("--licence", required=True, help="by what right they are shown")
        parser.add_argument("--dry-run", action="store_true", help="look and report, no writing")

    def handle(
        self, *, folder: Path, source: str, licence: str, dry_run: bool, **options: Any
    ) -> None:
        if not folder.is_dir():
            raise CommandError(_("There is no such folder: %(path)s") % {"path": folder})
        taken = import_covers(folder, source=source, licence=licence, is_dry=dry_run)
        for name, reason in taken.refused:
            self.stdout.write(f"{name}: {reason}")
        self.stdout.write(
            _(
                "%(added)d covers new, %(replaced)d replaced, %(unchanged)d unchanged, "
                "%(refused)d refused."
            )
            % {
                "added": taken.added,
                "replaced": taken.replaced,
                "unchanged": taken.unchanged,
                "refused": len(taken.refused),
            }
        )
