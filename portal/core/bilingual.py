"""Names that staff write once in Chinese and once in English, on rows that are not pages."""

from django.db import models
from django.utils.translation import get_language


def localized(row: models.Model, field: str) -> str:
    """The text of *field* in the active language; Chinese where the English is missing.

    The English text stands in `<field>_en` beside the Chinese one.
    """
    if (get_language() or "").startswith("en"):
        return getattr(row, f"{field}_en") or getattr(row, field)
    return getattr(row, field)
