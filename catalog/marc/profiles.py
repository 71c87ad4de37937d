"""Which subfield of which field holds what of a copy: it differs from system to system."""

from dataclasses import dataclass

from .types import Item

STATUSES = {
    "available", "on_loan", "on_hold", "in_transit", "reference", "processing", "lost",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HoldingsProfile:
    """Subfield codes; an empty one means that the system does not write it."""

    tag: str
    library: str
    home: str = ""  # the owner, where the field also names the library that holds the copy now
    barcode: str = ""
    area: str = ""
    class_number: str = ""
    book_number: str = ""
    call_number: str = ""
    shelf: str = ""
    status: str = ""

    def item(self, subfields: dict[str, str]) -> Item:
        """The copy that a field describes; *subfields* has the first value of each code."""
        get = subfields.get
        call_number = get(self.call_number, "") or "/".join(
            filter(None, (get(self.class_number), get(self.book_number)))
        )
        status = get(self.status, "").lower()
        return Item(
            library_code=get(self.library, "") or get(self.home, ""),
            call_number=call_number[:80],
            area=get(self.area, "")[:80],
            shelf=get(self.shelf, "")[:40],
            barcode=get(self.barcode, "")[:40],
            status=status if status in STATUSES else "unknown",
        )


PROFILES = {
    # As union catalogues of Chinese public libraries write it; $z is a status word of ours.
    "905-cn": HoldingsProfile(
        "905", library="a", barcode="b", area="c", class_number="d", book_number="e",
        call_number="f", shelf="s", status="z",
    ),
    "995-koha": HoldingsProfile(
        "995", library="c", home="b", barcode="f", area="e", call_number="k"
    ),
    "952-koha": HoldingsProfile(
        "952", library="b", home="a", barcode="p", area="c", call_number="o"
    ),
    "852": HoldingsProfile(
        "852", library="b", barcode="p", area="c", class_number="h", book_number="i",
        shelf="j", status="z",
    ),
}  # fmt: skip
