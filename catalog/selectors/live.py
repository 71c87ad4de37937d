"""What the library system says of the copies now, over what the mirrored catalogue knows.

Whatever becomes of the system, there is an answer: its own, an older one of its own, or the
mirror's, and each says which.
"""

import logging
from collections.abc import Iterable, Mapping

from catalog.availability import Availability, Copy
from catalog.enums import HoldingStatus
from catalog.ils.capabilities import Capability
from catalog.ils.errors import ILSError
from catalog.ils.values import Availability as Answer
from catalog.ils.values import Freshness, Item
from catalog.models import Record
from catalog.systems import ils, source
from portal.core.models import Library

from .copies import copies_of, last_import

log = logging.getLogger(__name__)
MOST = 40  # records to one call
_STATUSES = frozenset(HoldingStatus.values)


def live_availability(records: Iterable[Record]) -> dict[int, Availability]:
    """Availability of each of *records* by its key: one call and two queries for all.

    Ask for 40 at most; what is shown on a page is asked for in a fragment, never while the page is
    made.
    """
    asked = list(records)[:MOST]
    spoken_of = {record.record_id: record for record in asked if record.source == source()}
    answers = _ask(spoken_of)
    copies = copies_of(record.pk for record in asked)
    libraries = {library.code: library for library in Library.objects.all()}
    found = {}
    for record in asked:
        mirrored = copies[record.pk]
        answer = answers.get(record.record_id) if record.record_id in spoken_of else None
        if answer is None or answer.freshness is Freshness.STATIC:
            known = last_import(record.source)
            is_unheard = record.record_id in spoken_of and ils().can(Capability.AVAILABILITY)
            found[record.pk] = Availability(
                tuple(mirrored),
                as_of=known,
                is_silent=is_unheard and answer is None,
                is_unheard=is_unheard,
            )
        else:
            found[record.pk] = _merged(answer, mirrored, libraries)
    return found


def _ask(record_ids: Iterable[str]) -> Mapping[str, Answer]:
    """What the system answers; nothing where it fails, for which it has a status page."""
    wanted = list(record_ids)
    if not wanted:
        return {}
    try:
        return ils().availability(wanted)
    except ILSError as error:
        log.warning("availability: %s", type(error).__name__)
        return {}


def _merged(answer: Answer, mirrored: list[Copy], libraries: Mapping[str, Library]) -> Availability:
    """The system knows which copies there are and where; the mirror fills in call numbers."""
    known = {copy.barcode: copy for copy in mirrored if copy.barcode}
    items = [
        _copy(item, known.get(item.barcode), library)
        for item in answer.items
        if item.status != "withdrawn" and (library := libraries.get(item.branch))
    ]
    return Availability(tuple(items), answer.freshness, answer.as_of, answer.queue)


def _copy(item: Item, mirrored: Copy | None, library: Library) -> Copy:
    place = item.location
    # A shelf of the mirror's is where the copy stood in the library it belongs to.
    stays = mirrored is not None and mirrored.library == library
    return Copy(
        library=library,
        status=item.status.value if item.status in _STATUSES else HoldingStatus.UNKNOWN,
        call_number=place.call_number or (mirrored.call_number if mirrored else ""),
        area=place.area or (mirrored.area if mirrored and stays else ""),
        shelf=place.shelf_code or (mirrored.shelf if mirrored and stays else ""),
        barcode=item.barcode,
        due=item.due,
        seen_at=place.rfid_seen_at,
    )
