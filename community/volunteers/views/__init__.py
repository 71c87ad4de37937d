"""What visitors and volunteers see."""

from . import desk
from .here import here
from .joining import change_stage, consent, join, profile
from .mine import accept, decline, mine, release, signup
from .papers import certificate, certificates, statement
from .public import live, opportunity, shift
from .swapping import answer_proposal, offer, take_over, withdraw
from .verify import verify, verify_form

__all__ = [
    "accept",
    "answer_proposal",
    "certificate",
    "certificates",
    "change_stage",
    "consent",
    "decline",
    "desk",
    "here",
    "join",
    "live",
    "mine",
    "offer",
    "opportunity",
    "profile",
    "release",
    "shift",
    "signup",
    "statement",
    "take_over",
    "verify",
    "verify_form",
    "withdraw",
]
