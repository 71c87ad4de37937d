"""The messages the portal sends. What would break a frame is refused before it is one."""

from dataclasses import dataclass

import pysip2

from .dates import stamp

LONGEST = 120
CHINESE = "019"
PROTOCOL = "2.00"
# Places in the summary of a patron's message; at most one may be asked for.
HELD, OVERDUE, CHARGED, NOT_YET_HELD = 0, 1, 2, 5
NOTHING = " " * 10
_ANY_COPY, _THIS_COPY = "2", "3"


def is_safe(text: str, encoding: str) -> bool:
    """Whether *text* may stand in a field: it must not end it, nor begin another."""
    if not text or len(text) > LONGEST or not text.isprintable() or "|" in text:
        return False
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Messages:
    """*institution* and *terminal_password* are in every message."""

    institution: str
    terminal_password: str

    def login(self, user: str, password: str, location: str) -> pysip2.LoginRequest:
        return pysip2.LoginRequest(
            uid_algorithm="0",
            pwd_algorithm="0",  # noqa: S106 - means that nothing is encrypted
            login_user_id=user,
            login_password=password,
            location_code=location or None,
        )

    def status(self) -> pysip2.SCStatusRequest:
        return pysip2.SCStatusRequest(
            status_code="0", max_print_width="080", protocol_version=PROTOCOL
        )

    def patron(
        self, card: str, *, pin: str = "", part: int | None = None, most: int = 0
    ) -> pysip2.PatronInformationRequest:
        """Who a patron is; with *part* also which copies, *most* of them."""
        summary = NOTHING if part is None else f"{'':{part}}Y".ljust(len(NOTHING))
        return pysip2.PatronInformationRequest(
            language=CHINESE,
            transaction_date=stamp(),
            summary=summary,
            institution_id=self.institution,
            patron_identifier=card,
            terminal_password=self.terminal_password,
            patron_password=pin or None,
            start_item="1" if most else None,
            end_item=str(most) if most else None,
        )

    def item(self, barcode: str) -> pysip2.ItemInformationRequest:
        return pysip2.ItemInformationRequest(
            transaction_date=stamp(),
            institution_id=self.institution,
            item_identifier=barcode,
            terminal_password=self.terminal_password,
        )

    def checkout(self, card: str, barcode: str, *, accepts_fee: bool) -> pysip2.CheckoutRequest:
        """No renewal in disguise, no loan behind the back of the system's rules."""
        now = stamp()
        return pysip2.CheckoutRequest(
            sc_renewal_policy="N",
            no_block="N",
            transaction_date=now,
            nb_due_date=now,
            institution_id=self.institution,
            patron_identifier=card,
            item_identifier=barcode,
            terminal_password=self.terminal_password,
            fee_acknowledged="Y" if accepts_fee else "N",
            cancel="N",
        )

    def renewal(self, card: str, barcode: str) -> pysip2.RenewRequest:
        now = stamp()
        return pysip2.RenewRequest(
            third_party_allowed="N",
            no_block="N",
            transaction_date=now,
            nb_due_date=now,
            institution_id=self.institution,
            patron_identifier=card,
            item_identifier=barcode,
            terminal_password=self.terminal_password,
            fee_acknowledged="N",
        )

    def hold(
        self, card: str, barcode: str, *, pickup: str, is_this_copy: bool
    ) -> pysip2.HoldRequest:
        return self._hold("+", card, barcode, pickup, _THIS_COPY if is_this_copy else _ANY_COPY)

    def cancellation(self, card: str, identifier: str) -> pysip2.HoldRequest:
        return self._hold("-", card, identifier, "", None)

    def _hold(
        self, mode: str, card: str, barcode: str, pickup: str, kind: str | None
    ) -> pysip2.HoldRequest:
        return pysip2.HoldRequest(
            hold_mode=mode,
            transaction_date=stamp(),
            pickup_location=pickup or None,
            hold_type=kind,
            institution_id=self.institution,
            patron_identifier=card,
            item_identifier=barcode,
            terminal_password=self.terminal_password,
            fee_acknowledged="N",
        )
