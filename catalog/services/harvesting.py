"""Takes over what has changed in the union catalogue since the last harvest."""

import datetime
import time
from collections.abc import Callable
from typing import Protocol

from django.utils import timezone

from catalog.enums import ImportStatus
from catalog.ils.errors import ILSError
from catalog.ils.protocols import Harvest
from catalog.ils.values import Change
from catalog.marc.errors import MarcFileError
from catalog.models import HarvestRun

from . import heap, intake
from .lock import only_import
from .vanished import MOST_GONE, Seen, forget

# A record that was written while the last harvest ran may carry a stamp from before its end.
OVERLAP = datetime.timedelta(minutes=10)


class _Told(Protocol):
    def __call__(self, run: HarvestRun) -> None: ...


def _nobody(run: HarvestRun) -> None:
    pass


def harvest(
    system: Harvest,
    source: str,
    *,
    is_complete: bool = False,
    most_gone: int = MOST_GONE,
    seconds: float | None = None,
    on_start: _Told = _nobody,
    on_progress: _Told = _nobody,
) -> HarvestRun:
    """Read the changes of *system* into the catalogue *source* and return what was done.

    An interrupted harvest goes on where its last batch ended; *is_complete* begins at the very
    beginning and withdraws what does not appear any more, unless that is more than *most_gone* per
    cent of the catalogue. After *seconds* it interrupts itself. Raises the error of *system* if it
    fails: what came before it is kept, and a fault that may pass leaves the run to be gone on with.
    """
    with only_import(), heap.settled():
        run = _run_for(source, is_complete=is_complete)
        on_start(run)
        work = _Harvesting(run, seconds)
        try:
            is_at_the_end = work.read(system, on_progress)
        except ILSError as error:
            work.stop(error)
            raise
        if is_at_the_end:
            work.withdraw_what_is_gone(most_gone)
            work.intake.finish(ImportStatus.FINISHED)
            forget(source)
            HarvestRun.objects.without_news(source).exclude(pk=run.pk).delete()
        else:
            work.intake.close()
    return run


def _run_for(source: str, *, is_complete: bool) -> HarvestRun:
    interrupted = HarvestRun.objects.filter(source=source, status=ImportStatus.RUNNING)
    if is_complete:
        interrupted.update(status=ImportStatus.FAILED, finished_at=timezone.now())
        forget(source)
    elif run := interrupted.first():
        run.error = ""
        return run
    run = HarvestRun.next_of(source, is_complete=is_complete, overlap=OVERLAP)
    run.save()
    return run


class _Harvesting:
    """One run over what a system has to say."""

    def __init__(self, run: HarvestRun, seconds: float | None) -> None:
        self.run = run
        self.intake = intake.Intake(run)
        self.seen = Seen(run) if run.is_complete else None
        self.end = None if seconds is None else time.monotonic() + seconds

    def read(self, system: Harvest, on_progress: Callable[[HarvestRun], None]) -> bool:
        """Whether all has been read."""
        run = self.run
        self.intake.index_what_was_left()
        done = run.lines  # of the part that is asked for again
        for change in system.changes(run.since, position=run.position):
            if done and change.position == run.position:
                done -= 1
                continue
            done = 0
            self._take(change)
            if run.read % intake.BATCH == 0:
                self._commit()
                on_progress(run)
                if self.end is not None and time.monotonic() > self.end:
                    return False
        self._commit()
        on_progress(run)
        return True

    def withdraw_what_is_gone(self, most: int) -> None:
        """After a complete pass; a harvest that finds too much gone has failed."""
        if self.seen is None:
            return
        try:
            gone = self.seen.gone(most)
        except MarcFileError as error:
            self.run.error = str(error)
            self.intake.finish(ImportStatus.FAILED)
            raise
        for number, record_id in enumerate(gone, 1):
            self.intake.withdraw(record_id)
            if number % intake.BATCH == 0:
                self.intake.commit()
        self.intake.commit()

    def stop(self, error: ILSError) -> None:
        """Keep what has come; a fault that will not pass by itself ends the run."""
        self._commit()
        self.run.error = f"{type(error).__name__}: {error}"
        if error.transient:
            self.intake.close()
        else:
            self.intake.finish(ImportStatus.FAILED)

    def _commit(self) -> None:
        if self.seen is not None:
            self.seen.save()
        self.intake.commit()

    def _take(self, change: Change) -> None:
        run = self.run
        if change.position != run.position:
            run.position, run.lines = change.position, 0
        run.lines += 1
        run.read += 1
        if change.stamp and (run.last_stamp is None or change.stamp > run.last_stamp):
            run.last_stamp = change.stamp
        if self.seen is not None and (change.record or change.error):
            self.seen.note(change.record.record_id if change.record else change.record_id)
        if change.error:
            self.intake.reject(run.read, change.record_id, change.error)
        elif change.record is None:
            self.intake.withdraw(change.record_id)
        else:
            self.intake.take(run.read, change.record)
