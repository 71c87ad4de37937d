"""What the page of a book shows of the clubs that read it."""

from catalog import page_parts
from catalog.models import Record
from community.clubs.selectors import clubs_reading


def connect() -> None:
    page_parts.register("clubs", "clubs/components/record_part.html", _build, position=30)


def _build(record: Record) -> page_parts.Content | None:
    clubs = clubs_reading(record)
    return page_parts.Content({"clubs": clubs}) if clubs else None
