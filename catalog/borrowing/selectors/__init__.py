"""What a reader's card has, as the pages show it."""

from .account import Account, HoldRow, LoanRow, account, find_hold, in_short
from .acts import act_key
from .borrowed import Borrowed, book_of, receipt
from .wishes import Wish, wish

__all__ = [
    "Account",
    "Borrowed",
    "HoldRow",
    "LoanRow",
    "Wish",
    "account",
    "act_key",
    "book_of",
    "find_hold",
    "in_short",
    "receipt",
    "wish",
]
