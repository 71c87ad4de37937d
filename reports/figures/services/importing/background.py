"""Long tables: imported beside the request, which is told how far they have come.

What a broken import has left can be undone like any other batch; imported again, the numbers that
are there already are left alone and the rest is added.
"""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.figures.enums import UploadState
from reports.figures.errors import FiguresError
from reports.figures.models import FigureUpload
from reports.figures.sheets.reading import TableError

from .uploads import commit

LONG = 5_000  # rows; a shorter table is imported while one waits
# An import that has given no sign for so long has died with its process.
LOST_AFTER = dt.timedelta(minutes=2)


def is_long(upload: FigureUpload) -> bool:
    return upload.rows > LONG


def may_begin(upload: FigureUpload) -> bool:
    """Not yet imported, and nobody is at it; left behind by a process that died, it may again."""
    is_lost = upload.is_under_way and upload.seen_at < timezone.now() - LOST_AFTER
    return upload.state in (UploadState.OPEN, UploadState.FAILED) or is_lost


def queue(upload: FigureUpload, *, user: Any, is_partial: bool) -> None:
    """Put *upload* in line; `tasks.hand_over` does the rest."""
    # As it was read: of two who send it at the same moment one is told.
    as_read = FigureUpload.objects.filter(pk=upload.pk, state=upload.state, seen_at=upload.seen_at)
    if not may_begin(upload) or not as_read.update(
        state=UploadState.WAITING,
        is_partial=is_partial,
        imported_by=user,
        checked=0,
        numbers=0,
        written=0,
        error="",
        seen_at=timezone.now(),
    ):
        raise FiguresError(_("This table is being imported already."))


def run(pk: int) -> None:
    """Import an upload that is in line. For the worker."""
    taken = FigureUpload.objects.filter(pk=pk, state=UploadState.WAITING)
    if not taken.update(state=UploadState.CHECKING, seen_at=timezone.now()):
        return
    upload = FigureUpload.objects.select_related("imported_by").get(pk=pk)
    try:
        commit(
            upload,
            user=upload.imported_by,
            is_partial=upload.is_partial,
            on_checked=lambda rows: _note(pk, checked=rows),
            on_written=lambda written, numbers: _note(
                pk,
                state=UploadState.WRITING,
                checked=upload.rows,
                written=written,
                numbers=numbers,
            ),
        )
    except (FiguresError, TableError, OSError) as error:
        _note(pk, state=UploadState.FAILED, error=str(error))
    else:
        _note(pk, state=UploadState.DONE)


def _note(pk: int, **values: Any) -> None:
    FigureUpload.objects.filter(pk=pk).update(seen_at=timezone.now(), **values)
