"""A service that is read by GET at one address: what its answers mean, and when to ask again."""

from collections.abc import Mapping

import stamina

from catalog.ils import patience
from catalog.ils.errors import (
    ILSBusy,
    ILSConfigError,
    ILSError,
    ILSProtocolError,
    ILSUnavailable,
)
from catalog.ils.policies import Policy

from .transport import Answer, Call, Transport

LARGEST = 8_000_000  # bytes of one answer
LONGEST_WAIT = 120  # seconds, whatever a busy system asks for


class Site:
    """One address of a system; safe to use from several threads."""

    def __init__(
        self, address: str, *, user: str = "", password: str = "", largest: int = LARGEST
    ) -> None:
        self.address = address
        self._transport = Transport(
            address,
            accept="application/xml, text/xml",
            user=user,
            password=password,
            largest=largest,
        )

    def get(self, parameters: Mapping[str, str], policy: Policy) -> bytes:
        """The body of the answer. A read may be sent again where *policy* says so."""
        call = Call("GET", "", policy, dict(parameters))
        for attempt in stamina.retry_context(
            on=_is_worth_another_try, attempts=policy.retries + 1, timeout=None
        ):
            with attempt:
                return _checked(self._transport.once(call, {})).body
        raise AssertionError  # pragma: no cover - the last attempt returns or raises


def _checked(answer: Answer) -> Answer:
    """*answer*, or the port's error for what is none of the service's own."""
    status = answer.status
    if status == 200:
        return answer
    if status in (429, 503):
        raise ILSBusy(f"HTTP {status}", retry_after=answer.wait)
    if status in (401, 403):
        raise ILSConfigError(f"HTTP {status}: the portal's account is refused")
    if status in (404, 410):
        raise ILSConfigError(f"HTTP {status}: there is no such service")
    if 400 <= status < 500:
        raise ILSProtocolError(f"HTTP {status}")
    raise ILSUnavailable(f"HTTP {status}")


def _is_worth_another_try(error: Exception) -> bool | float:
    """True, false, or the seconds to wait."""
    if patience.is_over():
        return False
    if isinstance(error, ILSBusy) and error.retry_after is not None:
        return min(error.retry_after, LONGEST_WAIT)
    return isinstance(error, ILSError) and error.transient
