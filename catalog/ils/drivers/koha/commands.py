"""What every command does: send once, read the answer, and look for traces where it is lost."""

from collections.abc import Callable, Sequence
from typing import Any

from catalog.ils.drivers.transport import Answer, Call
from catalog.ils.errors import ILSError, NotFound
from catalog.ils.policies import COMMAND
from catalog.ils.values import Outcome

from . import reasons
from .answers import Row


def command(method: str, path: str, expects: tuple[int, ...], **rest: Any) -> Call:
    return Call(method, path, COMMAND, expects=expects, is_command=True, **rest)


def done(answer: Answer, *keys: str) -> Row:
    """The row that was made; when it cannot be read, the outcome is unknown."""
    row = answer.json()
    if not isinstance(row, dict) or not all(key in row for key in keys):
        raise answer.call.lost("the answer does not fit")
    return row


def refused(answer: Answer) -> Outcome:
    blocks = reasons.of_refusal(answer)
    return Outcome(ok=False, blocks=blocks, message=blocks[0].message)


def owned(rows: Sequence[Row], key: str, wanted: str) -> Row:
    """The row that *wanted* names among the patron's own."""
    found = next((row for row in rows if str(row.get(key)) == wanted), None)
    if found is None:
        raise NotFound(f"not this patron's {key}")
    return found


def traces(read: Callable[[], Sequence[Row]], **wanted: int) -> list[Row] | None:
    """The rows that a command leaves, read back; None where not even they can be read."""
    try:
        rows = read()
    except ILSError:
        return None
    return [row for row in rows if all(row.get(key) == value for key, value in wanted.items())]
