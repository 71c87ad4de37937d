"""Sets of copies: laid out in the room a meeting has, with the means of room bookings."""

from django.db import transaction
from django.utils import timezone

from community.clubs.models import Club, ClubBook
from events.spaces.models import Booking, CopySet


@transaction.atomic
def lay_out_copies(club: Club) -> int:
    """Tell the desk of each coming meeting which copies belong into its room.

    Follows the books as they are now; answers how many meetings have copies.
    """
    if club.series is None:
        return 0
    books = list(club.books.filter(copies__gt=0).select_related("record"))
    bookings = Booking.objects.holding().filter(
        occurrence__series__translation_key=club.series.translation_key,
        end__gt=timezone.now(),
    )
    laid_out = 0
    days = dict(bookings.values_list("pk", "occurrence__local_date"))
    for booking in bookings.prefetch_related("copy_sets"):
        month = days[booking.pk].replace(day=1)
        laid_out += _lay_out(booking, [book for book in books if book.month == month])
    return laid_out


def _lay_out(booking: Booking, books: list[ClubBook]) -> bool:
    there = {row.record_id: row for row in booking.copy_sets.all()}
    for book in books:
        row = there.pop(book.record_id, None) or CopySet(booking=booking, record=book.record)
        if (row.title, row.copies) != (title := book.record.title[:160], book.copies):
            row.title, row.copies, row.is_ready = title, book.copies, False
            row.save()
    for row in there.values():
        row.delete()
    return bool(books)
