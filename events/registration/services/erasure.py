"""When a reader or a family member goes: coming places become free, the past loses its names."""

from events.places import services as places
from events.registration.enums import Category
from events.registration.models import Attendee, Registration
from portal.accounts.models import FamilyMember, Reader

from .changes import cancel
from .places import changing


def forget_reader(reader: Reader) -> None:
    """Give back what is to come; of what was, only numbers stay."""
    rows = Registration.objects.of_reader(reader)
    for registration in rows.active().coming().select_related("pool"):
        cancel(registration, is_told=False)
    Attendee.objects.filter(registration__in=rows).update(label="", member=None)
    rows.update(
        answers={},
        priority_group=None,
        key=None,
        contact_name="",
        contact_phone="",
        end_note="",
    )


def forget_member(member: FamilyMember) -> None:
    """Take one child out of what is to come; a party without its last child stays at home."""
    coming = Registration.objects.active().coming().filter(attendees__member=member)
    for registration in coming.select_related("pool"):
        others = registration.attendees.exclude(member=member)
        if not others.filter(category=Category.CHILD).exists():
            cancel(registration)
        else:
            _leave_out(registration, member)


def _leave_out(registration: Registration, member: FamilyMember) -> None:
    with changing(registration.pool) as pool:
        places.resize(pool, registration, registration.people - 1)
        registration.attendees.filter(member=member).delete()
