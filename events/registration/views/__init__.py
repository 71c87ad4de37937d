"""Pages of registration for readers."""

from .calendar import calendar_address, own_calendar_feed
from .feedback import feedback
from .mine import (
    accept,
    cancel,
    change_party,
    decline,
    registration,
    registration_file,
    registrations,
)
from .places import live, live_rows
from .register import register

__all__ = [
    "accept",
    "calendar_address",
    "cancel",
    "change_party",
    "decline",
    "feedback",
    "live",
    "live_rows",
    "own_calendar_feed",
    "register",
    "registration",
    "registration_file",
    "registrations",
]
