from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.figures.services import importing
from reports.figures.sheets.reading import TableError


class Command(BaseCommand):
    help = "Import tables of figures (CSV, XLSX), each as a batch. Safe to run twice."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        for file in files:
            try:
                batch, reading = importing.import_file(file)
            except (TableError, OSError) as error:
                raise CommandError(f"{file}: {error}") from error
            for problem in reading.problems:
                self.stderr.write(f"{file.name} {problem.column}{problem.row}: {problem.text}")
            self.stdout.write(
                f"{file.name}: {batch.added} new, {batch.changed} corrected,"
                f" {batch.unchanged} unchanged"
            )
