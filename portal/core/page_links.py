"""From the page an editor chose to the same page in the reader's language."""

from collections.abc import Iterable
from uuid import UUID

from wagtail.models import Page


def in_language(
    pages: Iterable[Page], language: str, *, specific: bool = False
) -> dict[UUID, Page]:
    """By translation key: the page in *language* where it is published, else the chosen page.

    Pages that are not published are left out. One query, whatever the number of pages; one more
    for each type of page if *specific* ones are wanted.
    """
    chosen = {page.pk: page.translation_key for page in pages}
    found = Page.objects.live().filter(translation_key__in=set(chosen.values()))
    if specific:
        found = found.specific()
    shown: dict[UUID, Page] = {}
    for page in found.select_related("locale"):
        is_wanted = page.locale.language_code == language
        if is_wanted or (page.pk in chosen and page.translation_key not in shown):
            shown[page.translation_key] = page
    return shown
