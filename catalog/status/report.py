"""What the routed systems can do and how they fare."""

import datetime as dt
import time
from dataclasses import dataclass, field

from catalog.ils.breaker import State
from catalog.ils.capabilities import ROLE_OF, Capability, Role
from catalog.ils.composite import Composite
from catalog.ils.errors import ILSError
from catalog.ils.guard import Group, Guarded
from catalog.ils.patience import patience

ASKING_SECONDS = 3.0  # each system, however long another one took


@dataclass(frozen=True, slots=True)
class GroupReport:
    """Calls that fail together. *seconds* is how long the last answer took."""

    group: Group
    state: State
    answered_at: dt.datetime | None
    failed_at: dt.datetime | None
    error: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Ping:
    """*error* is empty when the system answered."""

    seconds: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class SystemReport:
    name: str
    roles: list[Role]
    capabilities: frozenset[Capability]
    is_embedded: bool
    groups: list[GroupReport] = field(default_factory=list)
    ping: Ping | None = None

    @property
    def lacking(self) -> list[Capability]:
        """What a system in these roles might do and this one does not."""
        return [
            capability
            for capability, role in ROLE_OF.items()
            if role in self.roles and capability not in self.capabilities
        ]

    @property
    def has_trouble(self) -> bool:
        is_open = any(group.state is not State.CLOSED for group in self.groups)
        return is_open or bool(self.ping and self.ping.error)


def report(system: Composite, *, ask: bool = False) -> list[SystemReport]:
    """One entry for each system; with *ask* each is called once, whatever its breaker says."""
    return [_of(each, system, ask=ask) for each in system.systems]


def _of(each: object, system: Composite, *, ask: bool) -> SystemReport:
    is_guarded = isinstance(each, Guarded)
    return SystemReport(
        name=each.name,  # type: ignore[attr-defined]
        roles=[role for role, driver in system.routes.items() if driver is each],
        capabilities=each.capabilities & system.capabilities,  # type: ignore[attr-defined]
        is_embedded=not is_guarded,
        groups=[_group(each, group) for group in Group] if isinstance(each, Guarded) else [],
        ping=_ping(each) if ask else None,
    )


def _group(guarded: Guarded, group: Group) -> GroupReport:
    health = guarded.health(group)
    return GroupReport(
        group=group,
        state=health.state,
        answered_at=_moment(health.answered_at),
        failed_at=_moment(health.failed_at),
        error=health.error,
        seconds=health.last_seconds,
    )


def _moment(seconds: float | None) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds else None


def _ping(each: object) -> Ping:
    started = time.monotonic()
    try:
        with patience(ASKING_SECONDS):
            each.ping()  # type: ignore[attr-defined]
    except ILSError as error:
        return Ping(time.monotonic() - started, f"{type(error).__name__}: {error}")
    return Ping(time.monotonic() - started)
