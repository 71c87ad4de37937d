from .cards import link, name, unlink
from .loans import account, act, cancel_hold, loans, numbers, renew

__all__ = [
    "account",
    "act",
    "cancel_hold",
    "link",
    "loans",
    "name",
    "numbers",
    "renew",
    "unlink",
]
