"""The keys of acts: what makes a second click, or a second tab, the same act."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import blake2b

from catalog.borrowing.models import LinkedCard
from catalog.enums import CommandState
from catalog.ils.commands import Command
from catalog.models import ILSCommand

OPEN = (CommandState.SENT, CommandState.UNKNOWN)
_NOT_THE_ACT = ("confirm_token", "pickup_branch")


def act_key(card: LinkedCard, act: Command) -> str:
    return act_keys(card, [act])[0]


def act_keys(card: LinkedCard, acts: Sequence[Command]) -> list[str]:
    """The key of each act, for its form: the same until the act is settled, then another one, for
    somebody may want it again. One query.
    """
    settled = ILSCommand.objects.filter(reader=card.card.reader_id).exclude(state__in=OPEN)
    done = Counter(key.rpartition(":")[0] for key in settled.values_list("key", flat=True))
    stems = [_stem(card, act) for act in acts]
    return [f"{stem}:{done[stem]}" for stem in stems]


def is_key_of(key: str, card: LinkedCard, act: Command) -> bool:
    return key.rpartition(":")[0] == _stem(card, act)


def _stem(card: LinkedCard, act: Command) -> str:
    """Short, and says nothing of what is done."""
    arguments = asdict(act)  # type: ignore[call-overload]
    parts = sorted((k, str(v)) for k, v in arguments.items() if k not in _NOT_THE_ACT)
    return blake2b(repr((card.pk, act.kind, parts)).encode(), digest_size=16).hexdigest()
