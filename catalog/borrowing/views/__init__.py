from .acts import act
from .cards import link, name, unlink
from .checkout import borrow, checkout, enter, here, leave
from .hold import hold
from .loans import account, cancel_hold, loans, numbers, renew

__all__ = [
    "account",
    "act",
    "borrow",
    "cancel_hold",
    "checkout",
    "enter",
    "here",
    "hold",
    "leave",
    "link",
    "loans",
    "name",
    "numbers",
    "renew",
    "unlink",
]
