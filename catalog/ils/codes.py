"""Why a library system refuses: the codes that drivers translate their system's words into.

The wording for readers is in `catalog.borrowing.wording`; a code it does not know falls back to the
message of the system. The list follows what discovery layers tell apart.
"""

from typing import Final

PATRON_EXPIRED: Final = "patron.expired"
PATRON_RESTRICTED: Final = "patron.restricted"
PATRON_DEBT: Final = "patron.debt"
PATRON_CARD_LOST: Final = "patron.card_lost"
PATRON_OVERDUES: Final = "patron.overdues"
PATRON_AGE: Final = "patron.age"
LOAN_LIMIT: Final = "loan.limit"
ITEM_UNKNOWN: Final = "item.unknown"
ITEM_OTHER_BRANCH: Final = "item.other_branch"
ITEM_REFERENCE: Final = "item.reference"
ITEM_ON_LOAN: Final = "item.on_loan"
ITEM_MINE: Final = "item.mine"
ITEM_RESERVED: Final = "item.reserved"
ITEM_WITHDRAWN: Final = "item.withdrawn"
ITEM_LOST: Final = "item.lost"
ITEM_RESTRICTED: Final = "item.restricted"
HOLD_DUPLICATE: Final = "hold.duplicate"
HOLD_LIMIT: Final = "hold.limit"
HOLD_NOT_ALLOWED: Final = "hold.not_allowed"
HOLD_PICKUP: Final = "hold.pickup"
HOLD_READY: Final = "hold.ready"
RENEW_LIMIT: Final = "renew.limit"
RENEW_TOO_SOON: Final = "renew.too_soon"
RENEW_RESERVED: Final = "renew.reserved"
RENEW_OVERDUE: Final = "renew.overdue"
CONFIRM_EXPIRED: Final = "confirm.expired"
REFUSED: Final = "ils.refused"

ALL: Final = frozenset(
    value for name, value in list(globals().items()) if name.isupper() and isinstance(value, str)
)
