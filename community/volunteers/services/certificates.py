"""Certificates of hours: issued for what the ledger says, checked by their code, taken back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.volunteers.errors import VolunteerError
from community.volunteers.models import Certificate, HoursEntry, SignUp, Volunteer


def issue(volunteer: Volunteer, *, since: dt.date, until: dt.date, by: Any = None) -> Certificate:
    """A certificate of the hours between two days, both included.

    One that says the same and still holds is given again.
    """
    if until < since:
        raise VolunteerError(_("The last day lies before the first."), field="until")
    span = {"signup__starts_at__date__gte": since, "signup__starts_at__date__lte": until}
    minutes = HoursEntry.objects.filter(volunteer=volunteer, **span).total()
    if minutes <= 0:
        raise VolunteerError(_("There are no hours in this time."), field="since")
    shifts = SignUp.objects.filter(
        volunteer=volunteer,
        minutes__gt=0,
        starts_at__date__gte=since,
        starts_at__date__lte=until,
    ).count()
    said = {
        "name": volunteer.name,
        "shows_name": volunteer.shows_name,
        "since": since,
        "until": until,
        "minutes": minutes,
        "shifts": shifts,
    }
    known = Certificate.objects.filter(volunteer=volunteer, revoked_at__isnull=True, **said).first()
    return known or Certificate.objects.create(volunteer=volunteer, issued_by=by, **said)


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by: Any = None) -> None:
    """From now on its page says that it does not hold."""
    if not reason.strip():
        raise VolunteerError(_("Say why; the reason is kept."), field="reason")
    Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True).update(
        revoked_at=timezone.now(), revoke_reason=reason.strip()[:200]
    )
    certificate.refresh_from_db()
