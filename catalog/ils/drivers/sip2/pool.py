"""A few lines that stay open: terminals are licensed, and each has to sign in."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from catalog.ils.errors import ILSBusy, ILSConfigError, ILSUnavailable, OutcomeUnknown

from .deadlines import Deadline
from .line import Address, Line
from .messages import Messages

_LONGEST_WAIT = 1.0


@dataclass(frozen=True, slots=True)
class Terminal:
    """The account the portal signs in with; without *user* the server asks for none."""

    user: str
    password: str
    location: str


class Pool:
    def __init__(
        self, address: Address, terminal: Terminal, messages: Messages, *, size: int, idle: float
    ) -> None:
        self._address = address
        self._terminal = terminal
        self._messages = messages
        self._idle = idle
        self._places: queue.LifoQueue[Line | None] = queue.LifoQueue(size)
        for _ in range(size):
            self._places.put(None)

    @contextmanager
    def line(self, deadline: Deadline) -> Iterator[Line]:
        """A line that has signed in, for one thread at a time."""
        try:
            line = self._places.get(timeout=min(_LONGEST_WAIT, deadline.left()))
        except queue.Empty:
            raise ILSBusy("SIP2: all lines are in use") from None
        try:
            if line is not None and not line.is_usable(self._idle):
                line.close()
                line = None
            line = line or self._opened(deadline)
            yield line
        except (ILSUnavailable, OutcomeUnknown):
            if line is not None:
                line.close()
            line = None
            raise
        finally:
            self._places.put(line)

    def _opened(self, deadline: Deadline) -> Line:
        line = Line(self._address, deadline)
        try:
            self._sign_in(line, deadline)
        except BaseException:
            line.close()
            raise
        return line

    def _sign_in(self, line: Line, deadline: Deadline) -> None:
        terminal = self._terminal
        if terminal.user:
            login = self._messages.login(terminal.user, terminal.password, terminal.location)
            try:
                answer = line.ask(login, "94", deadline)
            except (
                ILSUnavailable
            ) as error:  # or is the account wrong? Some servers then say nothing
                raise ILSUnavailable(f"{error}, on signing in with the terminal account") from None
            if answer.fixed != "1":
                raise ILSConfigError("SIP2: the portal's terminal account is refused")
        status = line.ask(self._messages.status(), "98", deadline)
        if not status.fixed.startswith("Y"):
            raise ILSUnavailable("SIP2: the system says that it is off-line")
