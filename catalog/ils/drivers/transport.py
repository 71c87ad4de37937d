"""HTTP with a library system: bounded in time and in size, its failures told apart.

Every driver that speaks HTTP uses it, by a `Session` (Koha) or a `Site` (SRU, OAI-PMH). Nothing
here writes an address, a header, a parameter or a body into an error: those hold cards and PINs.
"""

import json
import logging
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2
import stamina

from catalog.ils import patience
from catalog.ils.errors import (
    ILSConfigError,
    ILSProtocolError,
    ILSUnavailable,
    OutcomeUnknown,
)
from catalog.ils.policies import Policy

LARGEST = 4 << 20
# Apache closes idle lines after five seconds; a command must not meet one that is being closed.
KEEP_ALIVE = 4.0
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)

# The client's own log names addresses, and those name patrons and barcodes.
logging.getLogger("httpx2").setLevel(logging.WARNING)
logging.getLogger("httpcore2").setLevel(logging.WARNING)


class NotReached(ILSUnavailable):
    """The system was not reached, so that a second try cannot do anything twice."""


@dataclass(frozen=True, slots=True)
class Call:
    """*path* stands below the address of the transport.

    *expects* are the answers the caller understands; *until* ends it on the monotonic clock.
    """

    method: str
    path: str
    policy: Policy
    params: Mapping[str, str | int] = field(default_factory=dict)
    body: Any = None
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    expects: tuple[int, ...] = (200,)
    is_command: bool = False
    until: float | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def lost(self, why: str) -> ILSUnavailable | OutcomeUnknown:
        """The error when it was sent and nothing understandable came back."""
        kind = OutcomeUnknown if self.is_command else ILSUnavailable
        return kind(f"{self}: {why}")


@dataclass(frozen=True, slots=True)
class Answer:
    call: Call
    status: int
    content_type: str
    retry_after: str
    body: bytes

    def json(self) -> Any:
        """What the system said; a page in HTML is some proxy talking in its place."""
        if "json" not in self.content_type:
            raise self.call.lost("not JSON: something in between answered")
        try:
            return json.loads(self.body)
        except ValueError:
            if self.call.is_command:
                raise self.call.lost("broken JSON") from None
            raise ILSProtocolError(f"{self.call}: broken JSON") from None

    @property
    def wait(self) -> float | None:
        """For how many seconds a busy system wants to be left alone; a date there says nothing."""
        return float(self.retry_after) if self.retry_after.isdecimal() else None


class Transport:
    """One pool of connections to one system, for all threads."""

    def __init__(
        self,
        address: str,
        *,
        accept: str = "application/json",
        user: str = "",
        password: str = "",
        largest: int = LARGEST,
        ca_file: str = "",
    ) -> None:
        self.address, self._largest = address, largest
        self._client = httpx2.Client(
            auth=(user, password) if user else None,
            headers={"accept": accept, "user-agent": "shuxiang-portal"},
            limits=httpx2.Limits(max_connections=16, keepalive_expiry=KEEP_ALIVE),
            follow_redirects=False,
            trust_env=False,
            verify=ssl.create_default_context(cafile=ca_file) if ca_file else True,
        )

    def send(self, call: Call, headers: Mapping[str, str]) -> Answer:
        """The answer of the system, whatever it says; tried again where it was never reached."""
        for attempt in stamina.retry_context(
            on=_is_worth_another_try,
            attempts=call.policy.retries + 1,
            wait_initial=0.1,
            wait_max=1.0,
        ):
            with attempt:
                return self.once(call, headers)
        raise AssertionError("unreachable")  # pragma: no cover

    def once(self, call: Call, headers: Mapping[str, str]) -> Answer:
        policy, until = call.policy, _deadline(call)
        read = min(policy.read, until - time.monotonic())
        if read <= 0:
            raise NotReached(f"{call}: no time left")
        timeout = httpx2.Timeout(read, connect=min(policy.connect, read), pool=policy.connect)
        try:
            with self._client.stream(
                call.method,
                self.address + call.path,
                params=dict(call.params) or None,
                json=call.body,
                data=call.form,
                headers={**call.headers, **headers},
                timeout=timeout,
            ) as response:
                body = b"".join(self._bounded(call, response, until))
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            raise ILSConfigError(f"{call}: the address is none") from None
        except _NEVER_SENT as error:
            raise NotReached(f"{call}: {type(error).__name__}") from None
        except httpx2.RequestError as error:
            raise call.lost(type(error).__name__) from None
        return Answer(
            call,
            response.status_code,
            response.headers.get("content-type", ""),
            response.headers.get("retry-after", ""),
            body,
        )

    def _bounded(self, call: Call, response: httpx2.Response, until: float) -> Iterator[bytes]:
        """The client's time-out is for each piece: a system may drip for hours."""
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self._largest:
                why = f"more than {self._largest} bytes"
                raise call.lost(why) if call.is_command else ILSProtocolError(f"{call}: {why}")
            if time.monotonic() > until:
                raise call.lost("still answering when the time was over")
            yield piece


def _is_worth_another_try(error: Exception) -> bool:
    return isinstance(error, NotReached) and not patience.is_over()


def _deadline(call: Call) -> float:
    longest = patience.until(time.monotonic() + call.policy.connect + call.policy.read)
    return longest if call.until is None else min(longest, call.until)
