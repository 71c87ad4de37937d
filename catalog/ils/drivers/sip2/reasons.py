"""Why a SIP2 server refuses, as far as the protocol says it; the rest are its own words.

An answer to a command has a yes or a no and a message in prose. What is known besides are the
status of the copy and fourteen flags of the patron.
"""

import datetime as dt

from catalog.ils import codes
from catalog.ils.values import Block, ItemStatus

from .dates import day
from .frames import Answer

STATUSES = {
    "02": ItemStatus.PROCESSING,  # on order
    "03": ItemStatus.AVAILABLE,
    "04": ItemStatus.ON_LOAN,
    "05": ItemStatus.ON_LOAN,
    "06": ItemStatus.PROCESSING,
    "07": ItemStatus.ON_LOAN,  # recalled
    "08": ItemStatus.ON_HOLD,
    "09": ItemStatus.PROCESSING,  # to be put back on the shelf
    "10": ItemStatus.IN_TRANSIT,
    "11": ItemStatus.LOST,  # its reader says that it was returned
    "12": ItemStatus.LOST,
    "13": ItemStatus.LOST,  # cannot be found
}
NOT_LENT = {
    ItemStatus.ON_HOLD: codes.ITEM_RESERVED,
    ItemStatus.LOST: codes.ITEM_LOST,
    ItemStatus.PROCESSING: codes.ITEM_RESTRICTED,
    ItemStatus.IN_TRANSIT: codes.ITEM_RESTRICTED,
}
NO_LOANS, NO_HOLDS, TOO_MANY_RENEWALS = 0, 3, 7  # flags with a use of their own
_FLAGS = {
    4: codes.PATRON_CARD_LOST,
    5: codes.LOAN_LIMIT,
    6: codes.PATRON_OVERDUES,
    9: codes.PATRON_RESTRICTED,  # has lost too many copies
    10: codes.PATRON_DEBT,
    11: codes.PATRON_DEBT,
    13: codes.PATRON_DEBT,
}


def standing(patron: Answer) -> list[str]:
    """What stands against any loan of a patron; "no loans" only where nothing says why."""
    found = [code for flag, code in _FLAGS.items() if patron.has_flag(flag)]
    expires, today = expiry(patron), day(patron.fixed[17:25])
    if expires and today and expires < today:
        found.append(codes.PATRON_EXPIRED)
    if patron.has_flag(NO_LOANS) and not found:
        found.append(codes.PATRON_RESTRICTED)
    return list(dict.fromkeys(found))


def expiry(patron: Answer) -> dt.date | None:
    """PA is no part of the protocol, but several systems write it."""
    return day(patron.first("PA"))


def is_known(blocks: tuple[Block, ...]) -> bool:
    return any(block.code != codes.REFUSED for block in blocks)
