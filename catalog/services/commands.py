"""Readers' commands to the library system: each act is carried out once, whatever happens.

The act is written down before it is sent. When its answer is lost, what became of it is read back,
at once and then by a job, and it is never sent again by itself.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog.enums import CommandState
from catalog.ils import commands
from catalog.ils.commands import Command, System
from catalog.ils.errors import ILSError, NotFound, OutcomeUnknown
from catalog.ils.values import Block, Outcome, PatronRef
from catalog.models import ILSCommand
from catalog.sealing import seal, unseal
from catalog.systems import ils
from portal.accounts.models import Reader

# When the job reads back what became of an act, counted from when it was sent.
LOOKS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
KEPT = dt.timedelta(days=30)


def run(
    command: Command,
    *,
    reader: Reader,
    patron: PatronRef,
    key: str,
    system: System | None = None,
) -> Outcome:
    """Have *command* carried out for *patron*; *key* is one for each act of *reader*.

    The same key again answers what became of the act. Raises OutcomeUnknown when that is not clear
    yet, NotFound when the key is somebody else's, and any other ILSError when nothing was sent.
    Must not be called inside a transaction.
    """
    system = system or ils()
    row, is_new = _write(command, reader, patron, key)
    if row.reader_id != reader.pk:
        raise NotFound("a key of another reader")
    if row.state == CommandState.NOTHING:
        is_new = _take_up(row)
    if is_new:
        return _send(command, row, system, patron, key)
    if row.is_open:
        return look(row, system) or _still_unknown(row)
    return read(row.outcome)


def look(row: ILSCommand, system: System | None = None) -> Outcome | None:
    """Read back what became of an open command; None when nothing shows yet. Raises ILSError."""
    if not row.is_open:
        return read(row.outcome)
    patron = unseal(row.patron)
    if patron is None:
        return None
    command = commands.KINDS[row.kind](**_arguments(row.arguments))
    outcome: Outcome | None = command.find(system or ils(), patron)
    if outcome:
        _settle(row, outcome)
    return outcome


def settle_unknown(system: System | None = None) -> int:
    """For the clock: read back what is open, forget what is a month old. How many were settled."""
    now, settled = timezone.now(), 0
    for row in ILSCommand.objects.filter(state__in=[CommandState.SENT, CommandState.UNKNOWN]):
        if row.looked >= len(LOOKS) or now < row.created_at + LOOKS[row.looked]:
            continue
        try:
            outcome = look(row, system)
        except ILSError:
            continue  # the next round asks again
        settled += outcome is not None
        if outcome is None:
            _note_look(row)
    ILSCommand.objects.filter(created_at__lt=now - KEPT).delete()
    return settled


def read(stored: Mapping[str, Any]) -> Outcome:
    """An outcome as the log keeps it."""
    return Outcome(
        ok=stored.get("ok", False),
        ref=stored.get("ref", ""),
        due=dt.date.fromisoformat(stored["due"]) if stored.get("due") else None,
        position=stored.get("position"),
        blocks=tuple(Block(*pair) for pair in stored.get("blocks", [])),
        message=stored.get("message", ""),
        desensitized=stored.get("desensitized"),
        is_reconciled=stored.get("is_reconciled", False),
    )


def _write(
    command: Command, reader: Reader, patron: PatronRef, key: str
) -> tuple[ILSCommand, bool]:
    arguments = asdict(command)  # type: ignore[call-overload]
    arguments.pop("confirm_token", None)
    if due := arguments.get("due"):
        arguments["due"] = due.isoformat()
    with transaction.atomic(durable=True):
        return ILSCommand.objects.get_or_create(
            key=key,
            defaults={
                "reader": reader,
                "kind": command.kind,
                "arguments": arguments,
                "patron": seal(patron),
            },
        )


def _arguments(stored: Mapping[str, Any]) -> dict[str, Any]:
    arguments = dict(stored)
    if due := arguments.get("due"):
        arguments["due"] = dt.date.fromisoformat(due)
    return arguments


def _take_up(row: ILSCommand) -> bool:
    """Whether it is this caller who may send again what was not carried out."""
    waiting = ILSCommand.objects.filter(pk=row.pk, state=CommandState.NOTHING)
    fresh = {"state": CommandState.SENT, "looked": 0, "created_at": timezone.now()}
    is_ours = bool(waiting.update(**fresh, settled_at=None))
    row.refresh_from_db()
    return is_ours


def _send(
    command: Command, row: ILSCommand, system: System, patron: PatronRef, key: str
) -> Outcome:
    try:
        outcome = command.send(system, patron, key)
    except OutcomeUnknown:
        outcome = _read_back(command, row, system, patron)
    except ILSError:
        row.delete()  # it never reached the system
        raise
    if outcome.questions:
        row.delete()  # the act comes with the reader's yes
    else:
        _settle(row, outcome)
    return outcome


def _read_back(command: Command, row: ILSCommand, system: System, patron: PatronRef) -> Outcome:
    row.state = CommandState.UNKNOWN
    row.save(update_fields=["state"])
    try:
        outcome = command.find(system, patron)
    except ILSError as error:
        raise OutcomeUnknown(row.kind) from error
    return outcome or _still_unknown(row)


def _still_unknown(row: ILSCommand) -> Outcome:
    raise OutcomeUnknown(row.kind)


def _settle(row: ILSCommand, outcome: Outcome) -> None:
    row.state = CommandState.DONE if outcome.ok else CommandState.REFUSED
    row.outcome = {
        "ok": outcome.ok,
        "ref": outcome.ref,
        "due": outcome.due and outcome.due.isoformat(),
        "position": outcome.position,
        "blocks": [[block.code, block.message] for block in outcome.blocks],
        "message": outcome.message,
        "desensitized": outcome.desensitized,
        "is_reconciled": outcome.is_reconciled,
    }
    row.settled_at, row.patron = timezone.now(), ""
    row.save(update_fields=["state", "outcome", "settled_at", "patron"])


def _note_look(row: ILSCommand) -> None:
    """After the last look that shows nothing, nothing was done."""
    row.looked += 1
    if row.looked == len(LOOKS):
        row.state, row.settled_at = CommandState.NOTHING, timezone.now()
    row.save(update_fields=["looked", "state", "settled_at"])
