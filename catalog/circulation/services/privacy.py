"""Who has borrowed what is nobody's business once the book is back and looked over."""

import datetime as dt

from django.utils import timezone

from catalog.circulation.enums import ACTIVE
from catalog.circulation.models import Hold, Loan

KEPT = dt.timedelta(days=30)


def forget_returned() -> int:
    """Take the card off the loans returned a month ago, and drop holds that ended then."""
    before = timezone.now() - KEPT
    Hold.objects.exclude(state__in=ACTIVE).filter(ended_at__lt=before).delete()
    return Loan.objects.filter(returned_at__lt=before, patron__isnull=False).update(patron=None)
