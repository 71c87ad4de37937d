"""Pages of registration for readers."""

from .mine import (
    accept,
    cancel,
    change_party,
    decline,
    registration,
    registration_file,
    registrations,
)
from .places import live
from .register import register

__all__ = [
    "accept",
    "cancel",
    "change_party",
    "decline",
    "live",
    "register",
    "registration",
    "registration_file",
    "registrations",
]
