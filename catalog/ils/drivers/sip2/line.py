"""One connection to a SIP2 server: a message goes out, one answer comes back in time."""

import select
import socket
import ssl
import time
from dataclasses import dataclass

import pysip2

from catalog.ils.errors import ILSError, ILSProtocolError, ILSUnavailable, OutcomeUnknown

from . import frames
from .deadlines import Deadline

LARGEST = 1 << 18
_END = b"\r"


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int
    encoding: str
    has_checksums: bool
    tls: ssl.SSLContext | None = None


class Line:
    """Not for two threads at once; closed for good after the first failure."""

    def __init__(self, address: Address, deadline: Deadline) -> None:
        self._address = address
        self._sequence = 0
        self._buffer = b""
        self._socket = self._connected(deadline)
        self.used_at = time.monotonic()

    def _connected(self, deadline: Deadline) -> socket.socket:
        host, tls = self._address.host, self._address.tls
        seconds = min(deadline.connect, deadline.left())
        try:
            plain = socket.create_connection((host, self._address.port), timeout=seconds)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return tls.wrap_socket(plain, server_hostname=host) if tls else plain
        except OSError as error:  # TLS that fails is one as well
            raise ILSUnavailable(f"SIP2: no connection: {type(error).__name__}") from None

    def ask(
        self,
        message: pysip2.SIPRequest,
        expects: str,
        deadline: Deadline,
        *,
        is_command: bool = False,
    ) -> frames.Answer:
        """The answer, which must be an *expects*. A command that is lost is not sent again."""
        frame = self._encoded(message)
        deadline.left()
        try:
            self._send(frame, deadline)
            answer = frames.read(self._receive(deadline), self._address.encoding)
            self._check(answer, expects)
        except (OSError, ILSUnavailable, frames.FrameError) as error:
            self.close()
            raise _lost(error, is_command=is_command) from None
        self.used_at = time.monotonic()
        return answer

    def is_usable(self, longest_idle: float) -> bool:
        """Whether the server still listens; it hangs up on terminals that are silent for long."""
        if time.monotonic() - self.used_at > longest_idle:
            return False
        readable, _writable, _failed = select.select([self._socket], [], [], 0)
        return not readable  # nothing was asked: what comes now is the end

    def close(self) -> None:
        self._socket.close()

    def _encoded(self, message: pysip2.SIPRequest) -> bytes:
        has_checksums = self._address.has_checksums
        self._sequence = (self._sequence + 1) % 10
        try:
            return pysip2.encode_message(
                message,
                sequence_number=self._sequence if has_checksums else None,
                checksum=has_checksums,
                encoding=self._address.encoding,
            )
        except (pysip2.SIP2CodecError, UnicodeEncodeError):
            raise ILSProtocolError(f"SIP2: {type(message).__name__} cannot be written") from None

    def _send(self, frame: bytes, deadline: Deadline) -> None:
        self._socket.settimeout(deadline.left())
        self._socket.sendall(frame)

    def _receive(self, deadline: Deadline) -> bytes:
        while _END not in self._buffer:
            self._socket.settimeout(deadline.left())
            piece = self._socket.recv(1 << 16)
            if not piece:
                raise frames.FrameError("the server has hung up")
            self._buffer += piece
            if len(self._buffer) > LARGEST:
                raise frames.FrameError("an answer without end")
        frame, _end, rest = self._buffer.partition(_END)
        self._buffer = rest.lstrip(b"\n\x00")
        return frame

    def _check(self, answer: frames.Answer, expects: str) -> None:
        if answer.code == frames.RESEND:
            raise _NotUnderstood("SIP2: the server asks to send the message again")
        if answer.code != expects:
            raise frames.FrameError(f"{answer.code} in place of {expects}")
        if answer.sequence is not None and answer.sequence != self._sequence:
            raise frames.FrameError("the answer to another message")


class _NotUnderstood(ILSUnavailable):
    """The server could not read the message, so that nothing was done."""


def _lost(error: Exception, *, is_command: bool) -> ILSError:
    if isinstance(error, _NotUnderstood):
        return error
    words = str(error) if isinstance(error, frames.FrameError) else type(error).__name__
    return (OutcomeUnknown if is_command else ILSUnavailable)(f"SIP2: {words}")
