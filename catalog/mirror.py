"""What the mirrored catalogue knows of the copies, for systems that speak of items alone."""

from collections.abc import Collection, Mapping

from catalog.ils.values import Item, ItemStatus, ShelfLocation
from catalog.models import Holding


class MirroredCatalogue:
    """The copies of the records that came from *source*."""

    def __init__(self, source: str) -> None:
        self.source = source

    def items(self, record_ids: Collection[str]) -> Mapping[str, tuple[Item, ...]]:
        copies: dict[str, list[Item]] = {}
        for holding in self._holdings(record__record_id__in=record_ids):
            copies.setdefault(holding.record.record_id, []).append(_item(holding))
        return {record_id: tuple(items) for record_id, items in copies.items()}

    def records_of(self, barcodes: Collection[str]) -> Mapping[str, tuple[str, str]]:
        return {
            holding.barcode: (holding.record.record_id, holding.record.full_title)
            for holding in self._holdings(barcode__in=barcodes)
        }

    def _holdings(self, **found_by: object) -> list[Holding]:
        holdings = Holding.objects.filter(record__source=self.source, **found_by)
        return list(
            holdings.select_related("record", "library")
            .only(
                "barcode", "call_number", "area", "shelf", "library__code",
                "record__record_id", "record__title", "record__subtitle", "record__volume",
            )
            .order_by("pk")
        )  # fmt: skip


def _item(holding: Holding) -> Item:
    return Item(
        item_id=holding.barcode,
        barcode=holding.barcode,
        branch=holding.library.code,
        status=ItemStatus.UNKNOWN,
        location=ShelfLocation(holding.area, holding.call_number, holding.shelf),
    )
