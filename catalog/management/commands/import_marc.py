"""Reads MARC files into the catalogue."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalog.marc.errors import MarcFileError
from catalog.marc.profiles import PROFILES
from catalog.models import ImportRun
from catalog.services import ImportOptions, import_marc


class Command(BaseCommand):
    help = (
        "Read MARC files (ISO 2709 or MARCXML; CNMARC or MARC 21; UTF-8 or GB 18030) into the "
        "catalogue. Safe to run twice: only what has changed is written, and a run that was "
        "interrupted goes on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--encoding", default="", help="character set, if it cannot be told")
        parser.add_argument("--profile", choices=PROFILES, help="where copies are described")
        parser.add_argument("--source", default="local", help="name of the catalogue (local)")
        parser.add_argument("--report", type=Path, help="CSV file for what was not taken")
        parser.add_argument("--restart", action="store_true", help="forget an interrupted run")
        parser.add_argument("--dry-run", action="store_true", help="compare and report, no writing")

    def handle(self, *files: Path, **given: Any) -> None:
        options = ImportOptions(
            source=given["source"],
            profile=given["profile"] or "",
            encoding=given["encoding"],
            is_dry=given["dry_run"],
            is_restarted=given["restart"],
            report=given["report"],
        )
        failed = [path for path in given["files"] if not self._import(path, options)]
        if failed:
            names = ", ".join(str(path) for path in failed)
            raise CommandError(_("Nothing was taken from: %(names)s") % {"names": names})

    def _import(self, path: Path, options: ImportOptions) -> bool:
        """Whether anything of the file could be read."""
        try:
            size = path.stat().st_size
            with tqdm(
                total=size, unit="B", unit_scale=True, desc=path.name, file=sys.stderr, disable=None
            ) as bar:
                run = import_marc(
                    path,
                    options,
                    on_start=self._announce,
                    on_progress=lambda position: bar.update(position - bar.n) and None,
                )
        except (MarcFileError, OSError) as error:
            self.stderr.write(self.style.ERROR(f"{path}: {error}"))
            return False
        except KeyboardInterrupt:
            message = _("Interrupted. Run the same command again to go on from here.")
            raise CommandError(message, returncode=130) from None
        self._summarise(run, options)
        return bool(run.taken)

    def _announce(self, run: ImportRun) -> None:
        if run.read:
            self.stdout.write(
                _("%(file)s: taken up again after record %(number)d.")
                % {"file": run.file_name, "number": run.read}
            )

    def _summarise(self, run: ImportRun, options: ImportOptions) -> None:
        self.stdout.write(
            _(
                "%(file)s (%(format)s, %(dialect)s, %(encoding)s): %(read)d records read, "
                "%(created)d new, %(updated)d updated, %(unchanged)d unchanged, "
                "%(rejected)d rejected."
            )
            % {
                "file": run.file_name,
                "format": run.get_format_display(),
                "dialect": run.get_dialect_display() or "?",
                "encoding": run.encoding,
                "read": run.read,
                "created": run.created,
                "updated": run.updated,
                "unchanged": run.unchanged,
                "rejected": run.rejected,
            }
        )
        if options.is_dry:
            self.stdout.write(_("Dry run: nothing was written."))
        for code, copies in sorted(run.unknown_libraries.items()):
            self.stdout.write(
                _("Library code “%(code)s” is not known: %(copies)d copies left out.")
                % {"code": code, "copies": copies}
            )
        if run.report:
            self.stdout.write(_("What was not taken and why: %(path)s") % {"path": run.report})
