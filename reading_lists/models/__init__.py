from .index import ReadingListIndexPage
from .items import ReadingListItem
from .lists import ReadingListPage

__all__ = ["ReadingListIndexPage", "ReadingListItem", "ReadingListPage"]
