"""What the portal knows of the copies by itself: all records, no status."""

from collections.abc import Collection, Mapping

from catalog.ils.values import Item, ItemStatus, ShelfLocation
from tests.contracts.ils import catalogue


class CatalogueMirror:
    """A mirror without a database, for drivers that lead from records to copies and back."""

    def __init__(self) -> None:
        self._books = {book.record_id: book for book in catalogue.books()}

    def items(self, record_ids: Collection[str]) -> Mapping[str, tuple[Item, ...]]:
        return {
            record_id: tuple(
                Item(
                    copy.barcode,
                    copy.barcode,
                    copy.library_code,
                    ItemStatus.UNKNOWN,
                    ShelfLocation(copy.area, copy.call_number),
                )
                for copy in self._books[record_id].items
            )
            for record_id in record_ids
            if record_id in self._books
        }

    def records_of(self, barcodes: Collection[str]) -> Mapping[str, tuple[str, str]]:
        return {
            copy.barcode: (book.record_id, book.title)
            for book in self._books.values()
            for copy in book.items
            if copy.barcode in barcodes
        }
