"""What other areas may ask about reading lists."""

from typing import Any

from django.utils.translation import get_language
from wagtail.models import Locale

from catalog.models import Record
from reading_lists.models import ReadingListPage


def latest_lists(locale: Locale, limit: int) -> list[Any]:
    """The newest public lists in one language, ready for list cards."""
    return ReadingListPage.objects.filter(locale=locale).published()[:limit].with_fans()


def lists_for_record(record: Record) -> list[Any]:
    """The public lists of the active language on which a record stands, ready for list cards."""
    lists = ReadingListPage.objects.filter(locale__language_code=get_language())
    return lists.holding(record).published().with_fans()
