"""The portal's own circulation as a library system like any other."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import OperationalError, connection
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from catalog.circulation import selectors, services
from catalog.circulation.enums import HoldState
from catalog.circulation.errors import RefusedError
from catalog.circulation.models import Hold, Loan, Patron
from catalog.circulation.selectors import Copy
from catalog.ils import codes, values
from catalog.ils.capabilities import Capability
from catalog.ils.errors import ILSBusy, NotFound
from catalog.ils.values import Block, Outcome, PatronRef
from catalog.models import Record
from portal.core.models import Library

Row = TypeVar("Row", Hold, Loan)
_STATES = {
    HoldState.WAITING: values.HoldState.WAITING,
    HoldState.IN_TRANSIT: values.HoldState.IN_TRANSIT,
    HoldState.READY: values.HoldState.READY,
}


class LocalSystem:
    """Holdings, patrons, circulation and statistics from the portal's own tables.

    *source* is the catalogue whose records are lent, as in `Record.source`.
    """

    is_embedded = True
    capabilities = frozenset(
        {
            Capability.AVAILABILITY,
            Capability.AVAILABILITY_BULK,
            Capability.SHELF_LOCATION,
            Capability.PATRON_AUTH,
            Capability.PATRON_SUMMARY,
            Capability.HOLD_PLACE,
            Capability.HOLD_CANCEL,
            Capability.HOLD_PICKUP_CHOICE,
            Capability.RENEW,
            Capability.SELF_CHECKOUT,
            Capability.STATISTICS,
        }
    )

    def __init__(self, *, name: str = "circulation", source: str = "local") -> None:
        self.name = name
        self.source = source

    def ping(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    # --- holdings -------------------------------------------------------------------------------

    def availability(self, record_ids: Collection[str]) -> values.AvailabilityMap:
        """Four queries, whatever the number of records."""
        records = self._records().filter(record_id__in=set(record_ids))
        numbers = dict(records.values_list("pk", "record_id"))
        shelves = selectors.shelves(numbers)
        now = timezone.now()
        return {
            number: values.Availability(
                record_id=number,
                items=tuple(_item(copy) for copy in shelves[pk].copies),
                queue=shelves[pk].queue,
                as_of=now,
            )
            for pk, number in numbers.items()
        }

    # --- patrons --------------------------------------------------------------------------------

    def authenticate(self, card: str, pin: str) -> PatronRef | None:
        patron = services.authenticate(card, pin)
        return _ref(patron) if patron else None

    def summary(self, patron: PatronRef) -> values.PatronSummary:
        row = _patron(patron)
        now = selectors.standing(row)
        refusals = selectors.patron_refusals(row, now)
        return values.PatronSummary(
            patron=_ref(row),
            display_name=row.display_name,
            expires=row.expires,
            loans=now.loans,
            overdues=now.overdues,
            holds=now.holds,
            holds_ready=now.ready,
            loan_limit=row.rules.loan_limit,
            hold_limit=row.rules.hold_limit,
            blocks=tuple(Block(code) for code in refusals),
        )

    def loans(self, patron: PatronRef) -> Sequence[values.Loan]:
        row, today = _patron(patron), timezone.localdate()
        return [_loan(loan, row, today) for loan in selectors.loans_of(row)]

    def holds(self, patron: PatronRef) -> Sequence[values.Hold]:
        return [
            values.Hold(
                hold_id=str(hold.pk),
                record_id=hold.record.record_id,
                title=hold.record.full_title,
                pickup_branch=hold.pickup.code,
                state=_STATES[HoldState(hold.state)],
                position=hold.place,
                placed=timezone.localdate(hold.placed_at),
                pickup_until=hold.pickup_until,
            )
            for hold in selectors.holds_of(_patron(patron))
        ]

    # --- circulation ----------------------------------------------------------------------------

    def pickup_branches(self, patron: PatronRef, record_id: str) -> Sequence[str]:
        """Any library that has a desk."""
        desks = Library.objects.exclude(level=Library.Level.ROOM)
        return list(desks.values_list("code", flat=True))

    def place_hold(
        self, patron: PatronRef, record_id: str, pickup_branch: str, *, key: str, item_id: str = ""
    ) -> Outcome:
        row = _patron(patron)
        record = self._records().filter(record_id=record_id).first()
        if record is None:
            raise NotFound("record")
        if pickup_branch not in self.pickup_branches(patron, record_id):
            return Outcome.refused(codes.HOLD_PICKUP)
        pickup = Library.objects.get(code=pickup_branch)
        try:
            with _or_busy():
                hold = services.place_hold(row, record, pickup=pickup, key=_scoped(row, key))
        except RefusedError as refused:
            return Outcome.refused(*refused.codes)
        placed = selectors.holds_of(row).filter(pk=hold.pk).first()
        return Outcome(ok=True, ref=str(hold.pk), position=placed.place if placed else None)

    def cancel_hold(self, patron: PatronRef, hold_id: str) -> Outcome:
        hold = _own(Hold.objects.active(), patron, hold_id)
        with _or_busy():
            services.cancel_hold(hold)
        return Outcome(ok=True, ref=hold_id)

    def renew(self, patron: PatronRef, loan_id: str) -> Outcome:
        loan = _own(Loan.objects.running(), patron, loan_id)
        try:
            with _or_busy():
                renewed = services.renew(loan)
        except RefusedError as refused:
            return Outcome.refused(*refused.codes)
        return Outcome(ok=True, ref=loan_id, due=renewed.due)

    def checkout(
        self, patron: PatronRef, barcode: str, *, branch: str, key: str, confirm_token: str = ""
    ) -> Outcome:
        row = _patron(patron)
        library = Library.objects.filter(code=branch).first()
        if library is None:
            return Outcome.refused(codes.ITEM_OTHER_BRANCH)
        try:
            with _or_busy():
                loan = services.check_out(
                    row, barcode, at=library, key=_scoped(row, key), must_stand_here=True
                )
        except RefusedError as refused:
            return Outcome.refused(*refused.codes)
        return Outcome(ok=True, ref=str(loan.pk), due=loan.due)

    # --- statistics -----------------------------------------------------------------------------

    def top_loans(
        self, start: dt.date, end: dt.date, *, branch: str = "", clc: str = "", limit: int = 100
    ) -> Sequence[values.CirculationStat]:
        loans = Loan.objects.filter(lent_at__date__range=(start, end))
        if branch:
            loans = loans.filter(library__code=branch)
        if clc:
            loans = loans.filter(record__clc__startswith=clc)
        rows = loans.order_by().values_list("record__record_id")
        counted = rows.annotate(number=Count("pk"), renewed=Sum("renewals"))
        most = counted.order_by("-number", "record__record_id")[:limit]
        return [
            values.CirculationStat(record_id, number, renewed, branch=branch)
            for record_id, number, renewed in most
        ]

    def _records(self) -> QuerySet[Record]:
        return Record.objects.filter(source=self.source)


@contextmanager
def _or_busy() -> Iterator[None]:
    """Whoever waits too long for a row has changed nothing and may come again."""
    try:
        yield
    except OperationalError as error:
        raise ILSBusy(type(error).__name__) from None


def _patron(patron: PatronRef) -> Patron:
    rows = Patron.objects.select_related("rules", "home")
    row = rows.filter(uid=patron.patron_id).first() if _is_uid(patron.patron_id) else None
    if row is None:
        raise NotFound("patron")
    return row


def _is_uid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _own(rows: QuerySet[Row], patron: PatronRef, pk: str) -> Row:
    """The hold or loan with this number, if it is the patron's."""
    row = rows.filter(patron__uid=_patron(patron).uid, pk=pk).first() if pk.isdecimal() else None
    if row is None:
        raise NotFound("not this patron's")
    return row


