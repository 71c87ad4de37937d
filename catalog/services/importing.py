"""Reads a MARC file into the catalogue: in batches, restartable, touching only what has changed."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.enums import ImportStatus
from catalog.marc import mapping
from catalog.marc.errors import MarcFileError, MarcRecordError
from catalog.marc.profiles import PROFILES, HoldingsProfile
from catalog.marc.reader import MarcFile, Reading, open_marc
from catalog.models import ImportRun

from . import heap, intake
from .lock import only_import


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """*encoding* overrules what the file looks like; *is_restarted* forgets an interrupted run."""

    source: str = "local"
    profile: str = ""
    encoding: str = ""
    is_dry: bool = False
    is_restarted: bool = False
    report: Path | None = None

    @property
    def profile_name(self) -> str:
        return self.profile or settings.PORTAL_HOLDINGS_PROFILE


def import_marc(
    path: Path,
    options: ImportOptions = ImportOptions(),
    *,
    on_start: Callable[[ImportRun], None] = lambda run: None,
    on_progress: Callable[[int], None] = lambda position: None,
) -> ImportRun:
    """Read *path* into the catalogue and return what was done.

    An interrupted run of the same file goes on where its last batch ended. *on_start* is told the
    run before its first record, *on_progress* how many bytes have been read. A dry run compares
    and reports, and writes no row.
    """
    file = open_marc(path, options.encoding)
    with only_import(), heap.settled():
        run = _run_for(file, options)
        on_start(run)
        work = _Import(file, run, options)
        try:
            work.read(on_progress)
            if not run.read:
                raise MarcFileError(_("There is no MARC record in this file."))
        except MarcFileError:
            work.finish(ImportStatus.FAILED)
            raise
        work.finish(ImportStatus.FINISHED)
    return run


def _run_for(file: MarcFile, options: ImportOptions) -> ImportRun:
    same = {
        "file_hash": _hash(file.path),
        "source": options.source,
        "profile": options.profile_name,
        "encoding": file.encoding,
    }
    fresh = ImportRun(file_name=file.path.name, file_size=file.size, format=file.format, **same)
    if options.is_dry:
        return fresh
    open_runs = ImportRun.objects.filter(status=ImportStatus.RUNNING, **same)
    if options.is_restarted:
        open_runs.update(status=ImportStatus.FAILED, finished_at=timezone.now())
    elif run := open_runs.first():
        return run
    fresh.save()
    return fresh


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Import:
    """One run over one file."""

    def __init__(self, file: MarcFile, run: ImportRun, options: ImportOptions) -> None:
        self.file, self.run = file, run
        self.profile = _profile(options.profile_name)
        self.dialects: Counter[str] = Counter()
        self.intake = intake.Intake(run, options.report, is_dry=options.is_dry)

    def read(self, on_progress: Callable[[int], None]) -> None:
        run = self.run
        self.intake.index_what_was_left()
        readings = self.file.readings(run.position, run.read)
        while batch := list(islice(self._taken(readings), intake.BATCH)):
            self.intake.commit()
            on_progress(batch[-1])

    def _taken(self, readings: Iterable[Reading]) -> Iterator[int]:
        """Take one record after the other; how far the file has been read."""
        for reading in readings:
            self.run.read, self.run.position = reading.number, reading.position
            self._take(reading)
            yield reading.bytes_read

    def _take(self, reading: Reading) -> None:
        if reading.fields is None:
            self.intake.reject(reading.number, "", reading.error, reading.hint)
            return
        try:
            bib, dialect = mapping.to_bib(reading.fields, self.profile)
        except MarcRecordError as error:
            self.intake.reject(reading.number, "", str(error), str(reading.fields)[:80])
            return
        self.dialects[dialect] += 1
        if earlier := self.intake.take(reading.number, bib):
            number, rows = earlier
            reason = _("The same control number comes again in record %(number)d.") % {
                "number": reading.number
            }
            self.intake.reject(number, bib.record_id, reason, rows.record.title)

    def finish(self, status: ImportStatus) -> None:
        if self.dialects:
            self.run.dialect = self.dialects.most_common(1)[0][0]
        self.intake.finish(status)


def _profile(name: str) -> HoldingsProfile:
    try:
        return PROFILES[name]
    except KeyError:
        raise MarcFileError(
            _("There is no holdings profile “%(name)s”; there are: %(names)s.")
            % {"name": name, "names": ", ".join(PROFILES)}
        ) from None
