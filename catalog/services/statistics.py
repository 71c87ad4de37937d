"""Asks the library system what is borrowed most and keeps the answer for pages."""

import datetime as dt
import logging

from django.utils import timezone

from catalog.ils.capabilities import Capability, Role
from catalog.ils.errors import ILSError
from catalog.models import LoanCount
from catalog.models.loans import PERIODS
from catalog.systems import ils, source
from portal.core import generation

log = logging.getLogger(__name__)
COUNTED = 300  # books of each period


def count_loans() -> int:
    """Count each period until yesterday; says how many could be.

    What cannot be counted now keeps its last count, which carries its dates.
    """
    system = ils()
    if not system.can(Capability.STATISTICS):
        LoanCount.objects.all().delete()
        return 0
    return sum(_count(days) for days in PERIODS)


def _count(days: int) -> bool:
    end = timezone.localdate() - dt.timedelta(days=1)
    start = end - dt.timedelta(days=days - 1)
    try:
        found = ils().top_loans(start, end, limit=COUNTED)
    except ILSError as error:
        log.warning("loans of %d days: %s", days, type(error).__name__)
        return False
    LoanCount.objects.update_or_create(
        days=days,
        defaults={
            "start": start,
            "end": end,
            "system": ils().routes[Role.STATISTICS].name,
            "source": source(),
            "counts": [[row.record_id, row.loans] for row in found if row.loans],
            "counted_at": timezone.now(),
        },
    )
    generation.bump()
    return True
