"""MARC files sent in the admin: taken in, read beside the request, stopped and gone on with.

What is half read stays: the import commits in batches and takes an interrupted run of the same file
up where it ended.
"""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.enums import UploadState
from catalog.marc.errors import MarcFileError
from catalog.marc.reader import open_marc
from catalog.models import ImportRun, MarcUpload

from .importing import ImportOptions, import_marc

# A reading that has given no sign for so long has died with its process.
LOST_AFTER = dt.timedelta(minutes=2)
_BEFORE_IT_ENDS = [UploadState.WAITING, UploadState.READING, UploadState.STOPPING]


class StoppedError(Exception):
    """Somebody asked the reading to stop."""


def receive(file: UploadedFile, *, encoding: str, profile: str, user: Any) -> MarcUpload:
    """Keep *file*, if it is one that can be read; raises MarcFileError, which says why not."""
    path = _folder() / f"{uuid.uuid4().hex}{Path(file.name or '').suffix.lower()[:5]}"
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    try:
        open_marc(path, encoding)
    except MarcFileError:
        path.unlink()
        raise
    return MarcUpload.objects.create(
        name=(file.name or "")[:255],
        path=str(path),
        size=path.stat().st_size,
        encoding=encoding,
        profile=profile,
        sent_by=user,
    )


def read(pk: int) -> None:
    """Read an upload to its end, or until somebody stops it. For the worker."""
    taken = MarcUpload.objects.filter(pk=pk, state=UploadState.WAITING)
    if not taken.update(state=UploadState.READING, error="", seen_at=timezone.now()):
        return
    upload = MarcUpload.objects.get(pk=pk)
    options = ImportOptions(profile=upload.profile, encoding=upload.encoding)

    def begin(run: ImportRun) -> None:
        MarcUpload.objects.filter(pk=pk).update(run=run)
        ImportRun.objects.filter(pk=run.pk).update(file_name=upload.name)
        run.file_name = upload.name

    try:
        import_marc(Path(upload.path), options, on_start=begin, on_progress=lambda n: _note(pk, n))
    except StoppedError:
        _end(pk, UploadState.STOPPED)
    except (MarcFileError, OSError) as error:
        _end(pk, UploadState.FAILED, str(error))
    else:
        _end(pk, UploadState.DONE)
        Path(upload.path).unlink(missing_ok=True)


def _note(pk: int, bytes_read: int) -> None:
    """Say how far it is, and hear whether to stop: after each batch."""
    row = MarcUpload.objects.filter(pk=pk)
    row.update(bytes_read=bytes_read, seen_at=timezone.now())
    if row.filter(state=UploadState.STOPPING).exists():
        raise StoppedError


def _end(pk: int, state: UploadState, error: str = "") -> None:
    MarcUpload.objects.filter(pk=pk).update(state=state, error=error, seen_at=timezone.now())


def stop(upload: MarcUpload) -> bool:
    """Ask the reading to end after its batch; one that has not begun ends at once."""
    rows = MarcUpload.objects.filter(pk=upload.pk)
    if rows.filter(state=UploadState.WAITING).update(state=UploadState.STOPPED):
        return True
    return bool(rows.filter(state=UploadState.READING).update(state=UploadState.STOPPING))


def may_go_on(upload: MarcUpload) -> bool:
    """Stopped, failed or left behind by a process that died, and the file is still there."""
    is_lost = upload.state in _BEFORE_IT_ENDS and upload.seen_at < timezone.now() - LOST_AFTER
    is_over = upload.state in (UploadState.STOPPED, UploadState.FAILED)
    return (is_over or is_lost) and Path(upload.path).is_file()


def go_on(upload: MarcUpload) -> None:
    """Put it into the queue again; raises MarcFileError where that makes no sense."""
    if not may_go_on(upload):
        raise MarcFileError(_("There is nothing to go on with."))
    MarcUpload.objects.filter(pk=upload.pk).update(
        state=UploadState.WAITING, error="", seen_at=timezone.now()
    )


def _folder() -> Path:
    folder = Path(settings.PORTAL_STATE_DIR) / "imports" / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
