"""Which books may be recommended."""

from typing import Any

from catalog.models import HiddenRecord, Record
from portal.core import generation


def hide(record: Record, *, user: Any) -> None:
    """Keep *record* out of newest and similar books; it is found and lent as before."""
    HiddenRecord.objects.get_or_create(record=record, defaults={"hidden_by": user})
    generation.bump()


def show(record: Record) -> None:
    HiddenRecord.objects.filter(record=record).delete()
    generation.bump()


def is_hidden(record: Record) -> bool:
    return HiddenRecord.objects.filter(record=record).exists()
