"""The server on a loopback port: pysip2's own, with faults and the fields that systems add."""

import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import anyio
import pysip2
from anyio.abc import SocketAttribute
from anyio.from_thread import start_blocking_portal
from anyio.streams.tls import TLSListener
from pysip2 import SIP2ProtocolError, SIP2Server, calculate_checksum

from tests.contracts.ils.servers.faults import Fault, Faults
from tests.contracts.ils.servers.state import LibraryState

from .handlers import INSTITUTION, Handlers

LOGIN, PASSWORD = "portal", "not-a-secret-outside-tests"
SHELF_FIELD = "ZS"
_LONGEST_HANG = 20.0
_PAGE = b"HTTP/1.1 400 Bad Request\r\nServer: proxy\r\n\r\n<html></html>"


class Sip2Server:
    """*calls* names the messages that came, by their two digits."""

    LOGIN, PASSWORD = LOGIN, PASSWORD

    def __init__(self, state: LibraryState, encoding: str = "utf-8") -> None:
        self.state = state
        self.encoding = encoding
        self.faults = Faults()
        self.calls: list[str] = []
        self.slowness = 0.0
        self.idle: float | None = None
        self.port = 0

    @contextmanager
    def running(self, tls: ssl.SSLContext | None = None, port: int = 0) -> Iterator["Sip2Server"]:
        server = _Server(self)
        with start_blocking_portal() as portal:
            listening = portal.wrap_async_context_manager(server.started(tls, port))
            with listening as self.port:
                yield self
                self.faults.clear()

    def reset(self) -> None:
        self.faults.clear()
        self.calls.clear()
        self.slowness = 0.0
        self.state.reset()


class _Server(SIP2Server):
    def __init__(self, owner: Sip2Server) -> None:
        super().__init__(
            encoding=owner.encoding,
            institution_id=INSTITUTION,
            login_required=True,
            idle_timeout=owner.idle,
        )
        self._owner = owner
        handlers = Handlers(owner.state)
        for route, handler in (
            (pysip2.LOGIN, _login),
            (pysip2.PATRON_INFORMATION, handlers.patron),
            (pysip2.ITEM_INFORMATION, handlers.item),
            (pysip2.CHECKOUT, handlers.checkout),
            (pysip2.RENEW, handlers.renew),
            (pysip2.HOLD, handlers.hold),
        ):
            self.route(route)(_locked(owner.state, handler))

    @asynccontextmanager
    async def started(self, tls: ssl.SSLContext | None, port: int) -> AsyncIterator[int]:
        listener: Any = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=port)
        port = listener.extra(SocketAttribute.local_port)
        if tls:
            listener = TLSListener(listener, tls, standard_compatible=False)
        async with anyio.create_task_group() as group:
            group.start_soon(listener.serve, self._handle_connection)
            yield port
            group.cancel_scope.cancel()

    async def _process_frame(self, stream: Any, state: Any, frame: bytes) -> None:
        name = frame[:2].decode()
        self._owner.calls.append(name)
        await anyio.sleep(self._owner.slowness)
        fault = self._owner.faults.next(name)
        if fault is None:
            await super()._process_frame(stream, state, frame)
        elif fault is Fault.COMMIT_THEN_DROP:
            await super()._process_frame(_Nowhere(), state, frame)
            raise SIP2ProtocolError(fault)
        elif fault is Fault.HANG_UP:
            await super()._process_frame(stream, state, frame)
            raise SIP2ProtocolError(fault)
        elif fault in {Fault.CHECKSUM, Fault.SEQUENCE}:
            await super()._process_frame(_Damaged(stream, fault), state, frame)
        else:
            await self._fail(stream, fault)

    async def _fail(self, stream: Any, fault: Fault) -> None:
        if fault is Fault.HANG:
            released = self._owner.faults.released
            with anyio.move_on_after(_LONGEST_HANG):
                while not released.is_set():
                    await anyio.sleep(0.05)
        elif fault is Fault.DRIP:
            for _ in range(100):
                await stream.send(b"6")
                await anyio.sleep(0.1)
        elif fault is Fault.OVERSIZE:
            await stream.send(b"64" + b" " * (1 << 20))
        elif fault is not Fault.DROP:
            await stream.send(
                {
                    Fault.BUSY: b"96AZFEF6\r",
                    Fault.ERROR: b"98NNNNNN03000320261125    1200002.00AO|BX|\r",
                    Fault.REFUSE: "160N20261125    120000AO|AA|AF不可以|\r".encode(self.encoding),
                    Fault.GARBAGE: b"\xff\xfe\x00garbage\r",
                    Fault.PAGE: _PAGE,
                }[fault]
            )
            return
        raise SIP2ProtocolError(fault)

    async def _write_response(self, stream: Any, state: Any, decoded: Any, response: Any) -> None:
        """As pysip2 does, with the fields that it does not know put before the checksum."""
        frame = pysip2.encode_message(response, encoding=self.encoding).rstrip(b"\r")
        frame += self._additions(response).encode(self.encoding)
        if decoded.checksum is not None:
            frame += f"AY{decoded.sequence_number}AZ".encode()
            frame += calculate_checksum(frame).encode()
        await self._send(stream, state, frame + b"\r")

    def _additions(self, response: Any) -> str:
        state = self._owner.state
        if isinstance(response, pysip2.ItemInformationResponse):
            copy = state.copy_of(response.item_identifier)
            return f"{SHELF_FIELD}{copy.shelf}|" if copy else ""
        if isinstance(response, pysip2.PatronInformationResponse):
            account = state.account_of(response.patron_identifier)
            return f"PA{account.expires:%Y%m%d}    235900|" if account else ""
        return ""


class _Nowhere:
    async def send(self, data: bytes) -> None:
        """The line breaks before the answer is on it."""


class _Damaged:
    """Changes one character of the answer, or gives the answer to another message."""

    def __init__(self, stream: Any, fault: Fault) -> None:
        self._stream = stream
        self._fault = fault

    async def send(self, data: bytes) -> None:
        if self._fault is Fault.CHECKSUM:
            data = data.replace(b"AO" + INSTITUTION.encode(), b"AOXXX")
        else:
            start = data.rindex(b"AY")
            other = b"%d" % ((int(data[start + 2 : start + 3]) + 5) % 10)
            data = data[: start + 2] + other + b"AZ"
            data += calculate_checksum(data).encode() + b"\r"
        await self._stream.send(data)


def _login(request: Any, context: Any) -> pysip2.LoginResponse:
    is_right = (request.login_user_id, request.login_password) == (LOGIN, PASSWORD)
    return pysip2.LoginResponse(ok="1" if is_right else "0")


def _locked(state: LibraryState, handler: Callable[..., Any]) -> Callable[..., Any]:
    async def answer(request: Any, context: Any) -> Any:
        with state.lock:
            return handler(request, context)

    return answer
