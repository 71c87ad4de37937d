"""A patron's handle in a form that a copy of the database does not give away."""

import base64
import hashlib
import json
from dataclasses import asdict

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from catalog.ils.values import PatronRef


def seal(patron: PatronRef) -> str:
    return _cipher().encrypt(json.dumps(asdict(patron)).encode()).decode()


def unseal(sealed: str) -> PatronRef | None:
    """None when *sealed* was made with another key, or was tampered with."""
    try:
        return PatronRef(**json.loads(_cipher().decrypt(sealed.encode())))
    except (InvalidToken, ValueError, TypeError):
        return None


def _cipher() -> Fernet:
    secret = settings.PORTAL_CARD_KEY or settings.SECRET_KEY
    digest = hashlib.sha256(f"catalog.patron:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
