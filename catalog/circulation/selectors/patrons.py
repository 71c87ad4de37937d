"""What a card may do and has."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.circulation.enums import HoldState
from catalog.circulation.models import Hold, Patron
from catalog.ils import codes


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of one card."""

    loans: int
    overdues: int
    holds: int
    ready: int


def standing(patron: Patron) -> Standing:
    """Two queries."""
    overdue = Q(due__lt=timezone.localdate())
    loans = patron.loans.running().aggregate(all=Count("pk"), late=Count("pk", filter=overdue))
    ready = Q(state=HoldState.READY)
    holds = patron.holds.active().aggregate(all=Count("pk"), ready=Count("pk", filter=ready))
    return Standing(loans["all"], loans["late"], holds["all"], holds["ready"])


def patron_refusals(patron: Patron, now: Standing) -> list[str]:
    """Why nothing new is lent on this card."""
    refusals = [patron.block] if patron.block else []
    if patron.is_expired(timezone.localdate()):
        refusals.append(codes.PATRON_EXPIRED)
    if now.overdues:
        refusals.append(codes.PATRON_OVERDUES)
    return refusals


def loans_of(patron: Patron) -> QuerySet[Any]:
    """Loans of the card by date; `is_wanted` says that somebody waits for the book."""
    others = Hold.objects.waiting().filter(record=OuterRef("record")).exclude(patron=patron)
    loans = patron.loans.running().annotate(is_wanted=Exists(others))
    return loans.select_related("record", "library").order_by("due", "pk")


def holds_of(patron: Patron) -> QuerySet[Any]:
    """Holds of the card; `place` is the number in the queue, None once a copy is kept."""
    holds = patron.holds.active().annotate(place=_place()).order_by("placed_at", "pk")
    return holds.select_related("record", "pickup")


def _place() -> Case:
    """How many wait before the hold, and itself; None once a copy is kept for it."""
    earlier = Q(placed_at__lt=OuterRef("placed_at")) | Q(
        placed_at=OuterRef("placed_at"), pk__lt=OuterRef("pk")
    )
    before = Hold.objects.filter(earlier, record=OuterRef("record"), state=HoldState.WAITING)
    count = before.order_by().values("record").annotate(number=Count("pk")).values("number")
    number = Coalesce(Subquery(count, output_field=IntegerField()), 0) + 1
    return Case(When(state=HoldState.WAITING, then=number), default=None)
