"""Changes to a registration that stands: other people, an answer to an offer, the end."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from events.places import services as places
from events.places.enums import Status
from events.registration import notifications
from events.registration.enums import EndReason
from events.registration.errors import NotOpenError, RegistrationError
from events.registration.models import Attendee, Pool, Registration
from events.registration.party import Head, check_ages, check_party, heads
from portal.accounts.models import FamilyMember

from .places import changing


def cancel(registration: Registration, *, is_told: bool = True) -> None:
    """Give the places back; who waits moves up at once. Possible until the event is over."""
    _end(registration, is_told=is_told)


def cancel_by_staff(registration: Registration, *, reason: EndReason, note: str = "") -> None:
    """End it for the library: the reader is told *reason* and *note*."""
    _end(registration, reason=reason, note=note)


def _end(
    registration: Registration, *, is_told: bool = True, reason: str = "", note: str = ""
) -> None:
    with changing(registration.pool) as pool:
        places.reread(registration)
        _check_stands(registration)
        places.release(
            pool,
            registration,
            Status.CANCELLED,
            ended_at=timezone.now(),
            end_reason=reason,
            end_note=note,
        )
        if is_told:
            notifications.ended(registration)


def accept(registration: Registration) -> None:
    """Take an offered place."""
    with changing(registration.pool) as pool:
        places.accept(pool, registration, now=timezone.now())


def decline(registration: Registration) -> None:
    """Leave an offered place to the next; the registration ends with it."""
    with changing(registration.pool) as pool:
        now = timezone.now()
        places.decline(pool, registration, now=now, ended_at=now)


def promote(registration: Registration) -> None:
    """Let one party have free places before those who wait longer: staff must say why."""
    with changing(registration.pool) as pool:
        places.jump(pool, registration)
        notifications.moved_up([registration])


def expire_offers(pool: Pool) -> int:
    """End the offers of *pool* that nobody answered in time; the next in the queue get theirs."""
    with changing(pool) as locked:
        now = timezone.now()
        expired = places.expire_offers(locked, now=now, ended_at=now)
        for registration in expired:
            notifications.ended(registration)
    return len(expired)


def change_party(
    registration: Registration,
    *,
    members: Iterable[FamilyMember] = (),
    adults: int = 0,
    children: int = 0,
) -> None:
    """Let other people come. Fewer keep the place in the queue; more need free places, or on the
    waiting list go to its end. Staff may enter unnamed *children*.
    """
    with changing(registration.pool) as pool:
        registration.refresh_from_db(fields=["status", "people"])
        _check_stands(registration)
        if pool.starts_at <= timezone.now():
            raise NotOpenError(_("It has begun; the staff on the spot can change who comes."))
        day = timezone.localdate(pool.starts_at)
        own = [member for member in members if member.guardian_id == registration.reader_id]
        label = registration.contact_name
        party = heads(day, members=own, adults=adults, children=children, label=label)
        check_party(pool.terms, party)
        check_ages(pool.terms, party, day)
        places.resize(pool, registration, len(party))
        _replace_heads(registration, party)
        notifications.changed_party(registration)


def _replace_heads(registration: Registration, party: list[Head]) -> None:
    """Who stays keeps the row that attendance hangs from."""
    rows = list(registration.attendees.all())
    missing = []
    for head in party:
        same = next((row for row in rows if _is_same(row, head)), None)
        if same:
            rows.remove(same)
        else:
            missing.append(head)
    registration.attendees.filter(pk__in=[row.pk for row in rows]).delete()
    Attendee.objects.bulk_create(
        Attendee(
            registration=registration,
            category=head.category,
            member=head.member,
            label=head.label,
        )
        for head in missing
    )


def _is_same(row: Attendee, head: Head) -> bool:
    member = head.member.pk if head.member else None
    return (row.member_id, row.category, row.label) == (member, head.category, head.label)


def _check_stands(registration: Registration) -> None:
    if not registration.is_active:
        raise RegistrationError(_("This registration has ended already."))
