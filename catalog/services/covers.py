"""Takes covers from a folder whose files are named after ISBNs."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from catalog.covers.photograph import as_cover
from catalog.isbn import to_isbn13
from catalog.models import Cover
from portal.core import generation
from portal.images.cleaning import PictureError

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic"}


@dataclass(slots=True)
class CoversTaken:
    """*refused* are names of files, each with its reason."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def import_covers(folder: Path, *, source: str, licence: str, is_dry: bool = False) -> CoversTaken:
    """Take each picture in *folder* and below as the cover of the ISBN it is named after.

    A file that has been taken before is left alone, so that the folder may be given again.
    """
    taken = CoversTaken()
    for path in _pictures(folder):
        try:
            _take(path, taken, source=source, licence=licence, is_dry=is_dry)
        except (PictureError, OSError) as error:
            taken.refused.append((str(path.relative_to(folder)), str(error)))
    if not is_dry and (taken.added or taken.replaced):
        generation.bump()
    return taken


def _pictures(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)


def _take(path: Path, taken: CoversTaken, *, source: str, licence: str, is_dry: bool) -> None:
    isbn = to_isbn13(path.stem)
    if isbn is None:
        raise PictureError(_("The file is not named after a valid ISBN."))
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    known = Cover.objects.filter(isbn=isbn).first()
    if known is not None and known.digest == digest:
        taken.unchanged += 1
        return
    picture = as_cover(data, isbn)
    if known is None:
        taken.added += 1
        known = Cover(isbn=isbn)
    else:
        taken.replaced += 1
        if not is_dry:
            known.file.delete(save=False)
    if not is_dry:
        known.source, known.licence, known.digest = source, licence, digest
        known.file.save(picture.name, picture)
