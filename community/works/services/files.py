"""The files of works: kept privately when they come in, gone when nobody needs them."""

import datetime as dt
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.moderation.enums import State
from community.works import storage
from community.works.cleaning import CleanFile
from community.works.errors import FileRefusedError
from community.works.models import Piece
from portal.accounts.models import FamilyMember, Reader

# How long files wait for a form to be finished, and how many of them.
LOOSE_FOR = dt.timedelta(days=1)
MOST_LOOSE = 24


def keep(reader: Reader, clean: CleanFile) -> Piece:
    """Store a cleaned file for *reader*, whose form may still have to be mended."""
    if Piece.objects.loose().filter(reader=reader).count() >= MOST_LOOSE:
        raise FileRefusedError(_("You have sent many files without finishing. Come back tomorrow."))
    width, height = clean.size or (None, None)
    piece = Piece(
        reader=reader,
        form=clean.form,
        size=len(clean.data),
        width=width,
        height=height,
        pages=clean.pages,
        seconds=clean.seconds,
    )
    piece.file.save(f"file.{clean.extension}", ContentFile(clean.data), save=False)
    if clean.small:
        piece.small.save("small.jpg", ContentFile(clean.small), save=False)
    piece.save()
    return piece


def drop(pieces: Iterable[Piece]) -> int:
    """Delete *pieces*, and their files once that is certain."""
    rows = list(pieces)
    names = [str(file.name) for row in rows for file in (row.file, row.small) if file]
    Piece.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(lambda: _delete(names))
    return len(rows)


def _delete(names: list[str]) -> None:
    place = storage.private()
    for name in names:
        place.delete(name)


def forget_reader(reader: Reader) -> None:
    """All files of somebody who leaves."""
    drop(Piece.objects.filter(reader=reader))


def forget_member(member: FamilyMember) -> None:
    """The files of a child that is taken out."""
    drop(Piece.objects.filter(contribution__voice__member=member))


def forget_loose() -> int:
    """Files of forms that were never finished."""
    rows = Piece.objects.loose().filter(created_at__lt=timezone.now() - LOOSE_FOR)
    return drop(rows)


def forget_withdrawn() -> int:
    """Files of works that their authors took back, or that never got past the guardian."""
    return drop(Piece.objects.filter(contribution__state=State.WITHDRAWN))
