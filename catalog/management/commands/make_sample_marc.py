"""Writes a file of made-up records, to try the import with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from catalog import sample
from catalog.enums import Dialect, MarcFormat


class Command(BaseCommand):
    help = "Write sample records as a MARC file: the same for the same numbers on every machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=5000)
        parser.add_argument("--start", type=int, default=0, help="number of the first record")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--dialect", choices=Dialect.values, default=Dialect.CNMARC)
        parser.add_argument("--format", choices=MarcFormat.values, default=MarcFormat.ISO2709)
        parser.add_argument("--encoding", default="utf-8", help="utf-8 or gb18030")

    def handle(self, **options: Any) -> None:
        written = sample.write(
            options["out"],
            sample.books(options["count"], start=options["start"]),
            dialect=options["dialect"],
            format=options["format"],
            encoding=options["encoding"],
        )
        self.stdout.write(
            _("%(count)d records written to %(path)s.") % {"count": written, "path": options["out"]}
        )
