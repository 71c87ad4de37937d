"""The portal's own account at Koha: a token for every call, renewed once when it is refused."""

import threading
import time
from dataclasses import replace
from typing import Any

from catalog.ils import patience
from catalog.ils.drivers.transport import Answer, Call, Transport
from catalog.ils.errors import (
    ILSBusy,
    ILSConfigError,
    ILSError,
    ILSProtocolError,
    ILSUnavailable,
    NotFound,
)

PER_PAGE = 500
PAGES = 10
_SPARE = 60.0  # seconds before its end in which a token is no longer used
_GATEWAY = (500, 502, 504)  # whoever says so cannot know whether a command was carried out
_OTHERS: dict[int, type[ILSError]] = {404: NotFound}


class Session:
    def __init__(self, transport: Transport, client_id: str, secret: str) -> None:
        self._transport = transport
        self._client_id = client_id
        self._secret = secret
        self._lock = threading.Lock()
        self._token = ""
        self._valid_until = 0.0

    def call(self, call: Call) -> Answer:
        """Send *call*; what comes back has one of the statuses it expects."""
        token = self._current(call)
        answer = self._transport.send(call, _bearer(token))
        if answer.status == 401:  # nothing was done, so that it may be sent again
            token = self._current(call, refused=token)
            answer = self._transport.send(call, _bearer(token))
        return _checked(answer)

    def rows(self, call: Call) -> list[Any]:
        """All rows of a list, page by page."""
        found: list[Any] = []
        for number in range(1, PAGES + 1):
            params = {**call.params, "_per_page": PER_PAGE, "_page": number}
            page = self.call(replace(call, params=params)).json()
            if not isinstance(page, list):
                raise ILSProtocolError(f"{call}: no list")
            found += page
            if len(page) < PER_PAGE:
                return found
        raise ILSProtocolError(f"{call}: more than {PAGES * PER_PAGE} rows")

    def _current(self, call: Call, *, refused: str = "") -> str:
        """The token in use; another one when it is over or has been *refused*."""
        longest = patience.until(time.monotonic() + call.policy.read) - time.monotonic()
        if not self._lock.acquire(timeout=max(longest, 0)):
            raise ILSUnavailable(f"{call}: still waiting for a token")
        try:
            if self._token == refused or time.monotonic() > self._valid_until:
                self._renew(call)
            return self._token
        finally:
            self._lock.release()

    def _renew(self, call: Call) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._client_id,
            "client_secret": self._secret,
        }
        asking = Call("POST", "/oauth/token", call.policy, form=form, until=call.until)
        answer = self._transport.send(asking, {})
        if answer.status in (400, 401, 403, 404):
            raise ILSConfigError(f"{asking}: {answer.status}, the portal's account is refused")
        try:
            found = _checked(answer).json()
            self._token = found["access_token"]
            lifetime = float(found["expires_in"])
        except (KeyError, TypeError, ValueError):
            raise ILSProtocolError(f"{asking}: no token in the answer") from None
        self._valid_until = time.monotonic() + max(lifetime - _SPARE, _SPARE / 2)


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def _checked(answer: Answer) -> Answer:
    """*answer*, or the error its status means."""
    call, status = answer.call, answer.status
    if status == 403 and b"required_permissions" in answer.body:
        raise ILSConfigError(f"{call}: the portal's account lacks a permission")
    if status in call.expects:
        return answer
    said = f"{call}: {status}"
    if status < 300 or status in _GATEWAY:
        raise call.lost(str(status))
    if status < 400:
        raise ILSConfigError(f"{said}, the address of the system has moved")
    if status in (401, 403):
        raise ILSConfigError(f"{said}, the portal's account is refused")
    if status in (429, 503):
        raise ILSBusy(said, retry_after=answer.wait)
    raise _OTHERS.get(status, ILSUnavailable if status >= 500 else ILSProtocolError)(said)
