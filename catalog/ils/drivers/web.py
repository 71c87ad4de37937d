"""Asking a system by GET over HTTP, within the time of a policy and a size.

What a site answers is told apart as the port wants it: not there, there but busy, there with our
account refused. Texts of errors name neither address nor query: both may hold credentials.
"""

import time
from collections.abc import Mapping

import httpx2
import stamina

from catalog.ils.errors import (
    ILSBusy,
    ILSConfigError,
    ILSError,
    ILSProtocolError,
    ILSUnavailable,
)
from catalog.ils.policies import Policy

LARGEST = 8_000_000  # bytes of one answer
LONGEST_WAIT = 120  # seconds, whatever a busy system asks for


class Site:
    """One address of a system; safe to use from several threads."""

    def __init__(
        self, address: str, *, user: str = "", password: str = "", largest: int = LARGEST
    ) -> None:
        self.address, self.largest = address, largest
        self.client = httpx2.Client(
            auth=(user, password) if user else None,
            headers={"Accept": "application/xml, text/xml"},
            follow_redirects=False,
            trust_env=False,
        )

    def get(self, parameters: Mapping[str, str], policy: Policy) -> bytes:
        """The body of the answer. A read may be sent again where *policy* says so."""
        attempts = policy.retries + 1
        for attempt in stamina.retry_context(
            on=_is_worth_another_try, attempts=attempts, timeout=None
        ):
            with attempt:
                return self._get(parameters, policy)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _get(self, parameters: Mapping[str, str], policy: Policy) -> bytes:
        deadline = time.monotonic() + policy.connect + policy.read
        timeout = httpx2.Timeout(policy.read, connect=policy.connect)
        try:
            with self.client.stream(
                "GET", self.address, params=dict(parameters), timeout=timeout
            ) as answer:
                raise_for_status(answer)
                return self._body(answer, deadline)
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise ILSConfigError("the address is none") from error
        except httpx2.TransportError as error:
            raise ILSUnavailable(type(error).__name__) from error

    def _body(self, answer: httpx2.Response, deadline: float) -> bytes:
        """The time-out of the client is for each piece: a site may drip for hours."""
        pieces, size = [], 0
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > self.largest:
                raise ILSProtocolError("the answer is too large")
            if time.monotonic() > deadline:
                raise ILSUnavailable("the answer takes too long")
            pieces.append(piece)
        return b"".join(pieces)


def raise_for_status(answer: httpx2.Response) -> None:
    """Nothing for an answer of the system's own; the port's error for any other."""
    status = answer.status_code
    if status == 200:
        return
    if status in (429, 503):
        raise ILSBusy(f"HTTP {status}", retry_after=_seconds(answer.headers.get("retry-after")))
    if status in (401, 403):
        raise ILSConfigError(f"HTTP {status}: the portal's account is refused")
    if status in (404, 410):
        raise ILSConfigError(f"HTTP {status}: there is no such service")
    if 400 <= status < 500:
        raise ILSProtocolError(f"HTTP {status}")
    raise ILSUnavailable(f"HTTP {status}")


def _seconds(retry_after: str | None) -> float | None:
    """A date is legal there too; nobody needs it to the second."""
    return float(retry_after) if retry_after and retry_after.isdigit() else None


def _is_worth_another_try(error: Exception) -> bool | float:
    """True, false, or the seconds to wait."""
    if isinstance(error, ILSBusy) and error.retry_after is not None:
        return min(error.retry_after, LONGEST_WAIT)
    return isinstance(error, ILSError) and error.transient
