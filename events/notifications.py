"""Who is told when a date changes: the seam between the schedule and those who keep places.

`Occurrence.notice_due` says durably that people with a place must still be told; whoever has told
them clears it. Registration adds its teller when it starts (`on_change`), and is called in the
transaction of the change, so that its letters (`portal.notify.services.enqueue`) leave with it or
not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from events.enums import State
from events.models import Occurrence

SEEN = ("state", "start", "end", "library_id", "space", "presenter", "note")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a date that people have places in; *before* is what was, by field."""

    occurrence: Occurrence
    before: Mapping[str, Any]

    @property
    def is_cancellation(self) -> bool:
        return self._now(State.CANCELLED)

    @property
    def is_reinstatement(self) -> bool:
        return self._now(State.SCHEDULED)

    @property
    def is_move(self) -> bool:
        return bool({"start", "end"} & set(self.before))

    def _now(self, state: State) -> bool:
        return "state" in self.before and self.occurrence.state == state


Teller = Callable[[Change], None]
_tellers: list[Teller] = []


def on_change(teller: Teller) -> Teller:
    """Let *teller* be called with each change of a date in which people have places."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def state_of(occurrence: Occurrence) -> dict[str, Any]:
    return {name: getattr(occurrence, name) for name in SEEN}


def announce_change(occurrence: Occurrence, before: Mapping[str, Any]) -> None:
    """Call the tellers if anything that people see differs from *before* (`state_of`)."""
    changed = {n: old for n, old in before.items() if getattr(occurrence, n) != old}
    if occurrence.people and changed:
        for teller in _tellers:
            teller(Change(occurrence, changed))
