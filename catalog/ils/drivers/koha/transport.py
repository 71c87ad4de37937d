"""HTTP with a library system: bounded in time and in size, its failures told apart.

Nothing here writes a header, a parameter or a body into an error: those hold cards and PINs.
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

from catalog.ils.errors import ILSProtocolError, ILSUnavailable, OutcomeUnknown
from catalog.ils.policies import Policy

LARGEST = 4 << 20
# Apache closes idle lines after five seconds; a command must not meet one that is being closed.
KEEP_ALIVE = 4.0
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)

# The client's own log names addresses, and those name patrons and barcodes.
logging.getLogger("httpx2").setLevel(logging.WARNING)
logging.getLogger("httpcore2").setLevel(logging.WARNING)


class _NeverSent(ILSUnavailable):
    """The system was not reached, so that a second try cannot do anything twice."""


@dataclass(frozen=True, slots=True)
class Call:
    """*expects* are the answers the caller understands; *until* ends it on the monotonic clock."""

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


class Transport:
    """One pool of connections to one system, for all threads."""

    def __init__(self, base_url: str, *, ca_file: str = "") -> None:
        self._client = httpx2.Client(
            base_url=base_url,
            headers={"accept-encoding": "identity", "user-agent": "shuxiang-portal"},
            limits=httpx2.Limits(max_connections=16, keepalive_expiry=KEEP_ALIVE),
            follow_redirects=False,
            trust_env=False,
            verify=ssl.create_default_context(cafile=ca_file) if ca_file else True,
        )

    def send(self, call: Call, headers: Mapping[str, str]) -> Answer:
        for attempt in stamina.retry_context(
            on=_NeverSent, attempts=call.policy.retries + 1, wait_initial=0.1, wait_max=1.0
        ):
            with attempt:
                return self._once(call, headers)
        raise AssertionError("unreachable")  # pragma: no cover

    def _once(self, call: Call, headers: Mapping[str, str]) -> Answer:
        policy, until = call.policy, _deadline(call)
        read = min(policy.read, until - time.monotonic())
        if read <= 0:
            raise _NeverSent(f"{call}: no time left")
        timeout = httpx2.Timeout(read, connect=min(policy.connect, read), pool=policy.connect)
        try:
            with self._client.stream(
                call.method,
                call.path,
                params=dict(call.params) or None,
                json=call.body,
                data=call.form,
                headers={"accept": "application/json", **call.headers, **headers},
                timeout=timeout,
            ) as response:
                body = b"".join(_bounded(call, response, until))
        except _NEVER_SENT as error:
            raise _NeverSent(f"{call}: {type(error).__name__}") from None
        except httpx2.TransportError as error:
            raise call.lost(type(error).__name__) from None
        return Answer(
            call,
            response.status_code,
            response.headers.get("content-type", ""),
            response.headers.get("retry-after", ""),
            body,
        )


def _deadline(call: Call) -> float:
    longest = time.monotonic() + call.policy.connect + call.policy.read
    return longest if call.until is None else min(longest, call.until)


def _bounded(call: Call, response: httpx2.Response, until: float) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > LARGEST:
            raise call.lost(f"more than {LARGEST} bytes")
        if time.monotonic() > until:
            raise call.lost("still answering when the time was over")
        yield chunk
