"""Reads a MARC file into the catalogue: in batches, restartable, touching only what has changed."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.search.backends import get_search_backend

from catalog.enums import ImportStatus
from catalog.marc import mapping
from catalog.marc.errors import MarcFileError, MarcRecordError
from catalog.marc.profiles import PROFILES, HoldingsProfile
from catalog.marc.reader import MarcFile, Reading, open_marc
from catalog.models import ImportRun, Record
from portal.core import generation
from portal.core.models import Library

from . import store
from .lock import only_import
from .report import PER_CODE, Report
from .rows import RecordRows, to_rows

BATCH = 500  # records to a transaction
INDEX_BATCH = 5000  # records to a commit of the search index


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
    with only_import():
        run = _run_for(file, options)
        on_start(run)
        work = _Import(file, run, options)
        try:
            work.read(on_progress)
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
        self.file, self.run, self.options = file, run, options
        self.profile = _profile(options.profile_name)
        self.libraries = dict(Library.objects.values_list("code", "pk"))
        self.dialects: Counter[str] = Counter()
        self.waiting: list[Record] = []  # for the search index
        self.bytes_read = 0
        self.report = Report(options.report or _report_path(run)).keep_up_to(run.read)
        run.report = str(self.report.path)
        self.search = get_search_backend("catalogue")

    def read(self, on_progress: Callable[[int], None]) -> None:
        run = self.run
        if run.unindexed:
            self._index(list(Record.objects.filter(pk__in=run.unindexed)))
        readings = self.file.readings(run.position, run.read)
        before = -1
        while run.read != before:
            before = run.read
            self._take(self._rows(islice(readings, BATCH)))
            on_progress(self.bytes_read)
        self._index(self.waiting)

    def _take(self, rows: list[RecordRows]) -> None:
        if self.options.is_dry:
            self._count(store.compare(rows, self.options.source))
            self.report.flush()
            return
        with transaction.atomic():
            stored = store.save(rows, self.options.source)
            self._count(stored)
            self.waiting += stored.records
            self.run.unindexed = [record.pk for record in self.waiting]
            self.report.flush()
            self.run.save()
        if len(self.waiting) >= INDEX_BATCH:
            self._index(self.waiting)

    def _rows(self, readings: Iterable[Reading]) -> list[RecordRows]:
        """The records of *readings* that can be taken; of two with one number, the later.

        Each record is mapped as soon as it is read: a batch of fields would keep the garbage
        collector busy.
        """
        taken: dict[str, tuple[int, RecordRows]] = {}
        for reading in readings:
            self.run.read, self.run.position = reading.number, reading.position
            self.bytes_read = reading.bytes_read
            if reading.fields is None:
                self._reject(reading.number, "", reading.error, reading.hint)
                continue
            try:
                bib, dialect = mapping.to_bib(reading.fields, self.profile)
            except MarcRecordError as error:
                self._reject(reading.number, "", str(error), str(reading.fields)[:80])
                continue
            self.dialects[dialect] += 1
            rows = to_rows(bib, source=self.options.source, libraries=self.libraries)
            if earlier := taken.pop(bib.record_id, None):
                reason = _("The same control number comes again in record %(number)d.") % {
                    "number": reading.number
                }
                self._reject(earlier[0], bib.record_id, reason, earlier[1].record.title)
            taken[bib.record_id] = (reading.number, rows)
            if rows.unknown_libraries:
                self._note_libraries(reading.number, rows)
        return [rows for _number, rows in taken.values()]

    def _reject(self, number: int, record_id: str, reason: str, hint: str) -> None:
        self.run.rejected += 1
        self.report.add(number, record_id, pgettext("import", "rejected"), reason, hint)

    def _note_libraries(self, number: int, rows: RecordRows) -> None:
        for code, copies in rows.unknown_libraries.items():
            before = self.run.unknown_libraries.get(code, 0)
            self.run.unknown_libraries[code] = before + copies
            if before < PER_CODE:
                reason = _("Library code “%(code)s” is not known: %(copies)d copies left out.") % {
                    "code": code,
                    "copies": copies,
                }
                record = rows.record
                self.report.add(
                    number, record.record_id, pgettext("import", "notice"), reason, record.title
                )

    def _count(self, stored: store.Stored) -> None:
        self.run.created += stored.created
        self.run.updated += stored.updated
        self.run.unchanged += stored.unchanged

    def _index(self, records: list[Record]) -> None:
        if records:
            self.search.add_bulk(Record, records)
        self.waiting = []

    def finish(self, status: ImportStatus) -> None:
        run = self.run
        if self.dialects:
            run.dialect = self.dialects.most_common(1)[0][0]
        run.status, run.finished_at, run.unindexed = status, timezone.now(), []
        self.report.flush()
        if not self.report.path.exists():
            run.report = ""
        if not self.options.is_dry:
            run.save()
            if run.created or run.updated:
                generation.bump()


def _profile(name: str) -> HoldingsProfile:
    try:
        return PROFILES[name]
    except KeyError:
        raise MarcFileError(
            _("There is no holdings profile “%(name)s”; there are: %(names)s.")
            % {"name": name, "names": ", ".join(PROFILES)}
        ) from None


def _report_path(run: ImportRun) -> Path:
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    name = Path(run.report).name if run.report else f"{Path(run.file_name).stem}-{stamp}.csv"
    return Path(settings.PORTAL_STATE_DIR) / "imports" / name
