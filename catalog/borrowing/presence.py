"""Proof that a reader stands in a library: the code on its wall, good for two hours."""

import time

from django.http import HttpRequest

from catalog.borrowing.models import BranchCode
from portal.core.models import Library

KEY = "borrowing.presence"
SECONDS = 2 * 60 * 60


def tidy(code: str) -> str:
    """As it may be typed: small letters, gaps."""
    return "".join(code.split()).replace("-", "").upper()


def enter(request: HttpRequest, code: str) -> Library | None:
    """Believe from now on that the reader is where *code* hangs; None when it hangs nowhere."""
    row = _row(tidy(code))
    if row is None:
        return None
    request.session[KEY] = {"code": row.code, "until": time.time() + SECONDS}
    return row.library


def leave(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def library_of(request: HttpRequest) -> Library | None:
    """Where the reader is; nowhere once the time is over or staff have changed the code."""
    known = request.session.get(KEY)
    if not known or known["until"] < time.time():
        return None
    row = _row(known["code"])
    return row.library if row else None


def _row(code: str) -> BranchCode | None:
    return BranchCode.objects.select_related("library").filter(code=code).first()
