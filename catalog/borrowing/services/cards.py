"""Linking and unlinking library cards. The PIN passes through and is kept nowhere."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from catalog.borrowing.cards import system_name
from catalog.borrowing.errors import (
    AwayError,
    CardTakenError,
    TooManyCardsError,
    WrongCardError,
)
from catalog.borrowing.models import LinkedCard
from catalog.ils.errors import ILSError
from catalog.ils.values import PatronRef
from catalog.sealing import seal
from catalog.systems import ils
from portal.accounts.models import CardLink, Reader, hash_number, mask_number
from portal.accounts.names import tidy_nickname

from .attempts import Counted, count, forgive, take_back

MOST_CARDS = 8


@sensitive_variables("number", "pin")
def link_card(
    reader: Reader, number: str, pin: str, *, nickname: str = "", address: str = ""
) -> LinkedCard:
    """Link the card to *reader*'s account, or renew its link. Raises CardError.

    Must not be called inside a transaction: what is counted has to stay when the PIN is wrong.
    """
    attempt = Counted(card=number, reader=str(reader.pk), address=address)
    count(attempt)
    patron = _ask(number, pin, attempt)
    if patron is None:
        raise WrongCardError
    forgive(attempt)
    return _keep(reader, number, patron, tidy_nickname(nickname))


@sensitive_variables("number", "pin")
def _ask(number: str, pin: str, attempt: Counted) -> PatronRef | None:
    try:
        return ils().authenticate(number.strip(), pin)
    except ILSError:
        take_back(attempt)
    raise AwayError  # outside: the error of the driver would carry its variables along


@sensitive_variables("number")
def _keep(reader: Reader, number: str, patron: PatronRef, nickname: str) -> LinkedCard:
    system = system_name()
    number_hash = hash_number(system, number)
    known = CardLink.objects.filter(system=system, number_hash=number_hash).first()
    if known and known.reader_id != reader.pk:
        raise CardTakenError
    if known is None and reader.cards.count() >= MOST_CARDS:
        raise TooManyCardsError
    try:
        with transaction.atomic():
            card, _made = CardLink.objects.update_or_create(
                reader=reader,
                system=system,
                number_hash=number_hash,
                defaults={"masked_number": mask_number(number), "verified_at": timezone.now()},
            )
            linked, _made = LinkedCard.objects.update_or_create(
                card=card, defaults={"sealed": seal(patron), "nickname": nickname}
            )
    except IntegrityError as error:  # somebody else in the same moment
        raise CardTakenError from error
    return linked


def name_card(linked: LinkedCard, nickname: str) -> None:
    linked.nickname = tidy_nickname(nickname)
    linked.full_clean()
    linked.save(update_fields=["nickname"])


def unlink_card(linked: LinkedCard) -> None:
    """The link is deleted; the card itself, its loans and holds stay as they are."""
    linked.card.delete()
