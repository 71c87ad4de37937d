"""What readers borrow most: books, never readers."""

from dataclasses import dataclass

from catalog.models import LoanCount, Record


@dataclass(frozen=True, slots=True)
class MostBorrowed:
    """*loans* by key of the record, in the order of *records*."""

    count: LoanCount
    records: list[Record]
    loans: dict[int, int]


def most_borrowed(
    days: int, *, clc_top: str = "", audience: str = "", limit: int = 6
) -> MostBorrowed | None:
    """From the last count of that period; nothing where no system counts. Two queries."""
    count = LoanCount.objects.filter(days=days).first()
    if count is None or not count.counts:
        return None
    loans = dict(count.counts)
    found = Record.objects.recommended().filter(source=count.source, record_id__in=loans)
    if clc_top:
        found = found.filter(clc_top=clc_top)
    if audience:
        found = found.filter(audience=audience)
    ranked = sorted(found, key=lambda record: (-loans[record.record_id], record.pk))[:limit]
    if not ranked:
        return None
    return MostBorrowed(count, ranked, {record.pk: loans[record.record_id] for record in ranked})