def _scoped(patron: Patron, key: str) -> str:
    """Keys of different readers never meet, whoever made them up."""
    return f"{patron.pk}:{key}"[:64]


def _ref(patron: Patron) -> PatronRef:
    return PatronRef(
        patron_id=str(patron.uid),
        card_hint=patron.masked_number.lstrip("*"),
        home_branch=patron.home.code,
        category=patron.rules.code,
    )


def _item(copy: Copy) -> values.Item:
    row = copy.holding
    return values.Item(
        item_id=row.barcode or f"pk-{row.pk}",
        barcode=row.barcode,
        branch=copy.place.code,
        home_branch=copy.home.code,
        status=copy.status,
        location=values.ShelfLocation(
            area=row.area, call_number=row.call_number, shelf_code=row.shelf
        ),
        due=copy.due,
        holdable=copy.is_lendable,
    )


def _loan(loan: Any, patron: Patron, today: dt.date) -> values.Loan:
    left = max(0, patron.rules.renewals - loan.renewals)
    is_overdue = loan.due < today
    return values.Loan(
        loan_id=str(loan.pk),
        barcode=loan.barcode,
        title=loan.record.full_title,
        due=loan.due,
        branch=loan.library.code,
        record_id=loan.record.record_id,
        renewals_left=left,
        renewable=left > 0 and not is_overdue and not loan.is_wanted and not patron.block,
        is_overdue=is_overdue,
    )
