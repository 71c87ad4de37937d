"""Takes records into the catalogue in batches, whether a file or a harvest brings them."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.search.backends import get_search_backend

from catalog.enums import ImportStatus
from catalog.marc.types import BibRecord
from catalog.models import Record
from catalog.models.runs import Run
from portal.core import generation
from portal.core.models import Library

from . import store
from .report import PER_CODE, Report
from .rows import RecordRows, to_rows

BATCH = 500  # records to a transaction
INDEX_BATCH = 4_000  # records to a commit of the search index


class Intake:
    """The records of one *run*: nothing is in the catalogue before `commit`.

    A dry intake compares and reports, and writes no row.
    """

    def __init__(self, run: Run, report: Path | None = None, *, is_dry: bool = False) -> None:
        self.run, self.is_dry = run, is_dry
        self.libraries = dict(Library.objects.values_list("code", "pk"))
        self.search_index = get_search_backend("catalogue").get_index_for_model(Record)
        self.waiting: list[Any] = []  # for the search index
        self.taken: dict[str, tuple[int, RecordRows]] = {}
        self.gone: set[str] = set()
        self.report = Report(report or _report_path(run)).keep_up_to(run.read)
        run.report = str(self.report.path)

    def index_what_was_left(self) -> None:
        """An interrupted run may have committed rows that are not in the index yet."""
        if self.run.unindexed:
            left = Record.objects.filter(pk__in=self.run.unindexed)
            self.waiting += self.search_index.prepare(left)
            self.index()

    def take(self, number: int, bib: BibRecord) -> tuple[int, RecordRows] | None:
        """Remember *bib*; return what came under the same control number in this batch.

        A record becomes rows as soon as it is read: a batch of fields would keep the garbage
        collector busy.
        """
        rows = to_rows(bib, source=self.run.source, libraries=self.libraries)
        earlier = self.taken.pop(bib.record_id, None)
        self.gone.discard(bib.record_id)
        self.taken[bib.record_id] = (number, rows)
        if rows.unknown_libraries:
            self._note_libraries(number, rows)
        return earlier

    def withdraw(self, record_id: str) -> None:
        self.taken.pop(record_id, None)
        self.gone.add(record_id)

    def reject(self, number: int, record_id: str, reason: str, hint: str = "") -> None:
        self.run.rejected += 1
        self.report.add(number, record_id, pgettext("import", "rejected"), reason, hint)

    def commit(self) -> None:
        """Write the batch and where the run stands, in one transaction."""
        batch = [rows for _number, rows in self.taken.values()]
        gone = self.gone
        self.taken, self.gone = {}, set()
        if self.is_dry:
            self._count(store.compare(batch, self.run.source))
            self.report.flush()
            return
        with transaction.atomic():
            stored = store.save(batch, self.run.source)
            withdrawn = store.withdraw(gone, self.run.source)
            self._count(stored)
            self.run.withdrawn += len(withdrawn)
            changed = [*stored.records, *withdrawn]
            self.run.unindexed += [record.pk for record in changed]
            self.report.flush()
            self.run.save()
        self.waiting += self.search_index.prepare(changed)
        if len(self.waiting) >= INDEX_BATCH:
            self.index()

    def index(self) -> None:
        self.search_index.write(self.waiting)
        self.waiting, self.run.unindexed = [], []

    def finish(self, status: ImportStatus) -> None:
        self.run.status, self.run.finished_at = status, timezone.now()
        self.close()

    def close(self) -> None:
        """Leave index, report and run as they are to be found; pages made before are stale."""
        self.index()
        self.report.flush()
        if not self.report.path.exists():
            self.run.report = ""
        if not self.is_dry:
            self.run.save()
            if self.run.has_changed:
                generation.bump()

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


def _report_path(run: Run) -> Path:
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    stem = re.sub(r"[^\w.-]+", "-", Path(str(run)).stem)
    name = Path(run.report).name if run.report else f"{stem}-{stamp}.csv"
    return Path(settings.PORTAL_STATE_DIR) / "imports" / name
