"""A table on its way in: kept, laid out, looked at, imported; the file goes when it is done."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from reports.figures.enums import BatchKind
from reports.figures.errors import FiguresError
from reports.figures.models import Alias, Batch, FigureUpload
from reports.figures.services.recording import Entry, record
from reports.figures.sheets.interpreting import Level, Reading, interpret
from reports.figures.sheets.layout import Layout, detect
from reports.figures.sheets.reading import Table, TableError, read

from .names import known_names
from .plausible import Outlook, outlook


@dataclass(frozen=True, slots=True)
class Preview:
    table: Table
    layout: Layout
    reading: Reading
    outlook: Outlook


def receive(file: UploadedFile, *, user: Any) -> FigureUpload:
    """Keep *file* if it is a table that can be read; raises TableError, which says why not."""
    path = _folder() / f"{uuid.uuid4().hex}{Path(file.name or '').suffix.lower()[:5]}"
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    name = Path(file.name or "").name[:255]
    try:
        table = read(path)
        layout = detect(table, known_names(), name)
    except TableError:
        path.unlink()
        raise
    return FigureUpload.objects.create(
        name=name,
        path=str(path),
        sheet=table.name if table.sheets else "",
        rows=len(table.rows),
        layout=layout.as_json(),
        sent_by=user,
    )


def choose(upload: FigureUpload, *, sheet: str = "", layout: Layout | None = None) -> None:
    """Another sheet (laid out anew), or what staff say the columns are."""
    if sheet and sheet != upload.sheet:
        table = read(_path(upload), sheet)
        layout = detect(table, known_names(), upload.name)
        upload.sheet, upload.rows = table.name, len(table.rows)
    if layout is not None:
        upload.layout = layout.as_json()
    upload.save(update_fields=["sheet", "layout", "rows"])


def teach(names: Mapping[str, Any]) -> None:
    """Remember that a name in tables means a library or an indicator."""
    for text, target in names.items():
        kind = target._meta.model_name
        values = {"library": None, "indicator": None, kind: target}
        Alias.objects.update_or_create(text=text[:80], defaults=values)


def preview(upload: FigureUpload) -> Preview:
    """What would come of it; writes nothing."""
    table, layout, reading = _read(upload)
    return Preview(table, layout, reading, outlook(reading))


def commit(
    upload: FigureUpload,
    *,
    user: Any,
    is_partial: bool = False,
    on_checked: Callable[[int], None] | None = None,
    on_written: Callable[[int, int], None] | None = None,
) -> Batch:
    """Import the table as one batch; *is_partial* leaves out the cells with errors.

    Sent twice at the same moment, the second finds every number there and changes nothing.
    *on_checked* hears of rows, *on_written* of numbers and how many there are.
    """
    _table, _layout, reading = _read(upload, on_checked)
    if reading.counts[Level.ERROR] and not is_partial:
        raise FiguresError(_("Mend the errors, or say that their rows may be left out."))
    number = len(reading.numbers)

    def progress(written: int) -> None:
        if on_written:
            on_written(written, number)

    batch = _write(
        reading,
        label=upload.name,
        user=user,
        file_name=upload.name,
        on_progress=progress,
    )
    if batch.pk:
        upload.batch = batch
        upload.save(update_fields=["batch"])
    Path(upload.path).unlink(missing_ok=True)
    return batch


def import_file(path: Path, *, label: str = "", user: Any = None) -> tuple[Batch, Reading]:
    """Import a whole file without a look at it, for commands; cells with errors are left out."""
    names = known_names()
    table = read(path)
    reading = interpret(table, detect(table, names, path.name), names)
    return _write(reading, label=label or path.name, user=user, file_name=path.name), reading


def _write(reading: Reading, **about: Any) -> Batch:
    entries = (Entry(*number) for number in reading.numbers)
    return record(entries, kind=BatchKind.IMPORT, **about)


def _read(
    upload: FigureUpload, on_checked: Callable[[int], None] | None = None
) -> tuple[Table, Layout, Reading]:
    table = read(_path(upload), upload.sheet)
    layout = Layout.from_json(upload.layout)
    return table, layout, interpret(table, layout, known_names(), on_checked)


def _path(upload: FigureUpload) -> Path:
    path = Path(upload.path)
    if not path.is_file():
        raise TableError(_("The file is no longer here: send it again."))
    return path


def _folder() -> Path:
    folder = Path(settings.PORTAL_STATE_DIR) / "imports" / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
