"""What a reader's card has, as the pages show it."""

from .account import Account, HoldRow, LoanRow, account, find_hold, in_short
from .acts import act_key

__all__ = ["Account", "HoldRow", "LoanRow", "account", "act_key", "find_hold", "in_short"]
