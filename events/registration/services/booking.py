"""New registrations: by readers, by staff on their behalf, and at the door."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Occurrence, PriorityGroup
from events.places import services as places
from events.places.enums import Status
from events.places.errors import ListFullError
from events.places.steps import Step, insert
from events.registration import notifications
from events.registration.enums import Channel, Presence
from events.registration.errors import (
    AlreadyRegisteredError,
    FullError,
    NotOpenError,
    RegistrationError,
)
from events.registration.models import Attendance, Attendee, Draw, Pool, Registration
from events.registration.party import Head, check_ages, heads
from events.registration.selectors.booking import Booking
from events.registration.selectors.places import pool_of
from portal.accounts.models import FamilyMember, Reader
from portal.notify import services as notify

from . import rules
from .places import changing, counting_people


def register(
    booking: Booking,
    *,
    members: Iterable[FamilyMember] = (),
    adults: int = 0,
    answers: Mapping[str, Any] | None = None,
    priority_group: PriorityGroup | None = None,
    key: str | None = None,
) -> Registration:
    """Register the reader's party: family *members* and so many *adults* besides, the reader among
    them. Answers a registration that is confirmed, waiting or entered for the draw.

    *key* is the form's own number: sent twice, it gives the registration it made the first time.
    """
    now = timezone.now()
    party = heads(booking.day, members=_own(booking.reader, members), adults=adults)
    try:
        rules.check_reader_may(booking, party, priority_group, now)
    except RegistrationError as error:
        return _known(Registration(pool=booking.pool, reader=booking.reader, key=key), error)
    registration = Registration(
        pool=booking.pool,
        reader=booking.reader,
        people=len(party),
        priority_group=priority_group,
        is_priority=rules.check_group(booking.terms, priority_group),
        answers=rules.clean_answers(booking.terms, answers or {}),
        language=get_language() or booking.reader.language,
        key=key,
    )
    if rules.is_draw_ahead(booking.pool, now):
        registration.status = Status.ENTERED
    return _place(registration, party)


def register_by_staff(
    pool: Pool,
    *,
    channel: Channel,
    reader: Reader | None = None,
    members: Iterable[FamilyMember] = (),
    adults: int = 0,
    children: int = 0,
    name: str = "",
    phone: str = "",
    answers: Mapping[str, Any] | None = None,
    priority_group: PriorityGroup | None = None,
    key: str | None = None,
) -> Registration:
    """Register somebody who rang or came to the desk: times, limits, pauses and questions that
    must be answered do not hold; places, order and ages do.
    """
    now = timezone.now()
    rules.check_takes_place(pool, now)
    day = timezone.localdate(pool.starts_at)
    own = _own(reader, members) if reader else []
    party = heads(day, members=own, adults=adults, children=children, label=name)
    if not party:
        raise RegistrationError(_("Say who is coming."), field="party")
    if reader is None and not name:
        raise RegistrationError(_("Give a name to call them by."), field="contact_name")
    check_ages(pool.terms, party, day)
    registration = Registration(
        pool=pool,
        reader=reader,
        people=len(party),
        priority_group=priority_group,
        is_priority=rules.check_group(pool.terms, priority_group),
        answers={str(key): str(value) for key, value in (answers or {}).items() if value},
        language=reader.language if reader else get_language(),
        channel=channel,
        contact_name="" if reader else name,
        contact_phone="" if reader else phone,
        key=key,
    )
    if rules.is_draw_ahead(pool, now):
        registration.status = Status.ENTERED
    return _place(registration, party)


def walk_in(
    occurrence: Occurrence,
    *,
    by: Any,
    adults: int = 0,
    children: int = 0,
    name: str = "",
    key: str | None = None,
) -> Registration:
    """Let people in who stand at the door: they have come. They take a free place even if others
    wait, for those are not there; they never take one that somebody has. Of a course they have
    come to this date and are registered for all.
    """
    pool = _pool_at_the_door(occurrence)
    if key and (known := Registration.objects.filter(key=key, pool=pool).first()):
        return known
    party = heads(occurrence.local_date, adults=adults, children=children, label=name)
    if not party:
        raise RegistrationError(_("Say how many are coming in."), field="party")
    with changing(pool) as locked:
        if locked.free is not None and locked.free < len(party):
            raise FullError(
                _("Only %(number)d places are free. Raise the number of places to let more in.")
                % {"number": locked.free},
                field="party",
            )
        registration = Registration.objects.create(
            pool=locked,
            people=len(party),
            channel=Channel.WALK_IN,
            contact_name=name,
            status=Status.CONFIRMED,
            key=key,
        )
        places.seat_at_once(locked, registration)
        attendees = Attendee.objects.bulk_create(_attendee(registration, head) for head in party)
        Attendance.objects.bulk_create(
            Attendance(attendee=head, occurrence=occurrence, state=Presence.CAME, by=by)
            for head in attendees
        )
    return registration


def _pool_at_the_door(occurrence: Occurrence) -> Pool:
    pool = pool_of(occurrence.uid)
    if pool is None:
        raise RegistrationError(_("Nobody registers for this date: people just come."))
    return pool


def _own(reader: Reader, members: Iterable[FamilyMember]) -> list[FamilyMember]:
    own = list({member.pk: member for member in members}.values())
    if any(member.guardian_id != reader.pk for member in own):
        raise RegistrationError(_("Choose from your own family."), field="members")
    return own


def _place(registration: Registration, party: list[Head]) -> Registration:
    """Write down the party, its heads, its letter and the number of people, all as one."""
    attendees = [_attendee(registration, head) for head in party]
    letters = notifications.received(registration)
    steps = [insert("heads", attendees, after="claim", registration="claim.id")]
    if letters:
        steps.append(insert("letters", letters, after="claim"))
    try:
        with places.waiting_briefly():
            if registration.status == Status.ENTERED:
                _enter(registration, steps)
            else:
                places.take(registration, *steps, *counting_people(registration))
    except IntegrityError as error:
        return _known(registration, error)
    except ListFullError as error:
        raise FullError(f"{error} {_('Choose another date.')}") from error
    notify.hand_over(letters)
    return registration


def _enter(registration: Registration, steps: list[Step]) -> None:
    with transaction.atomic():
        _check_not_drawn(registration.pool)
        places.enter(registration, *steps)


def _check_not_drawn(pool: Pool) -> None:
    """An entry must not arrive behind the back of the draw, which holds the same row."""
    places.lock(pool)
    if Draw.objects.filter(pool=pool, drawn_at__isnull=False).exists():
        raise NotOpenError(_("The draw has just been made. Try again: places may be left."))


def _attendee(registration: Registration, head: Head) -> Attendee:
    return Attendee(
        registration=registration, category=head.category, member=head.member, label=head.label
    )


def _known(registration: Registration, error: Exception) -> Registration:
    """Who is refused may be in already: by the same form, or by another one.

    Nobody is asked before; a unique constraint refuses a second registration.
    """
    rows = Registration.objects.filter(pool=registration.pool_id)
    if registration.key and (same := rows.filter(key=registration.key).first()):
        return same
    if registration.reader_id and (
        other := rows.active().filter(reader=registration.reader_id).first()
    ):
        raise AlreadyRegisteredError(
            _("You are registered here already. You can change who comes."), uid=other.uid
        ) from error
    if "nobody_on_withdrawn_dates" in str(error):
        raise NotOpenError(_("This date no longer takes place. Choose another one.")) from error
    raise error
