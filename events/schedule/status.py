"""What a reader has to know of a date at a glance: words, a sign and a colour."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.enums import State


class Dated(Protocol):
    state: str
    start: dt.datetime
    end: dt.datetime

    @property
    def is_moved(self) -> bool: ...

    @property
    def is_extra(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Status:
    """`icon` and `pigment` are names of the design system."""

    key: str
    label: str
    icon: str
    pigment: str

    @property
    def tone(self) -> str:
        """The pigment for a box: a quiet state has none of its own."""
        return "ink" if self.pigment == "mute" else self.pigment


def status_of(occurrence: Dated, now: dt.datetime) -> Status | None:
    """Nothing for a date that comes as it was announced."""
    if occurrence.state == State.CANCELLED:
        return Status("cancelled", pgettext("event", "Cancelled"), "close", "cinnabar")
    if occurrence.end <= now:
        return Status("done", pgettext("event", "Over"), "check", "mute")
    if occurrence.start <= now:
        return Status("now", _("On now"), "clock", "malachite")
    if occurrence.is_moved:
        return Status("moved", _("New time"), "clock", "gamboge")
    if occurrence.is_extra:
        return Status("extra", _("Extra date"), "calendar", "azurite")
    return None
